import type { Context } from "hono";
import { cookieName, type HonoEnv, oauthCookieName } from "./call.ts";

/** Headers by lower-case name. */
export type PlainHeaders = Readonly<Record<string, string>>;

/** How long a browser keeps the session cookie: as long as a session can live at most. */
const cookieMaxAgeSeconds = 90 * 86_400;

/** A sign-in by a provider is over after ten minutes. */
const oauthCookieMaxAgeSeconds = 600;

/** A `Set-Cookie` value; `null` removes the cookie with the very attributes it was set with. */
const cookieOf = (name: string, value: string | null, maxAgeSeconds: number) =>
  `${name}=${value ?? ""}; Path=/; Max-Age=${value === null ? 0 : maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

const sessionCookie = (token: string | null) => cookieOf(cookieName, token, cookieMaxAgeSeconds);

function addOAuthCookie(c: Context<HonoEnv>, headers: Headers): void {
  const secret = c.get("oauthCookie");
  if (secret !== undefined) headers.append("set-cookie", cookieOf(oauthCookieName, secret, oauthCookieMaxAgeSeconds));
}

/** One `Vary` of two. */
export const varying = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? `${a}, ${b}` : (a ?? b);

/**
 * Writes an answer with what every answer carries. All headers go in at once and as a plain object: changing them
 * afterwards costs several times as much on Node.
 */
export function answer(c: Context<HonoEnv>, status: number, body: string | null, headers: PlainHeaders = {}): Response {
  const common = c.get("headers");
  const all: Record<string, string> = { ...common, ...headers };
  const vary = varying(common.vary, headers.vary);
  if (vary !== undefined) all.vary = vary;
  const cookie = c.get("cookie");
  if (cookie !== undefined) all["set-cookie"] = sessionCookie(cookie);
  c.get("record").isDressed = true;
  const response = new Response(body, { status, headers: all });
  if (c.get("oauthCookie") !== undefined) addOAuthCookie(c, response.headers);
  return response;
}

/** Gives an answer that somebody else wrote what every answer carries. */
export function dress(c: Context<HonoEnv>): void {
  const { headers } = c.res;
  const { vary, ...common } = c.get("headers");
  for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value);
  if (vary !== undefined && headers.get("vary") !== vary) headers.append("vary", vary);
  const cookie = c.get("cookie");
  if (cookie !== undefined) headers.append("set-cookie", sessionCookie(cookie));
  addOAuthCookie(c, headers);
}
