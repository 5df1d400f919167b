import { createHash } from "node:crypto";
import { standardError } from "../procedures/index.ts";
import type { Exchange } from "./exchange.ts";

/** The session's cookie. */
export const cookieName = "__Host-dovetail";

const signInPrefix = "__Host-dovetail-oauth-";
const digestLength = 16;

/** How long a browser keeps the session cookie: as long as a session can live at most. */
const sessionMaxAgeSeconds = 90 * 86_400;

/** A sign-in by a provider is over after ten minutes. */
const signInMaxAgeSeconds = 600;

/** Sign-ins that one browser may have under way; each costs a cookie of about a hundred bytes in every request. */
const maxSignIns = 8;

/** Pairs of a `Cookie` header. Space and tab alone surround a pair (RFC 6265, section 5.2): all else is part of it. */
const pairsOf = (header: string | undefined): readonly string[] =>
  header?.split(";").map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, "")) ?? [];

/**
 * The values of all cookies of exactly this name. A name that another site could set, since it only looks like ours,
 * is another cookie.
 */
function valuesOf(header: string | undefined, name: string): readonly string[] {
  if (header === undefined || !header.includes(name)) return [];
  return pairsOf(header).flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []));
}

/**
 * The value of the session cookie.
 * @throws {ApiError} 400 when it is there twice: one of the two was set by another.
 */
export function sessionCookieIn(header: string | undefined): string | undefined {
  const [value, another] = valuesOf(header, cookieName);
  if (another !== undefined) throw standardError("malformed", { detail: `The cookie ${cookieName} is there twice.` });
  return value;
}

export const hasSessionCookie = (header: string | undefined): boolean => valuesOf(header, cookieName).length > 0;

/** The cookie of one sign-in by a provider: each has its own, so that two tabs do not end each other's. */
export const signInCookieName = (state: string): string =>
  signInPrefix + createHash("sha256").update(state).digest("base64url").slice(0, digestLength);

/** What a sign-in was begun with; `undefined` when its cookie is not there once. */
export function signInSecretIn(header: string | undefined, state: string): string | undefined {
  const [value, another] = valuesOf(header, signInCookieName(state));
  return another === undefined ? value : undefined;
}

/** Names of sign-ins that one more would be too many for. Browsers send the oldest first (RFC 6265, section 5.4). */
export function surplusSignIns(header: string | undefined): readonly string[] {
  const names = pairsOf(header).flatMap((pair) =>
    pair.startsWith(signInPrefix) && pair.includes("=") ? [pair.slice(0, pair.indexOf("="))] : [],
  );
  return names.slice(0, Math.max(0, names.length + 1 - maxSignIns));
}

/** A `Set-Cookie` value; `null` removes the cookie with the very attributes it was set with. */
const setCookie = (name: string, value: string | null, maxAgeSeconds: number) =>
  `${name}=${value ?? ""}; Path=/; Max-Age=${value === null ? 0 : maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

/** The cookies that were decided on; `undefined` where there are none. */
export function cookiesOf({ cookie, signInCookies }: Exchange): readonly string[] | undefined {
  if (cookie === undefined && signInCookies.length === 0) return undefined;
  return [
    ...(cookie === undefined ? [] : [setCookie(cookieName, cookie, sessionMaxAgeSeconds)]),
    ...signInCookies.map(({ name, value }) => setCookie(name, value, signInMaxAgeSeconds)),
  ];
}
