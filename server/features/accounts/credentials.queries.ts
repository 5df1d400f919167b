import type { Db } from "../../database/index.ts";
import { deleteFactors } from "../factors/index.ts";

/** Takes away an account's password, linked identities, API keys and second factors. */
export async function deleteWaysIn(tx: Db, accountId: number): Promise<void> {
  await tx.updateTable("account").set({ password_hash: null }).where("id", "=", accountId).execute();
  await tx.deleteFrom("identity").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("api_key").where("account_id", "=", accountId).execute();
  await deleteFactors(tx, accountId);
}
