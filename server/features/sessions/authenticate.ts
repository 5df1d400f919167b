import type { Db } from "../../database/index.ts";
import type { Credential, SessionViewer } from "../../procedures/index.ts";
import { findByAccessToken, markReceived } from "./app-sessions.queries.ts";
import { findSession, markUsed } from "./queries.ts";
import { hashSecret, isTokenOf, matchesSecret, parseToken } from "./token.ts";

/** The columns of a valid session that make up a viewer. */
interface FoundSession {
  readonly account_id: number;
  readonly username: string;
  readonly role: SessionViewer["role"];
  /** Whether its last use was recorded more than an hour ago. */
  readonly unmarked: boolean;
  /** Whether the user authenticated within the last ten minutes. */
  readonly fresh: boolean;
  readonly credential_version: number;
}

async function viewerOf(db: Db, sessionId: string, found: FoundSession): Promise<SessionViewer> {
  // Written at most once an hour, so that reads rarely cause writes.
  if (found.unmarked) await markUsed(db, sessionId);
  const { account_id: id, username, role, fresh, credential_version: credentialVersion } = found;
  return { kind: "session", id, username, role, sessionId, isFresh: fresh, credentialVersion };
}

/** Authenticates an app's access token. @returns `null` for an invalid one, whatever the reason. */
async function authenticateApp(db: Db, accessToken: string): Promise<SessionViewer | null> {
  const hash = hashSecret(accessToken);
  const session = await findByAccessToken(db, hash);
  if (session === undefined) return null;
  // Once per token: its use proves that the app received it, so from now on reuse of the refresh token before it is theft.
  if (session.proves_receipt_of !== null) await markReceived(db, hash, session.proves_receipt_of);
  return viewerOf(db, session.id, session);
}

/** Authenticates a session credential. @returns `null` for an invalid one, whatever the reason. */
export async function authenticate(db: Db, { token, keptIn }: Credential): Promise<SessionViewer | null> {
  if (keptIn === "token" && isTokenOf("dva", token)) return authenticateApp(db, token);
  const parsed = parseToken(token);
  if (parsed === undefined) return null;
  const session = await findSession(db, parsed.id, keptIn);
  if (session === undefined || !matchesSecret(parsed.secret, session.secret_hash)) return null;
  return viewerOf(db, parsed.id, session);
}
