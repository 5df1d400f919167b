import type { Context } from "hono";
import { cookieName, type HonoEnv } from "./call.ts";

/** Headers by lower-case name. */
export type PlainHeaders = Readonly<Record<string, string>>;

/** How long a browser keeps the session cookie: as long as a session can live at most. */
const cookieMaxAgeSeconds = 90 * 86_400;

/** A `Set-Cookie` value; `null` removes the cookie with the very attributes it was set with. */
const sessionCookie = (token: string | null) =>
  `${cookieName}=${token ?? ""}; Path=/; Max-Age=${token === null ? 0 : cookieMaxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

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
  return new Response(body, { status, headers: all });
}

/** Gives an answer that somebody else wrote what every answer carries. */
export function dress(c: Context<HonoEnv>): void {
  const { headers } = c.res;
  const { vary, ...common } = c.get("headers");
  for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value);
  if (vary !== undefined && headers.get("vary") !== vary) headers.append("vary", vary);
  const cookie = c.get("cookie");
  if (cookie !== undefined) headers.append("set-cookie", sessionCookie(cookie));
}
