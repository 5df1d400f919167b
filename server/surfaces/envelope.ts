import type { MiddlewareHandler } from "hono";
import type { Log } from "../providers/log.ts";
import { cookieName, type HonoEnv } from "./call.ts";

const requestIdPattern = /^[A-Za-z0-9._-]{8,64}$/;

/** How long a browser keeps the cookie; the session itself may end before. */
export interface EnvelopeOptions {
  readonly log: Log;
  readonly cookieMaxAgeSeconds: number;
  /** Whether users come by HTTPS, so that browsers may be told to insist on it. */
  readonly isSecure: boolean;
}

const hstsSeconds = 63_072_000;

/** A `Set-Cookie` value; `null` removes the cookie with the very attributes it was set with. */
const cookie = (token: string | null, maxAgeSeconds: number) =>
  `${cookieName}=${token ?? ""}; Path=/; Max-Age=${token === null ? 0 : maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;

/** What every answer carries: a request id, security headers, the session cookie if it changed; and its log line. */
export function envelope({ log, cookieMaxAgeSeconds, isSecure }: EnvelopeOptions): MiddlewareHandler<HonoEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const offered = c.req.header("x-request-id");
    const requestId = offered !== undefined && requestIdPattern.test(offered) ? offered : crypto.randomUUID();
    c.set("requestId", requestId);
    c.set("record", { procedures: [], viewerId: null, error: null });
    await next();
    const { headers } = c.res;
    headers.set("x-request-id", requestId);
    headers.set("x-content-type-options", "nosniff");
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("referrer-policy", "no-referrer");
    if (isSecure) headers.set("strict-transport-security", `max-age=${hstsSeconds}; includeSubDomains`);
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
    if (c.var.cookie !== undefined) headers.append("set-cookie", cookie(c.var.cookie, cookieMaxAgeSeconds));
    const { record } = c.var;
    log.info("request", {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
      ...record,
    });
  };
}
