import type { Tx } from "../../database/index.ts";
import { deletePending, deleteSessions, type EndedSessions, keepSessions, raiseVersion } from "./queries.ts";

/** What a revocation did. */
export interface Revoked {
  /** What is begun from now on belongs to it. */
  readonly credentialVersion: number;
  readonly endedSessions: number;
}

/**
 * Ends everything that is pending for an account and the sessions named: mails to be written, links, ceremonies, codes for
 * apps, sign-ins half done. Holds the account. docs/SECURITY.md lists what is pending and where it is checked.
 */
export async function revoke(tx: Tx, accountId: number, ended: EndedSessions): Promise<Revoked> {
  const credentialVersion = await raiseVersion(tx, accountId);
  const endedSessions = await deleteSessions(tx, accountId, ended);
  if (ended !== "all") await keepSessions(tx, accountId, credentialVersion);
  await deletePending(tx, accountId);
  return { credentialVersion, endedSessions };
}
