import { readTraceContext, type Span, type Tracer } from "../telemetry/index.ts";
import type { RequestHead } from "./exchange.ts";

/** Methods of RFC 9110 and PATCH; others are callers' own words. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"]);

const methodOf = ({ method }: RequestHead) => (methods.has(method) ? method : "_OTHER");

/** Starts the span of a request, below the caller's where it sends a valid `traceparent`. */
export function startRequestSpan(tracer: Tracer, request: RequestHead): Span {
  const remote = readTraceContext(request.header("traceparent"), request.header("tracestate"));
  const method = methodOf(request);
  const name = method === "_OTHER" ? "HTTP" : method;
  return tracer.root({ name, kind: "server", attributes: { "http.request.method": method } }, remote);
}

const firstFailure = 500;

/**
 * Ends the span of a request. The path is left out, since it contains inputs; the route identifies it.
 * @param route template of the path; `null` where none matched.
 */
export function endRequestSpan(span: Span, request: RequestHead, route: string | null, status: number): void {
  if (span.isRecorded) {
    span.set("http.response.status_code", status);
    if (route !== null) {
      span.rename(`${methodOf(request)} ${route}`);
      span.set("http.route", route);
    }
  }
  span.end(status >= firstFailure ? String(status) : undefined);
}
