import type { AuthenticationMethod, Db } from "../../database/index.ts";
import { insertSession, trimSessions } from "./queries.ts";
import { formatToken, hashSecret, newToken } from "./token.ts";

const maxUserAgentLength = 255;

/** Where and for whom a session starts. */
export interface SessionStart {
  readonly accountId: number;
  readonly keptIn: "token" | "cookie";
  readonly userAgent: string | null;
  /** How its owner proved who they are. */
  readonly methods: readonly AuthenticationMethod[];
}

/** What is kept of what a client calls itself. */
export const shortened = (userAgent: string | null): string | null =>
  userAgent?.slice(0, maxUserAgentLength).toWellFormed() ?? null;

/** Starts a session. @returns its token, which is nowhere else to be had. */
export async function startSession(db: Db, { accountId, keptIn, userAgent, methods }: SessionStart): Promise<string> {
  const token = newToken();
  await trimSessions(db, accountId);
  await insertSession(db, {
    id: token.id,
    accountId,
    secretHash: hashSecret(token.secret),
    keptIn,
    userAgent: shortened(userAgent),
    methods,
  });
  return formatToken(token);
}
