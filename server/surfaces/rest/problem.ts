import { errorHeaders } from "../../http/challenge.ts";
import type { Exchange, PlainHeaders } from "../../http/exchange.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import type { ApiError } from "../../procedures/index.ts";

const titles: Readonly<Record<ApiError["status"], string>> = {
  400: "Bad request",
  401: "Not signed in",
  402: "Payment required",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  406: "Not acceptable",
  408: "Timed out",
  409: "Conflict",
  410: "Gone",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid input",
  423: "Locked",
  424: "Failed dependency",
  425: "Too early",
  428: "Condition required",
  429: "Too many requests",
  451: "Unavailable for legal reasons",
  500: "Internal error",
  501: "Not implemented",
  502: "Bad gateway",
  503: "Unavailable",
  504: "Gateway timeout",
  507: "Out of storage",
};

const quotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";

/** The problem type: the registered one where it exists. */
const typeOf = ({ code }: ApiError) => (code === "limited" ? quotaExceeded : `urn:dovetail:problem:${code}`);

/**
 * An error as problem details (RFC 9457), with RealWorld's `errors` as extension member, and `issues` for an invalid
 * input.
 */
export const problemOf = (error: ApiError) => ({
  type: typeOf(error),
  title: titles[error.status],
  status: error.status,
  detail: error.detail,
  code: error.code,
  errors: error.subjects,
  ...(error.issues.length > 0 && { issues: error.issues }),
  ...(error.details !== undefined && { details: error.details }),
});

/** Creates the HTTP response of an error. */
export function problemResponse(exchange: Exchange, error: ApiError, headers: PlainHeaders = {}): HttpResponse {
  exchange.record.error ??= error.code;
  return createResponse(exchange, error.status, JSON.stringify(problemOf(error)), {
    "content-type": "application/problem+json; charset=utf-8",
    ...errorHeaders(exchange, error),
    ...headers,
  });
}
