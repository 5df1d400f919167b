import type { MiddlewareHandler } from "hono";
import { countStatements } from "../procedures/index.ts";
import type { Log } from "../providers/log.ts";
import { dress, type PlainHeaders } from "./answer.ts";
import type { HonoEnv } from "./call.ts";
import type { OriginPolicy } from "./origin.ts";
import { lineOf, RequestRecord, serverTimingOf } from "./record.ts";

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
  /** Whether users come by HTTPS, so that browsers may be told to insist on it. */
  readonly isSecure: boolean;
  /** Whether answers tell where their time went, to anybody who looks. */
  readonly serverTiming: boolean;
}

/** What every request is given: an id, the headers its answer will carry, and a line in the log. */
export function envelope({ log, origins, isSecure, serverTiming }: EnvelopeOptions): MiddlewareHandler<HonoEnv> {
  const fixed: PlainHeaders = {
    ...security,
    ...(isSecure && { "strict-transport-security": `max-age=${hstsSeconds}; includeSubDomains` }),
  };
  const isWatched = log.writesInfo || serverTiming;
  return async (c, next) => {
    const startedAt = performance.now();
    const offered = c.req.header("x-request-id");
    const requestId = offered !== undefined && requestIdPattern.test(offered) ? offered : crypto.randomUUID();
    const record = new RequestRecord(serverTiming);
    c.set("requestId", requestId);
    c.set("record", record);
    c.set("headers", { ...fixed, ...origins.headersFor(c.req.header("origin")), "x-request-id": requestId });
    await (isWatched ? countStatements(record, next) : next());
    if (!record.isDressed) dress(c);
    if (!isWatched) return;
    const durationMs = performance.now() - startedAt;
    if (serverTiming) c.header("server-timing", serverTimingOf(record, durationMs));
    log.info("request", {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ...lineOf(record, durationMs),
    });
  };
}
