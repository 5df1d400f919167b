import type { AuthenticationMethod, Tx } from "../../database/index.ts";
import { replaceAccessTokens } from "./app-sessions.ts";
import { renew, replaceSecret } from "./queries.ts";
import { formatToken, hashSecret, newToken } from "./token.ts";

/** A session to make fresh, and how. */
export interface SessionRenewal {
  readonly sessionId: string;
  /** Authentication methods that the user used. */
  readonly methods: readonly AuthenticationMethod[];
}

type KeptIn = Awaited<ReturnType<typeof renew>>;

/** The new token of a token session; an app gets an access token that replaces its others. */
async function tokenFor(tx: Tx, id: string, secret: string, keptIn: KeptIn): Promise<string | undefined> {
  if (keptIn === undefined) return undefined;
  return keptIn === "app" ? replaceAccessTokens(tx, id) : formatToken({ id, secret });
}

/**
 * Makes a session fresh and rotates its token, which invalidates the old one.
 * @returns the token, an app's access token, or `undefined` when the session has ended.
 */
export async function renewSession(tx: Tx, renewal: SessionRenewal): Promise<string | undefined> {
  const { secret } = newToken();
  const { sessionId: id, methods } = renewal;
  const keptIn = await renew(tx, { id, methods, secretHash: hashSecret(secret) });
  return tokenFor(tx, id, secret, keptIn);
}

/** As {@link renewSession}, for a session whose rights change without authentication: its freshness stays. */
export async function rotateSession(tx: Tx, sessionId: string): Promise<string | undefined> {
  const { secret } = newToken();
  return tokenFor(tx, sessionId, secret, await replaceSecret(tx, sessionId, hashSecret(secret)));
}
