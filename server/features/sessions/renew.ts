import type { AuthenticationMethod, Tx } from "../../database/index.ts";
import { replaceAccess } from "./apps.ts";
import { renew } from "./queries.ts";
import { formatToken, hashSecret, newToken } from "./token.ts";

/** Whose session becomes fresh, and by what. */
export interface SessionRenewal {
  readonly sessionId: string;
  /** How its owner proved who they are this time. */
  readonly methods: readonly AuthenticationMethod[];
  /** The hash that a password was checked against. */
  readonly passwordHash?: string;
}

/**
 * Makes a session fresh and gives it a new token; the old one opens nothing any more.
 * @returns the token, an app's access token, or `undefined` when the session or the password is no more.
 */
export async function renewSession(tx: Tx, renewal: SessionRenewal): Promise<string | undefined> {
  const { secret } = newToken();
  const { sessionId: id, methods, passwordHash } = renewal;
  const keptIn = await renew(tx, { id, methods, passwordHash, secretHash: hashSecret(secret) });
  if (keptIn === undefined) return undefined;
  return keptIn === "app" ? replaceAccess(tx, id) : formatToken({ id, secret });
}
