import { createHash } from "node:crypto";
import { standardError } from "../procedures/index.ts";
import type { Exchange } from "./exchange.ts";

export const cookieName = "__Host-dovetail";

const signInPrefix = "__Host-dovetail-oauth-";
const digestLength = 16;

/** `Max-Age` of the session cookie: the maximum lifetime of a session, 90 days. */
const sessionMaxAgeSeconds = 90 * 86_400;

/** `Max-Age` of a sign-in through an identity provider: ten minutes. */
const signInMaxAgeSeconds = 600;

/** Maximum number of pending sign-ins per browser; each adds a cookie of about 100 bytes to every request. */
const maxSignIns = 8;

/**
 * Pairs of a `Cookie` header. Only space and tab are trimmed (RFC 6265, section 5.2); any other character is part of
 * the pair.
 */
const pairsOf = (header: string | undefined): readonly string[] =>
  header?.split(";").map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, "")) ?? [];

/**
 * Values of all cookies with exactly this name. A similar name, which another site could set, is a different cookie.
 */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  if (header === undefined || !header.includes(name)) return [];
  return pairsOf(header).flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []));
}

/** The value of the session cookie. @throws {ApiError} 400 for a duplicate, since another site set one of the two. */
export function sessionCookieIn(header: string | undefined): string | undefined {
  const [value, another] = valuesOf(header, cookieName);
  if (another !== undefined) throw standardError("malformed", { detail: `The cookie ${cookieName} is there twice.` });
  return value;
}

export const hasSessionCookie = (header: string | undefined): boolean => valuesOf(header, cookieName).length > 0;

/** Cookie name of one pending sign-in: each has its own, so that two tabs do not overwrite each other. */
export const signInCookieName = (state: string): string =>
  signInPrefix + createHash("sha256").update(state).digest("base64url").slice(0, digestLength);

/** The secret of a pending sign-in; `undefined` unless its cookie is present exactly once. */
export function signInSecretIn(header: string | undefined, state: string): string | undefined {
  const [value, another] = valuesOf(header, signInCookieName(state));
  return another === undefined ? value : undefined;
}

/** Names of the pending sign-ins to evict for a new one. Browsers send the oldest first (RFC 6265, section 5.4). */
export function surplusSignIns(header: string | undefined): readonly string[] {
  const names = pairsOf(header).flatMap((pair) =>
    pair.startsWith(signInPrefix) && pair.includes("=") ? [pair.slice(0, pair.indexOf("="))] : [],
  );
  return names.slice(0, Math.max(0, names.length + 1 - maxSignIns));
}

/** A `Set-Cookie` value; `null` deletes the cookie, with the same attributes as it was set with. */
const setCookie = (name: string, value: string | null, maxAgeSeconds: number) =>
  `${name}=${value ?? ""}; Path=/; Max-Age=${value === null ? 0 : maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

/** `Set-Cookie` values that the call decided on; `undefined` where there are none. */
export function cookiesOf({ cookie, signInCookies }: Exchange): readonly string[] | undefined {
  if (cookie === undefined && signInCookies.length === 0) return undefined;
  return [
    ...(cookie === undefined ? [] : [setCookie(cookieName, cookie, sessionMaxAgeSeconds)]),
    ...signInCookies.map(({ name, value }) => setCookie(name, value, signInMaxAgeSeconds)),
  ];
}
