import type { Db } from "../../database/index.ts";
import type { SessionViewer } from "../../procedures/index.ts";
import { listValidSessions } from "./queries.ts";

/** The present viewers of sessions, by session; ended ones are missing. */
export async function findSessionViewers(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, SessionViewer>> {
  if (ids.length === 0) return new Map();
  const rows = await listValidSessions(db, ids);
  return new Map(
    rows.map(({ id: sessionId, account_id: id, username, role, fresh, credential_version: credentialVersion }) => [
      sessionId,
      { kind: "session", id, username, role, sessionId, isFresh: fresh, credentialVersion },
    ]),
  );
}
