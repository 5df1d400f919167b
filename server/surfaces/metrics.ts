import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { type HonoEnv, respond } from "../http/hono.ts";
import { createResponse } from "../http/response.ts";
import { standardError } from "../procedures/index.ts";
import { problemResponse } from "./rest/problem.ts";

export const metricsPath = "/metrics";

/** Metrics for authorized readers. */
export interface Exposition {
  /** Writes all metrics. */
  readonly text: () => Promise<string>;
  readonly mediaType: string;
  /** The bearer token that a reader must send. */
  readonly token: string;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether an Authorization header carries the token, in constant time. */
export const bearsToken = (authorization: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));

/** Serves metrics on the application's own port, to readers with the token. */
export function createMetricsSurface({ text, mediaType, token }: Exposition): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get(metricsPath, async (c) => {
    const exchange = c.get("exchange");
    if (!bearsToken(c.req.header("authorization"), token))
      return respond(
        c,
        problemResponse(exchange, standardError("unauthorized", { detail: "Send the METRICS_TOKEN." })),
      );
    return respond(c, createResponse(exchange, 200, await text(), { "content-type": mediaType }));
  });
  return app;
}
