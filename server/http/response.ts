import { cookieName, oauthCookieName } from "./call.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

/** An answer as hosts write it. */
export interface HttpResponse {
  readonly status: number;
  /** All but `Set-Cookie` and what the host itself knows, such as the length. */
  readonly headers: PlainHeaders;
  /** Values of `Set-Cookie`; absent where none is set. */
  readonly cookies: readonly string[] | undefined;
  readonly body: string | null;
}

/** How long a browser keeps the session cookie: as long as a session can live at most. */
const cookieMaxAgeSeconds = 90 * 86_400;

/** A sign-in by a provider is over after ten minutes. */
const oauthCookieMaxAgeSeconds = 600;

/** A `Set-Cookie` value; `null` removes the cookie with the very attributes it was set with. */
const cookieOf = (name: string, value: string | null, maxAgeSeconds: number) =>
  `${name}=${value ?? ""}; Path=/; Max-Age=${value === null ? 0 : maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

/** The cookies that were decided on; `undefined` where there are none. */
export function cookiesOf({ cookie, oauthCookie }: Exchange): readonly string[] | undefined {
  if (cookie === undefined && oauthCookie === undefined) return undefined;
  return [
    ...(cookie === undefined ? [] : [cookieOf(cookieName, cookie, cookieMaxAgeSeconds)]),
    ...(oauthCookie === undefined ? [] : [cookieOf(oauthCookieName, oauthCookie, oauthCookieMaxAgeSeconds)]),
  ];
}

/** One `Vary` of two. */
export const mergeVary = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? `${a}, ${b}` : (a ?? b);

/** Makes an answer with what every answer carries. */
export function createResponse(
  exchange: Exchange,
  status: number,
  body: string | null,
  headers: PlainHeaders = {},
): HttpResponse {
  const { common, requestId } = exchange;
  const all: Record<string, string> = { ...common, "x-request-id": requestId, ...headers };
  if (common.vary !== undefined) all.vary = mergeVary(common.vary, headers.vary) ?? common.vary;
  return { status, headers: all, cookies: cookiesOf(exchange), body };
}

/** The answer as `fetch` knows it. All headers go in at once and as a plain object: changing them afterwards costs more on Node. */
export function toFetchResponse({ status, headers, cookies, body }: HttpResponse): Response {
  const response = new Response(body, { status, headers });
  for (const cookie of cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}
