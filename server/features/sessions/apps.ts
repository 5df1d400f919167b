import type { Tx } from "../../database/index.ts";
import {
  accessSeconds,
  deleteAccessTokens,
  findRefreshToken,
  insertAccessToken,
  insertAppSession,
  insertRefreshToken,
  lockBrowserSession,
  lockFamily,
  retire,
  succeed,
  turnIntoApp,
} from "./apps.queries.ts";
import { markUsed, trimSessions } from "./queries.ts";
import { shortened } from "./start.ts";
import { hashSecret, newToken, newTokenOf } from "./token.ts";

/** What an app holds; the secrets are nowhere else to be had. */
export interface AppTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** The session of a refresh token that was used before. */
export interface ReusedFamily {
  readonly sessionId: string;
  readonly accountId: number;
}

async function issue(tx: Tx, sessionId: string): Promise<AppTokens> {
  const [accessToken, refreshToken] = [newTokenOf("dva"), newTokenOf("dvr")];
  await insertRefreshToken(tx, sessionId, hashSecret(refreshToken));
  await insertAccessToken(tx, sessionId, hashSecret(accessToken));
  return { accessToken, refreshToken, expiresInSeconds: accessSeconds };
}

/** Takes an app's access tokens away for a new one. */
export async function replaceAccess(tx: Tx, sessionId: string): Promise<string> {
  const accessToken = newTokenOf("dva");
  await deleteAccessTokens(tx, sessionId);
  await insertAccessToken(tx, sessionId, hashSecret(accessToken));
  return accessToken;
}

/** Turns a session into an app's: its own token opens nothing any more. @returns `undefined` when it is none kept as a token. */
export const openApp = async (tx: Tx, sessionId: string): Promise<AppTokens | undefined> =>
  // The hash of a secret that nobody was told.
  (await turnIntoApp(tx, sessionId, hashSecret(newToken().secret))) ? issue(tx, sessionId) : undefined;

/** An app's session, and what the app holds of it. */
export interface OpenedApp {
  readonly sessionId: string;
  readonly accountId: number;
  readonly tokens: AppTokens;
}

/**
 * Opens a session for an app that was let in from a browser's, as fresh as that one is.
 * @returns `undefined` when the browser's has ended, or the account's credentials are others than it was let in under.
 */
export async function openAppFrom(
  tx: Tx,
  browser: { readonly sessionId: string; readonly credentialVersion: number },
  { appId, userAgent }: { readonly appId: string; readonly userAgent: string | null },
): Promise<OpenedApp | undefined> {
  const held = await lockBrowserSession(tx, browser.sessionId, browser.credentialVersion);
  if (held === undefined) return undefined;
  // The hash of a secret that nobody was told.
  const { id, secret } = newToken();
  const { account_id: accountId, methods, authenticated_at: authenticatedAt } = held;
  const secretHash = hashSecret(secret);
  await trimSessions(tx, accountId);
  await insertAppSession(tx, {
    ...{ id, accountId, secretHash, appId, methods, authenticatedAt },
    userAgent: shortened(userAgent),
  });
  return { sessionId: id, accountId, tokens: await issue(tx, id) };
}

/**
 * Takes a refresh token for the next (RFC 9700, section 4.14.2). One that was used opens nothing, and its family has to
 * end; but within ten seconds, and while its successor is unused, the answer may have been lost: then the successor is
 * replaced.
 * @param clientId the app that says the token is its own.
 * @returns the new tokens, whose family has to end, or `undefined` for a token that belongs to no living session.
 */
export async function rotate(
  tx: Tx,
  refreshToken: string,
  clientId: string | undefined,
): Promise<AppTokens | ReusedFamily | undefined> {
  const hash = hashSecret(refreshToken);
  const family = await lockFamily(tx, hash);
  // Read once the family is held, so that it shows what a refresh at the same time did.
  const token = family === undefined ? undefined : await findRefreshToken(tx, hash);
  if (family === undefined || token === undefined) return undefined;
  if (clientId !== undefined && clientId !== family.app_id) return undefined;
  if (token.used_at !== null && !token.may_repeat) return { sessionId: family.id, accountId: family.account_id };
  if (token.successor_hash !== null) await retire(tx, token.successor_hash);
  const tokens = await issue(tx, family.id);
  await succeed(tx, hash, hashSecret(tokens.refreshToken));
  await markUsed(tx, family.id);
  return tokens;
}
