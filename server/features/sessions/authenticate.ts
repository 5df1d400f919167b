import type { Db } from "../../database/index.ts";
import type { Credential, SessionViewer } from "../../procedures/index.ts";
import { findSession, markUsed } from "./queries.ts";
import { matchesSecret, parseToken } from "./token.ts";

/** Finds out who presents a credential. @returns `null` when it opens nothing, whatever the reason. */
export async function authenticate(db: Db, { token, keptIn }: Credential): Promise<SessionViewer | null> {
  const parsed = parseToken(token);
  if (parsed === undefined) return null;
  const session = await findSession(db, parsed.id, keptIn);
  if (session === undefined || !matchesSecret(parsed.secret, session.secret_hash)) return null;
  // Written at most once an hour, so that reading does not become writing.
  if (session.unmarked) await markUsed(db, parsed.id);
  const { account_id: id, username, role, fresh: isFresh } = session;
  return { kind: "session", id, username, role, sessionId: parsed.id, isFresh };
}
