import { type MeterProvider, metrics } from "@opentelemetry/api";
import { cacheLookups, callDuration, callLabels, durationBounds, lookupLabels, type ReadMetric } from "./metrics.ts";
import type { CallMetrics } from "./span.ts";

const msPerSecond = 1000;

/** The api's provider without an SDK hands out one and the same meter. */
const isIdle = (provider: MeterProvider): boolean => provider.getMeter("a") === provider.getMeter("b");

/**
 * Records calls by the OpenTelemetry SDK of this process, and lets it read the other metrics; `null` without one. Ask once,
 * at start.
 */
export function openTelemetryMetrics(
  read: readonly ReadMetric[],
  provider = metrics.getMeterProvider(),
): CallMetrics | null {
  if (isIdle(provider)) return null;
  const meter = provider.getMeter("dovetail");
  for (const { name, kind, unit, description, read: samples } of read) {
    const instrument =
      kind === "counter"
        ? meter.createObservableCounter(name, { unit, description })
        : meter.createObservableGauge(name, { unit, description });
    instrument.addCallback(async (result) => {
      for (const { labels, value } of await samples()) result.observe(value, labels);
    });
  }
  const duration = meter.createHistogram(callDuration.name, {
    unit: callDuration.unit,
    description: callDuration.description,
    advice: { explicitBucketBoundaries: [...durationBounds] },
  });
  const lookups = meter.createCounter(cacheLookups.name, {
    unit: cacheLookups.unit,
    description: cacheLookups.description,
  });
  return {
    called: (procedure, code, durationMs, cache) => {
      duration.record(durationMs / msPerSecond, callLabels(procedure, code));
      if (cache !== null) lookups.add(1, lookupLabels(procedure, cache));
    },
  };
}
