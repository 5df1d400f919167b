import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { deleteSignInMethods, type RevocationResult, revoke } from "../credentials/index.ts";

/**
 * Revokes every credential of an account: password, sessions with their refresh tokens, API keys, linked identities,
 * second factors, and all pending links and ceremonies. For an account whose address turns out to belong to another
 * person than its creator.
 */
export async function revokeAllCredentials(tx: Tx, call: AuditedCall, accountId: number): Promise<RevocationResult> {
  const revoked = await revoke(tx, accountId, "all");
  await deleteSignInMethods(tx, accountId);
  await recordAudit(tx, call, { action: "account.handed_over", actorId: null, accountId });
  return revoked;
}
