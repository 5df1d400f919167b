import { Hono } from "hono";
import { type Api, parseRoute, proceduresOf, resumeField } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import type { HonoEnv } from "../http/hono.ts";
import { createMetricsSurface } from "../surfaces/metrics.ts";
import { createDevPages, type DevTable } from "../surfaces/pages/dev.ts";
import type { DevStream } from "../surfaces/pages/dev-live.ts";
import { restBase } from "../surfaces/rest/index.ts";
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

/** The subscriptions that a browser can follow, since they have a REST route. */
const streamsOf = (contracts: Api): DevStream[] =>
  proceduresOf(contracts).flatMap(({ name, procedure: { kind, summary, input, rest } }) => {
    if (kind !== "subscription" || rest === undefined) return [];
    const fields = Object.keys(input.shape).filter((field) => field !== resumeField);
    return [{ name, summary, path: `${restBase}/${parseRoute(rest.route).segments.join("/")}`, fields }];
  });

/** Routes for operators and developers, on Node and Deno; the worker's script does not contain them. */
export function createOperations(options: OperationsOptions): Hono<HonoEnv> {
  const { config, metricsText: text, ...pages } = options;
  const app = new Hono<HonoEnv>();
  const { port, token } = config.metrics ?? {};
  if (text !== null && port === undefined && token !== undefined)
    app.route("/", createMetricsSurface({ text, mediaType: openMetricsType, token }));
  if (isDevelopment(config)) app.route("/", createDevPages({ ...pages, streams: streamsOf(api) }));
  return app;
}
