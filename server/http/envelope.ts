import type { Log } from "../providers/log.ts";
import { countStatements, runInSpan, type Telemetry } from "../telemetry/index.ts";
import type { Compress } from "./compression.ts";
import { type Bindings, Exchange, type HttpRequest, type PlainHeaders } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";
import { lineOf, serverTimingOf } from "./request-log.ts";
import { endRequestSpan, startRequestSpan } from "./request-span.ts";

const requestIdPattern = /^[A-Za-z0-9._-]{8,64}$/;
const hstsSeconds = 63_072_000;

const security: PlainHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

export interface EnvelopeOptions {
  readonly log: Log;
  readonly origins: OriginPolicy;
  /** As {@link Exchange.challenge}. */
  readonly challenge: string;
  /** Whether users connect by HTTPS; enables `Strict-Transport-Security`. */
  readonly isSecure: boolean;
  /** Whether responses carry `Server-Timing`, readable by every client. */
  readonly serverTiming: boolean;
  readonly telemetry: Telemetry;
  /** Compresses public responses; absent where the platform does so. */
  readonly compress?: Compress | undefined;
}

/** The request lifecycle that all hosts share: request id, common headers, log line. */
export interface Envelope {
  /** Creates the exchange: a request id and the common response headers. */
  readonly open: (request: HttpRequest, bindings: Bindings) => Exchange;
  /** Runs the work, and counts its SQL statements where the log reports them. */
  readonly watch: <T>(exchange: Exchange, work: () => T) => T;
  /** Writes the request's log line. @returns the `Server-Timing` value, where enabled. */
  readonly close: (exchange: Exchange, status: number) => string | undefined;
}

/** Creates the envelope of all requests. */
export function createEnvelope({
  log,
  origins,
  challenge,
  isSecure,
  serverTiming,
  telemetry,
  compress,
}: EnvelopeOptions): Envelope {
  const fixed: PlainHeaders = {
    ...security,
    ...(isSecure && { "strict-transport-security": `max-age=${hstsSeconds}; includeSubDomains` }),
  };
  const isWatched = log.writesInfo || serverTiming;
  const { tracer, calls: metrics } = telemetry;
  const untraced = { span: null, metrics, isTimed: serverTiming };
  // With every origin allowed, all requests share one header object.
  const shared: PlainHeaders | undefined = origins.isClosed
    ? undefined
    : { ...fixed, ...origins.headersFor(undefined) };
  return {
    open: (request, bindings) => {
      const offered = request.header("x-request-id");
      const requestId = offered !== undefined && requestIdPattern.test(offered) ? offered : crypto.randomUUID();
      const common = shared ?? { ...fixed, ...origins.headersFor(request.header("origin")) };
      const observers = tracer === null ? untraced : { ...untraced, span: startRequestSpan(tracer, request) };
      return new Exchange({ request, bindings, requestId, common, challenge, observers, compress });
    },
    watch: ({ record, span }, work) => {
      if (span !== null) return runInSpan(span, work, isWatched ? record : null);
      return isWatched ? countStatements(record, work) : work();
    },
    close: ({ request, requestId, startedAtMs, record, span }, status) => {
      if (span !== null) endRequestSpan(span, request, record.route, status);
      if (!isWatched) return undefined;
      const durationMs = performance.now() - startedAtMs;
      const { method } = request;
      // A matched path contains inputs, so its template is logged instead.
      const path = record.route ?? request.path;
      log.info("http.request", { requestId, method, path, status, ...lineOf(record, durationMs) });
      return serverTiming ? serverTimingOf(record, durationMs) : undefined;
    },
  };
}
