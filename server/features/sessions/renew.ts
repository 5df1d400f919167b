import type { AuthenticationMethod, Tx } from "../../database/index.ts";
import { replaceAccess } from "./apps.ts";
import { renew, replaceSecret } from "./queries.ts";
import { formatToken, hashSecret, newToken } from "./token.ts";

/** Whose session becomes fresh, and by what. */
export interface SessionRenewal {
  readonly sessionId: string;
  /** How its owner proved who they are this time. */
  readonly methods: readonly AuthenticationMethod[];
}

type Kept = Awaited<ReturnType<typeof renew>>;

/** The new token of a session that is kept so; an app gets an access token in place of those it had. */
async function tokenFor(tx: Tx, id: string, secret: string, keptIn: Kept): Promise<string | undefined> {
  if (keptIn === undefined) return undefined;
  return keptIn === "app" ? replaceAccess(tx, id) : formatToken({ id, secret });
}

/**
 * Makes a session fresh and gives it a new token; the old one opens nothing any more.
 * @returns the token, an app's access token, or `undefined` when the session is no more.
 */
export async function renewSession(tx: Tx, renewal: SessionRenewal): Promise<string | undefined> {
  const { secret } = newToken();
  const { sessionId: id, methods } = renewal;
  const keptIn = await renew(tx, { id, methods, secretHash: hashSecret(secret) });
  return tokenFor(tx, id, secret, keptIn);
}

/** As {@link renewSession}, for a session whose rights change though nothing was proved: it is as fresh as before. */
export async function rotateSession(tx: Tx, sessionId: string): Promise<string | undefined> {
  const { secret } = newToken();
  return tokenFor(tx, sessionId, secret, await replaceSecret(tx, sessionId, hashSecret(secret)));
}
