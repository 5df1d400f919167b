import { encodingHeaders, publicResponse } from "./compression.ts";
import { etagOf, matchesEtag } from "./etag.ts";
import type { Exchange } from "./exchange.ts";
import { createResponse, type HttpResponse } from "./response.ts";

const maxAgeSeconds = 300;

/**
 * Serves a public JSON document, with 304 for a matching `ETag`. Built at the first request, since start-up time is
 * limited on Workers.
 */
export function createJsonDocument(build: () => unknown): (exchange: Exchange) => HttpResponse {
  const write = () => {
    const text = JSON.stringify(build());
    return { text, etag: etagOf(text) };
  };
  let written: ReturnType<typeof write> | undefined;
  return (exchange) => {
    written ??= write();
    const { text, etag } = written;
    const headers = { etag, "cache-control": `public, max-age=${maxAgeSeconds}` };
    if (matchesEtag(exchange.request.header("if-none-match"), etag))
      return createResponse(exchange, 304, null, encodingHeaders(exchange, text, headers));
    return publicResponse(exchange, text, { ...headers, "content-type": "application/json; charset=utf-8" });
  };
}
