import type { Exchange } from "../http/exchange.ts";
import { createResponse, type HttpResponse } from "../http/response.ts";

const maxAgeSeconds = 300;

/**
 * Path of the related origins document, which lists other origins that may use the service's passkeys (WebAuthn,
 * section 5.11).
 */
export const relatedOriginsPath = "/.well-known/webauthn";

/** Serves the origins of the service's apps; none where any origin is allowed. */
export function createRelatedOriginsHandler(appOrigins: readonly string[] | "*"): (exchange: Exchange) => HttpResponse {
  const origins = appOrigins === "*" ? [] : appOrigins.filter((origin) => origin.startsWith("http"));
  const text = JSON.stringify({ origins });
  return (exchange) =>
    createResponse(exchange, 200, text, {
      "content-type": "application/json; charset=utf-8",
      "cache-control": `public, max-age=${maxAgeSeconds}`,
    });
}
