import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { deletePassword, deleteRecentWaysIn } from "../credentials/index.ts";
import { dropIdleRecoveryCodes } from "../factors/index.ts";

/** What is removed of which account. */
export interface Removal {
  readonly accountId: number;
  /** Whether the password goes too: nothing tells when it was set. */
  readonly withPassword: boolean;
}

/**
 * Takes away the passkeys, authenticator apps, identities, API keys and recovery codes that were added to an account
 * lately, for an owner who may not have added them; what is older stays, and second factors among it are asked for.
 */
export async function removeRecentWaysIn(
  tx: Tx,
  call: AuditedCall,
  { accountId, withPassword }: Removal,
): Promise<void> {
  const removed = await deleteRecentWaysIn(tx, accountId);
  await dropIdleRecoveryCodes(tx, accountId);
  if (withPassword) await deletePassword(tx, accountId);
  const details = { ...removed };
  await recordAudit(tx, call, { action: "ways_in.removed", actorId: accountId, accountId, details });
}
