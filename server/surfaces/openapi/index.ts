import type { Api } from "../../../shared/contract/index.ts";
import { encodingHeaders, publicResponse } from "../../http/compression.ts";
import { etagOf, matchesEtag } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import { apiVersion, createOpenApiDocument } from "./document.ts";

export type { OpenApiDocument } from "./specification.ts";
export { apiVersion, createOpenApiDocument };

export const openApiPath = "/openapi.json";

const isLoopback = ({ hostname }: URL) => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** Server URL of the REST surface. Relative for localhost, which has no meaning on another machine. */
const serverUrlOf = (publicUrl: URL) =>
  `${(isLoopback(publicUrl) ? publicUrl.pathname : publicUrl.href).replace(/\/$/, "")}/api`;

const maxAgeSeconds = 300;

/**
 * Serves the OpenAPI document, with 304 for a matching `ETag`. Built at the first request, since start-up time is
 * limited on Workers.
 */
export function createOpenApiHandler(api: Api, publicUrl: URL): (exchange: Exchange) => HttpResponse {
  const write = () => {
    const text = JSON.stringify(createOpenApiDocument(api, serverUrlOf(publicUrl)));
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
