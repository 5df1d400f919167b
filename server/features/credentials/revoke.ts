import type { Tx } from "../../database/index.ts";
import { deletePending, deleteSessions, type EndedSessions, keepSessions, raiseVersion } from "./queries.ts";

/** Result of a revocation. */
export interface RevocationResult {
  /** The version for everything that starts from now on. */
  readonly credentialVersion: number;
  readonly endedSessions: number;
}

/**
 * Revokes everything pending for an account, and the given sessions: unsent mails, links, ceremonies, authorization
 * codes, unfinished sign-ins. Locks the account. docs/SECURITY.md lists what is pending and where it is checked.
 */
export async function revoke(tx: Tx, accountId: number, ended: EndedSessions): Promise<RevocationResult> {
  const credentialVersion = await raiseVersion(tx, accountId);
  const endedSessions = await deleteSessions(tx, accountId, ended);
  if (ended !== "all") await keepSessions(tx, accountId, credentialVersion);
  await deletePending(tx, accountId);
  return { credentialVersion, endedSessions };
}
