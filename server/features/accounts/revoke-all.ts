import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { deleteWaysIn, type Revoked, revoke } from "../credentials/index.ts";

/**
 * Takes away everything that could open an account: its password, sessions with their refresh tokens, API keys, linked
 * identities, second factors, and all that is pending. For an account whose address turns out to be somebody else's than
 * its maker's.
 */
export async function revokeAllCredentials(tx: Tx, call: AuditedCall, accountId: number): Promise<Revoked> {
  const revoked = await revoke(tx, accountId, "all");
  await deleteWaysIn(tx, accountId);
  await recordAudit(tx, call, { action: "account.handed_over", actorId: null, accountId });
  return revoked;
}
