import type { CachePolicy, Procedure } from "../../shared/contract/index.ts";
import { encodingHeaders, publicResponse } from "./compression.ts";
import { cookiesOf } from "./cookies.ts";
import { matchesEtag } from "./etag.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";
import { createResponse, type HttpResponse, mergeVary } from "./response.ts";

/** The policy of a query that answers everybody without a credential alike. */
export function sharedPolicyOf(procedure: Procedure): CachePolicy | undefined {
  const { access } = procedure;
  const isPublic = procedure.kind === "query" && (access === "public" || access === "optional");
  return isPublic ? procedure.cache : undefined;
}

const isRead = ({ request }: Exchange) => request.method === "GET" || request.method === "HEAD";

/** Whether the request names nobody. A cookie that is not ours may mean something to a cache on the way. */
export function isAnonymous(exchange: Exchange): boolean {
  const { request, cookie } = exchange;
  const hasCredential = request.header("authorization") !== undefined || request.header("cookie") !== undefined;
  return isRead(exchange) && !hasCredential && cookie === undefined;
}

/**
 * Whether the caller's own browser may keep what a query answers to a credential: where the contract lets the answer be
 * kept at all, or opens the query to API keys. What is left, such as the account with its token, is the holder's own.
 */
export function mayCallerKeep(procedure: Procedure): boolean {
  if (procedure.kind !== "query") return false;
  const { access, cache } = procedure;
  const isForKeys = typeof access === "object" && access.scope !== undefined && !access.fresh && !access.role;
  return cache !== undefined || isForKeys;
}

const credentialVary = "Authorization, Cookie";

const privateControl = "private, no-cache";

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
  /** Whether the validator is what `If-Match` asks for, which takes no weak one. */
  readonly isVersioned?: boolean;
}

/** What caches may do with a success: all of them, the caller's own, or none. */
function controlFor(exchange: Exchange, procedure: Procedure, status: number): string | undefined {
  const policy = sharedPolicyOf(procedure);
  if (policy !== undefined && isAnonymous(exchange)) return controlOf(policy);
  const isKept = status === 200 && isRead(exchange) && cookiesOf(exchange) === undefined && mayCallerKeep(procedure);
  return isKept ? privateControl : undefined;
}

/**
 * Answers one call that did what it should. What a query answers to nobody in particular may be kept on the way, what it
 * answers to a caller by that caller alone, and who has it already gets 304; nothing else is kept.
 */
export function cacheableResponse(exchange: Exchange, procedure: Procedure, written: ResponseBody): HttpResponse {
  const { status, body, headers } = written;
  const control = controlFor(exchange, procedure, status);
  if (control === undefined) return createResponse(exchange, status, body, headers);
  const etag = written.etag();
  const { "content-type": contentType, ...others } = headers;
  const own = {
    ...others,
    etag,
    "cache-control": control,
    vary: mergeVary(headers.vary, credentialVary) ?? credentialVary,
  };
  const isPublic = control !== privateControl && status === 200 && !written.isVersioned;
  const kept = isPublic ? encodingHeaders(exchange, body, own) : own;
  if (matchesEtag(exchange.request.header("if-none-match"), etag)) return createResponse(exchange, 304, null, kept);
  const typed = contentType === undefined ? own : { ...own, "content-type": contentType };
  return isPublic ? publicResponse(exchange, body, typed) : createResponse(exchange, status, body, typed);
}
