import type { AuthenticationMethod, Db } from "../../database/index.ts";
import { insertSession, trimSessions } from "./queries.ts";
import { formatToken, hashSecret, newToken } from "./token.ts";

const maxUserAgentLength = 255;

/** Values of a new session. */
export interface SessionStart {
  readonly accountId: number;
  readonly keptIn: "token" | "cookie";
  readonly userAgent: string | null;
  /** Authentication methods that the user used. */
  readonly methods: readonly AuthenticationMethod[];
}

/** Shortens a user agent to its maximum length in the database. */
export const shortenUserAgent = (userAgent: string | null): string | null =>
  userAgent?.slice(0, maxUserAgentLength).toWellFormed() ?? null;

/** Starts a session. @returns its token, of which only a hash is stored. */
export async function startSession(db: Db, { accountId, keptIn, userAgent, methods }: SessionStart): Promise<string> {
  const token = newToken();
  await trimSessions(db, accountId);
  await insertSession(db, {
    id: token.id,
    accountId,
    secretHash: hashSecret(token.secret),
    keptIn,
    userAgent: shortenUserAgent(userAgent),
    methods,
  });
  return formatToken(token);
}
