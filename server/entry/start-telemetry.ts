import type { Config } from "../app/config.ts";
import type { PoolUsage } from "../database/index.ts";
import { type CallRecorder, createCallRecorder } from "../telemetry/call-recorder.ts";
import type { Telemetry } from "../telemetry/index.ts";
import { allOf, createCallRecords, type ReadMetric } from "../telemetry/metrics.ts";
import { openMetricsText } from "../telemetry/open-metrics.ts";
import { openTelemetryTracer } from "../telemetry/opentelemetry.ts";
import { openTelemetryMetrics } from "../telemetry/opentelemetry-metrics.ts";

const maxRecorded = 100;

/** The observers of a process, decided once, at start. */
export interface Observation {
  readonly telemetry: Telemetry;
  /** Keeps the last calls for `/dev`; `null` outside development. */
  readonly recorder: CallRecorder | null;
  /** Writes `/metrics`; `null` where they are not served. */
  readonly metricsText: (() => Promise<string>) | null;
}

const poolName = { "db.client.connection.pool.name": "postgresql" };

/** Metrics of a connection pool, by OpenTelemetry's conventions. */
export const poolMetrics = (usage: () => PoolUsage): readonly ReadMetric[] => [
  {
    name: "db.client.connection.count",
    kind: "gauge",
    unit: "{connection}",
    description: "Connections to PostgreSQL by state",
    read: () => {
      const { used, idle } = usage();
      return [
        { labels: { ...poolName, "db.client.connection.state": "used" }, value: used },
        { labels: { ...poolName, "db.client.connection.state": "idle" }, value: idle },
      ];
    },
  },
  {
    name: "db.client.connection.max",
    kind: "gauge",
    unit: "{connection}",
    description: "Connections to PostgreSQL, at most",
    read: () => [{ labels: poolName, value: usage().max }],
  },
  {
    name: "db.client.connection.pending_requests",
    kind: "gauge",
    unit: "{request}",
    description: "Callers that wait for a connection to PostgreSQL",
    read: () => [{ labels: poolName, value: usage().waiting }],
  },
];

/** Sets up telemetry as the settings and the operator's SDK require; does nothing where neither requires any. */
export function observe(
  { metrics, recordsCalls }: Pick<Config, "metrics" | "recordsCalls">,
  read: readonly ReadMetric[],
): Observation {
  const sdk = openTelemetryTracer();
  const recorder = recordsCalls ? createCallRecorder({ max: maxRecorded, inner: sdk }) : null;
  const records = metrics === undefined ? null : createCallRecords();
  return {
    telemetry: { tracer: recorder?.tracer ?? sdk, calls: allOf([records, openTelemetryMetrics(read)]) },
    recorder,
    metricsText: records === null ? null : () => openMetricsText(records, read),
  };
}
