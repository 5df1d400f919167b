import { createHmac, randomBytes } from "node:crypto";
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
  markAnswered,
  succeed,
  turnIntoApp,
} from "./apps.queries.ts";
import { markUsed, trimSessions } from "./queries.ts";
import { shortened } from "./start.ts";
import { hashSecret, newToken, newTokenOf } from "./token.ts";

const saltBytes = 32;

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

async function issueAccess(tx: Tx, sessionId: string, provesReceiptOf: Uint8Array | null): Promise<string> {
  const accessToken = newTokenOf("dva");
  await insertAccessToken(tx, { sessionId, hash: hashSecret(accessToken), provesReceiptOf });
  return accessToken;
}

async function issue(tx: Tx, sessionId: string): Promise<AppTokens> {
  const refreshToken = newTokenOf("dvr");
  await insertRefreshToken(tx, sessionId, hashSecret(refreshToken));
  return { accessToken: await issueAccess(tx, sessionId, null), refreshToken, expiresInSeconds: accessSeconds };
}

/** Takes an app's access tokens away for a new one. */
export async function replaceAccess(tx: Tx, sessionId: string): Promise<string> {
  await deleteAccessTokens(tx, sessionId);
  return issueAccess(tx, sessionId, null);
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

/** Who asks with a refresh token. */
export interface Refresher {
  /** The app that says the token is its own. */
  readonly clientId: string | undefined;
  readonly userAgent: string | null;
}

/**
 * The successor of a refresh token, the same each time: made of the token itself, which is kept nowhere, and a salt, which
 * is of no use without it. So it can be answered twice without lying in the database.
 */
const successorOf = (refreshToken: string, salt: Uint8Array): string =>
  `dvr_${createHmac("sha256", refreshToken).update("successor").update(salt).digest("base64url")}`;

/**
 * Takes a refresh token for the next (RFC 9700, section 4.14.2). One that comes again gets the same successor while that is
 * unused: for ten seconds whoever asks, since tabs and threads ask at once; and for a day the device that asked first, as
 * long as no token of the answer was used, since the answer may have been lost. In all other cases it was copied, and its
 * family has to end.
 * @returns the new tokens, whose family has to end, or `undefined` for a token that belongs to no living session.
 */
export async function rotate(
  tx: Tx,
  refreshToken: string,
  { clientId, userAgent }: Refresher,
): Promise<AppTokens | ReusedFamily | undefined> {
  const hash = hashSecret(refreshToken);
  const device = hashSecret(shortened(userAgent) ?? "");
  const family = await lockFamily(tx, hash);
  // Read once the family is held, so that it shows what a refresh at the same time did.
  const token = family === undefined ? undefined : await findRefreshToken(tx, hash, device);
  if (family === undefined || token === undefined) return undefined;
  if (clientId !== undefined && clientId !== family.app_id) return undefined;
  const isRepeat = token.used_at !== null;
  if (isRepeat && !token.may_repeat) return { sessionId: family.id, accountId: family.account_id };
  // Used under a release that kept no salt: refused, though not taken for a copy.
  if (isRepeat && token.successor_salt === null) return undefined;
  const salt = token.successor_salt ?? randomBytes(saltBytes);
  const successor = successorOf(refreshToken, salt);
  const successorHash = hashSecret(successor);
  if (!isRepeat) await succeed(tx, family.id, hash, { hash: successorHash, salt, device });
  else if (!token.received) await markAnswered(tx, hash);
  await markUsed(tx, family.id);
  const accessToken = await issueAccess(tx, family.id, successorHash);
  return { accessToken, refreshToken: successor, expiresInSeconds: accessSeconds };
}
