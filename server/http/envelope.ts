import { countStatements } from "../procedures/index.ts";
import type { Log } from "../providers/log.ts";
import type { Compress } from "./compression.ts";
import { type Bindings, Exchange, type HttpRequest, type PlainHeaders } from "./exchange.ts";
import type { OriginPolicy } from "./origin.ts";
import { lineOf, serverTimingOf } from "./request-log.ts";

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
  /** Whether users come by HTTPS, so that browsers may be told to insist on it. */
  readonly isSecure: boolean;
  /** Whether answers tell where their time went, to anybody who looks. */
  readonly serverTiming: boolean;
  /** Compresses responses that are everybody's; absent where the platform does. */
  readonly compress?: Compress | undefined;
}

/** What every request is given, whichever host received it. */
export interface Envelope {
  /** An id, and the headers its answer will carry. */
  readonly open: (request: HttpRequest, bindings: Bindings) => Exchange;
  /** Does its work, and counts the statements that are sent for it where the log tells them. */
  readonly watch: <T>(exchange: Exchange, work: () => T) => T;
  /** Its line in the log. @returns what `Server-Timing` is to say, where answers tell it. */
  readonly close: (exchange: Exchange, status: number) => string | undefined;
}

/** Makes the envelope of all requests. */
export function createEnvelope({
  log,
  origins,
  challenge,
  isSecure,
  serverTiming,
  compress,
}: EnvelopeOptions): Envelope {
  const fixed: PlainHeaders = {
    ...security,
    ...(isSecure && { "strict-transport-security": `max-age=${hstsSeconds}; includeSubDomains` }),
  };
  const isWatched = log.writesInfo || serverTiming;
  // Open to all, every request is given the same.
  const shared: PlainHeaders | undefined = origins.isClosed
    ? undefined
    : { ...fixed, ...origins.headersFor(undefined) };
  return {
    open: (request, bindings) => {
      const offered = request.header("x-request-id");
      const requestId = offered !== undefined && requestIdPattern.test(offered) ? offered : crypto.randomUUID();
      const common = shared ?? { ...fixed, ...origins.headersFor(request.header("origin")) };
      return new Exchange({ request, bindings, requestId, common, challenge, isTimed: serverTiming, compress });
    },
    watch: ({ record }, work) => (isWatched ? countStatements(record, work) : work()),
    close: ({ request, requestId, startedAtMs, record }, status) => {
      if (!isWatched) return undefined;
      const durationMs = performance.now() - startedAtMs;
      const { method, path } = request;
      log.info("http.request", { requestId, method, path, status, ...lineOf(record, durationMs) });
      return serverTiming ? serverTimingOf(record, durationMs) : undefined;
    },
  };
}
