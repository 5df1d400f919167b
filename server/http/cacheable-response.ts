import type { CachePolicy, Procedure } from "../../shared/contract/index.ts";
import { matchesEtag } from "./etag.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";
import { createResponse, type HttpResponse, mergeVary } from "./response.ts";

/** The policy of a query that answers everybody without a credential alike. */
export function sharedPolicyOf(procedure: Procedure): CachePolicy | undefined {
  const { access } = procedure;
  const isPublic = procedure.kind === "query" && (access === "public" || access === "optional");
  return isPublic ? procedure.cache : undefined;
}

/** Whether the request names nobody. A cookie that is not ours may mean something to a cache on the way. */
export function isAnonymous({ request, cookie }: Exchange): boolean {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const hasCredential = request.header("authorization") !== undefined || request.header("cookie") !== undefined;
  return isRead && !hasCredential && cookie === undefined;
}

const publicVary = "Authorization, Cookie";

// No clear reaches caches on the way: they ask each time, unless the contract allows them some seconds.
const controlOf = ({ cdnMaxAgeSeconds = 0 }: CachePolicy) =>
  cdnMaxAgeSeconds > 0 ? `public, max-age=${cdnMaxAgeSeconds}` : "public, no-cache";

/** A success as one surface writes it. */
export interface ResponseBody {
  readonly status: number;
  readonly body: string;
  readonly headers: PlainHeaders;
  /** The validator of the body, asked for where one is sent. */
  readonly etag: () => string;
}

/**
 * Answers one call that did what it should. What a query answers to nobody in particular may be kept on the way, and
 * who has it already gets 304; all else is the caller's alone.
 */
export function cacheableResponse(exchange: Exchange, procedure: Procedure, written: ResponseBody): HttpResponse {
  const { status, body, headers } = written;
  const policy = sharedPolicyOf(procedure);
  if (policy === undefined || !isAnonymous(exchange)) return createResponse(exchange, status, body, headers);
  const etag = written.etag();
  const { "content-type": contentType, ...others } = headers;
  const kept = {
    ...others,
    etag,
    "cache-control": controlOf(policy),
    vary: mergeVary(headers.vary, publicVary) ?? publicVary,
  };
  if (matchesEtag(exchange.request.header("if-none-match"), etag)) return createResponse(exchange, 304, null, kept);
  return createResponse(
    exchange,
    status,
    body,
    contentType === undefined ? kept : { ...kept, "content-type": contentType },
  );
}
