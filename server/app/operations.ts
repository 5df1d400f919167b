import { Hono } from "hono";
import type { HonoEnv } from "../http/hono.ts";
import { createMetricsSurface } from "../surfaces/metrics.ts";
import { createDevPages, type DevTable } from "../surfaces/pages/dev.ts";
import type { CallRecorder } from "../telemetry/index.ts";
import { openMetricsType } from "../telemetry/open-metrics.ts";
import { type Config, isDevelopment } from "./config.ts";

export { bearsToken, metricsPath } from "../surfaces/metrics.ts";
export { openMetricsType };

export interface OperationsOptions {
  readonly config: Pick<Config, "publicUrl" | "host" | "trustedProxies" | "metrics">;
  /** Writes `/metrics`; `null` where they are not served. */
  readonly metricsText: (() => Promise<string>) | null;
  /** `null` where calls are not recorded. */
  readonly recorder: CallRecorder | null;
  readonly hasMailbox: boolean;
  readonly tables: readonly DevTable[];
}

/** Routes for operators and developers, on Node and Deno; they are no part of the worker's script. */
export function createOperations(options: OperationsOptions): Hono<HonoEnv> {
  const { config, metricsText: text, ...pages } = options;
  const app = new Hono<HonoEnv>();
  const { port, token } = config.metrics ?? {};
  if (text !== null && port === undefined && token !== undefined)
    app.route("/", createMetricsSurface({ text, mediaType: openMetricsType, token }));
  if (isDevelopment(config)) app.route("/", createDevPages(pages));
  return app;
}
