import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { deletePassword, deleteRecentSignInMethods } from "../credentials/index.ts";
import { dropIdleRecoveryCodes } from "../factors/index.ts";

/** Account and scope of a removal. */
export interface Removal {
  readonly accountId: number;
  /** Whether to remove the password too: its age is not recorded. */
  readonly withPassword: boolean;
}

/**
 * Removes recently added passkeys, authenticator apps, identities, API keys and recovery codes, for an owner who may
 * not have added them. Older ones stay, and older second factors are still required.
 */
export async function removeRecentSignInMethods(
  tx: Tx,
  call: AuditedCall,
  { accountId, withPassword }: Removal,
): Promise<void> {
  const removed = await deleteRecentSignInMethods(tx, accountId);
  await dropIdleRecoveryCodes(tx, accountId);
  if (withPassword) await deletePassword(tx, accountId);
  const details = { ...removed };
  await recordAudit(tx, call, { action: "ways_in.removed", actorId: accountId, accountId, details });
}
