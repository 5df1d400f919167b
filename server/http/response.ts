import { challengeOf } from "./challenge.ts";
import { cookiesOf } from "./cookies.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

/** An answer as hosts write it. */
export interface HttpResponse {
  readonly status: number;
  /** All but `Set-Cookie` and what the host itself knows, such as the length. */
  readonly headers: PlainHeaders;
  /** Values of `Set-Cookie`; absent where none is set. */
  readonly cookies: readonly string[] | undefined;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** One `Vary` of two. */
export const mergeVary = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? `${a}, ${b}` : (a ?? b);

/** Makes an answer with what every answer carries. */
export function createResponse(
  exchange: Exchange,
  status: number,
  body: HttpResponse["body"],
  headers: PlainHeaders = {},
): HttpResponse {
  const { common, requestId } = exchange;
  const challenge = challengeOf(exchange, status);
  const all: Record<string, string> = { ...common, "x-request-id": requestId, ...challenge, ...headers };
  if (common.vary !== undefined) all.vary = mergeVary(common.vary, headers.vary) ?? common.vary;
  return { status, headers: all, cookies: cookiesOf(exchange), body };
}

/** The answer as `fetch` knows it. All headers go in at once and as a plain object: changing them afterwards costs more on Node. */
export function toFetchResponse({ status, headers, cookies, body }: HttpResponse): Response {
  const response = new Response(body, { status, headers });
  for (const cookie of cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}
