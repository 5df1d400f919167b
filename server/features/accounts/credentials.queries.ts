import type { Db } from "../../database/index.ts";
import { deleteFactors } from "../factors/index.ts";
import { deleteSessions } from "../sessions/index.ts";

/** Links that went out by mail are good no more. */
export const dropLinks = (tx: Db, accountId: number) =>
  tx.deleteFrom("mail_token").where("account_id", "=", accountId).execute();

/**
 * Takes away everything that could open an account: its password, sessions with their refresh tokens, API keys, linked
 * identities, second factors and links of mails. For an account whose address turns out to be somebody else's than its maker's.
 */
export async function revokeAllCredentials(tx: Db, accountId: number): Promise<void> {
  await tx.updateTable("account").set({ password_hash: null }).where("id", "=", accountId).execute();
  await deleteSessions(tx, accountId);
  await tx.deleteFrom("identity").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("api_key").where("account_id", "=", accountId).execute();
  await deleteFactors(tx, accountId);
  await dropLinks(tx, accountId);
}
