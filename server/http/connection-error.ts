import type { Exchange } from "./exchange.ts";
import { createResponse, type HttpResponse } from "./response.ts";

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** Protocol errors that a host answers before a surface sees a request, by status. */
const problems = {
  400: { code: "malformed", title: "Bad request", detail: "The request could not be parsed." },
  405: { code: "wrong_method", title: "Method not allowed", detail: "This HTTP method is not allowed here." },
  408: { code: "request_timeout", title: "Request timeout", detail: "The request did not arrive in time." },
  413: { code: "too_large", title: "Too large", detail: "The request is too large." },
  431: {
    code: "headers_too_large",
    title: "Request header fields too large",
    detail: "The address and the headers of a request hold at most 16 KiB together.",
  },
} as const satisfies Readonly<Record<number, Problem>>;

/** Status of an error that hosts answer themselves. */
export type ConnectionErrorStatus = keyof typeof problems;

/**
 * The problem details response (RFC 9457) to bytes that are not a valid request; the host closes the connection after it.
 */
export function connectionErrorResponse(exchange: Exchange, status: ConnectionErrorStatus): HttpResponse {
  const { code, title, detail } = problems[status];
  exchange.record.error ??= code;
  const body = { type: `urn:dovetail:problem:${code}`, title, status, detail, code, errors: { request: [detail] } };
  return createResponse(exchange, status, JSON.stringify(body), {
    "content-type": "application/problem+json; charset=utf-8",
    connection: "close",
  });
}
