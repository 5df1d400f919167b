import type { CachePolicy, Procedure } from "../../shared/contract/index.ts";
import { encodingHeaders, publicResponse } from "./compression.ts";
import { cookiesOf } from "./cookies.ts";
import { matchesEtag } from "./etag.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";
import { createResponse, type HttpResponse, mergeVary } from "./response.ts";

/** Cache policy of a query whose response public caches may store; `undefined` if callers may get different responses. */
export function sharedPolicyOf(procedure: Procedure): CachePolicy | undefined {
  const { access } = procedure;
  const isPublic = procedure.kind === "query" && (access === "public" || access === "optional");
  return isPublic ? procedure.cache : undefined;
}

const isRead = ({ request }: Exchange) => request.method === "GET" || request.method === "HEAD";

/** Whether the request carries no credential. A foreign cookie counts as one: an intermediate cache may depend on it. */
export function isAnonymous(exchange: Exchange): boolean {
  const { request, cookie } = exchange;
  const hasCredential = request.header("authorization") !== undefined || request.header("cookie") !== undefined;
  return isRead(exchange) && !hasCredential && cookie === undefined;
}

/**
 * Whether the caller's browser may store the response to an authenticated query. It may where the contract declares a
 * cache or opens the query to API keys. Other responses, such as the account with its token, are never stored.
 */
export function mayCallerKeep(procedure: Procedure): boolean {
  if (procedure.kind !== "query") return false;
  const { access, cache } = procedure;
  const isForKeys = typeof access === "object" && access.scope !== undefined && !access.fresh && !access.role;
  return cache !== undefined || isForKeys;
}

const credentialVary = "Authorization, Cookie";

const privateControl = "private, no-cache";

// Invalidation does not reach downstream caches: they revalidate each time unless the contract sets a max-age.
const publicControlOf = ({ cdnMaxAgeSeconds = 0 }: CachePolicy) =>
  cdnMaxAgeSeconds > 0 ? `public, max-age=${cdnMaxAgeSeconds}` : "public, no-cache";

/** A successful response as one surface encodes it. */
export interface ResponseBody {
  readonly status: number;
  readonly body: string;
  readonly headers: PlainHeaders;
  /** Computes the `ETag` of the body; called only where one is sent. */
  readonly etag: () => string;
  /** Whether the `ETag` is a version for `If-Match`, which needs a strong validator (RFC 9110, section 13.1.1). */
  readonly isVersioned?: boolean;
}

/** The `Cache-Control` of a success: public, private, or `undefined` for responses that are never stored. */
function cacheControlFor(exchange: Exchange, procedure: Procedure, status: number): string | undefined {
  const policy = sharedPolicyOf(procedure);
  if (policy !== undefined && isAnonymous(exchange)) return publicControlOf(policy);
  const isStored = status === 200 && isRead(exchange) && cookiesOf(exchange) === undefined && mayCallerKeep(procedure);
  return isStored ? privateControl : undefined;
}

/**
 * Creates the response of a successful call with its cache headers. Anonymous responses may be stored by shared caches,
 * authenticated ones by the caller's browser alone, all others by no cache. A matching `If-None-Match` gets 304.
 */
export function cacheableResponse(exchange: Exchange, procedure: Procedure, written: ResponseBody): HttpResponse {
  const { status, body, headers } = written;
  const control = cacheControlFor(exchange, procedure, status);
  if (control === undefined) return createResponse(exchange, status, body, headers);
  const etag = written.etag();
  const { "content-type": contentType, ...others } = headers;
  const cacheHeaders = {
    ...others,
    etag,
    "cache-control": control,
    vary: mergeVary(headers.vary, credentialVary) ?? credentialVary,
  };
  const isPublic = control !== privateControl && status === 200 && !written.isVersioned;
  const stored = isPublic ? encodingHeaders(exchange, body, cacheHeaders) : cacheHeaders;
  if (matchesEtag(exchange.request.header("if-none-match"), etag)) return createResponse(exchange, 304, null, stored);
  const typed = contentType === undefined ? cacheHeaders : { ...cacheHeaders, "content-type": contentType };
  return isPublic ? publicResponse(exchange, body, typed) : createResponse(exchange, status, body, typed);
}
