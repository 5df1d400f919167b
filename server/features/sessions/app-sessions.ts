import { createHmac, randomBytes } from "node:crypto";
import type { Tx } from "../../database/index.ts";
import {
  accessSeconds,
  convertToAppSession,
  deleteAccessTokens,
  findRefreshToken,
  insertAccessToken,
  insertAppSession,
  insertRefreshToken,
  lockBrowserSession,
  lockFamily,
  markAnsweredAgain,
  replaceRefreshToken,
} from "./app-sessions.queries.ts";
import { markUsed, trimSessions } from "./queries.ts";
import { shortenUserAgent } from "./start.ts";
import { hashSecret, newToken, newTokenOf } from "./token.ts";

const saltBytes = 32;

/** The tokens of an app; the server stores only hashes. */
export interface AppTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** The session of a reused refresh token. */
export interface ReusedFamily {
  readonly sessionId: string;
  readonly accountId: number;
}

async function issueAccessToken(tx: Tx, sessionId: string, provesReceiptOf: Uint8Array | null): Promise<string> {
  const accessToken = newTokenOf("dva");
  await insertAccessToken(tx, { sessionId, hash: hashSecret(accessToken), provesReceiptOf });
  return accessToken;
}

async function issueTokens(tx: Tx, sessionId: string): Promise<AppTokens> {
  const refreshToken = newTokenOf("dvr");
  await insertRefreshToken(tx, sessionId, hashSecret(refreshToken));
  return { accessToken: await issueAccessToken(tx, sessionId, null), refreshToken, expiresInSeconds: accessSeconds };
}

/** Replaces an app's access tokens by a new one. */
export async function replaceAccessTokens(tx: Tx, sessionId: string): Promise<string> {
  await deleteAccessTokens(tx, sessionId);
  return issueAccessToken(tx, sessionId, null);
}

/**
 * Converts a session to an app session, which invalidates its session token.
 * @returns `undefined` unless it is a valid token session.
 */
export const openApp = async (tx: Tx, sessionId: string): Promise<AppTokens | undefined> =>
  // The hash of a secret that is never handed out.
  (await convertToAppSession(tx, sessionId, hashSecret(newToken().secret))) ? issueTokens(tx, sessionId) : undefined;

/** An app session with its tokens. */
export interface OpenedApp {
  readonly sessionId: string;
  readonly accountId: number;
  readonly tokens: AppTokens;
}

/**
 * Opens an app session from the browser session that authorized it, with the same freshness.
 * @returns `undefined` when the browser session has ended, or the account's credentials changed since the
 * authorization.
 */
export async function openAppFrom(
  tx: Tx,
  browser: { readonly sessionId: string; readonly credentialVersion: number },
  { appId, userAgent }: { readonly appId: string; readonly userAgent: string | null },
): Promise<OpenedApp | undefined> {
  const browserSession = await lockBrowserSession(tx, browser.sessionId, browser.credentialVersion);
  if (browserSession === undefined) return undefined;
  // The hash of a secret that is never handed out.
  const { id, secret } = newToken();
  const { account_id: accountId, methods, authenticated_at: authenticatedAt } = browserSession;
  const secretHash = hashSecret(secret);
  await trimSessions(tx, accountId);
  await insertAppSession(tx, {
    ...{ id, accountId, secretHash, appId, methods, authenticatedAt },
    userAgent: shortenUserAgent(userAgent),
  });
  return { sessionId: id, accountId, tokens: await issueTokens(tx, id) };
}

/** The client that refreshes. */
export interface Refresher {
  /** The client id that the app presents. */
  readonly clientId: string | undefined;
  readonly userAgent: string | null;
}

/**
 * Derives the successor of a refresh token: deterministic, from the token itself, which is not stored, and a salt,
 * which is useless without it. So a response can be repeated without storing tokens in the database.
 */
const successorOf = (refreshToken: string, salt: Uint8Array): string =>
  `dvr_${createHmac("sha256", refreshToken).update("successor").update(salt).digest("base64url")}`;

/**
 * Rotates a refresh token (RFC 9700, section 4.14.2). A reused token gets the same successor while that is unused: for
 * ten seconds for any device, since tabs and threads refresh concurrently; and for a day for the device that used it
 * first, as long as no token of the response was used, since the response may have been lost. Any other reuse indicates
 * a copied token, and the token family must be revoked.
 * @returns the new tokens, the family to revoke, or `undefined` for a token without a valid session.
 */
export async function rotate(
  tx: Tx,
  refreshToken: string,
  { clientId, userAgent }: Refresher,
): Promise<AppTokens | ReusedFamily | undefined> {
  const hash = hashSecret(refreshToken);
  const device = hashSecret(shortenUserAgent(userAgent) ?? "");
  const family = await lockFamily(tx, hash);
  // Read under the family's lock, so that it includes a concurrent refresh.
  const token = family === undefined ? undefined : await findRefreshToken(tx, hash, device);
  if (family === undefined || token === undefined) return undefined;
  if (clientId !== undefined && clientId !== family.app_id) return undefined;
  const isRepeat = token.used_at !== null;
  if (isRepeat && !token.may_repeat) return { sessionId: family.id, accountId: family.account_id };
  // Used under a release that stored no salt: refused, but not treated as theft.
  if (isRepeat && token.successor_salt === null) return undefined;
  const salt = token.successor_salt ?? randomBytes(saltBytes);
  const successor = successorOf(refreshToken, salt);
  const successorHash = hashSecret(successor);
  if (!isRepeat) await replaceRefreshToken(tx, family.id, hash, { hash: successorHash, salt, device });
  else if (!token.received) await markAnsweredAgain(tx, hash);
  await markUsed(tx, family.id);
  const accessToken = await issueAccessToken(tx, family.id, successorHash);
  return { accessToken, refreshToken: successor, expiresInSeconds: accessSeconds };
}
