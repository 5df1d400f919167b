import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { expect, onTestFinished, test } from "vitest";
import { poolMetrics } from "../../server/entry/start-telemetry.ts";
import { allOf, createCallRecords, type ReadMetric } from "../../server/telemetry/metrics.ts";
import { openMetricsText } from "../../server/telemetry/open-metrics.ts";
import { openTelemetryMetrics } from "../../server/telemetry/opentelemetry-metrics.ts";
import { startTestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { parseOpenMetrics } from "./open-metrics-parser.ts";

async function measuredApp(read: readonly ReadMetric[] = []) {
  const records = createCallRecords();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const provider = new MeterProvider({ readers: [reader] });
  const calls = allOf([records, openTelemetryMetrics(read, provider)]);
  const app = await startTestApp({}, undefined, { ...openTestCaching(), telemetry: { tracer: null, calls } });
  onTestFinished(async () => {
    await provider.shutdown();
    await app.stop();
  });
  const exported = async () => {
    await reader.forceFlush();
    const metrics =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return new Map(metrics.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints]));
  };
  const scraped = async () => {
    const families = parseOpenMetrics(await openMetricsText(records, read));
    return new Map(families.map((family) => [family.name, family]));
  };
  return { app, exported, scraped };
}

test("calls are counted by procedure and declared code, whichever way they are read", async () => {
  const { app, exported, scraped } = await measuredApp();
  await app.rest("GET", "/tags");
  await app.rest("GET", "/tags");
  await app.rest("GET", "/articles/none");
  await app.rest("GET", "/user");
  await app.rest("POST", "/articles", { headers: { "content-type": "text/csv" } });
  const families = await scraped();
  const counts = families
    .get("rpc_server_call_duration_seconds")
    ?.samples.filter(({ name }) => name.endsWith("_count"));
  expect(counts?.map(({ labels, value }) => [...Object.values(labels), value])).toEqual([
    ["tags.list", "ok", 2],
    ["articles.get", "not_found", 1],
    ["accounts.current", "unauthorized", 1],
    ["articles.publish", "wrong_media_type", 1],
  ]);
  expect(
    families.get("dovetail_cache_lookups")?.samples.map(({ labels, value }) => [...Object.values(labels), value]),
  ).toEqual([
    ["tags.list", "miss", 1],
    ["tags.list", "hit", 1],
    ["articles.get", "miss", 1],
  ]);
  const points = (await exported()).get("rpc.server.call.duration");
  expect(points?.map(({ attributes, value }) => [...Object.values(attributes), Object(value).count])).toEqual(
    counts?.map(({ labels, value }) => [...Object.values(labels), value]),
  );
});

test("the pool's connections are shown, and a metric that cannot be read hides no other", async () => {
  const usage = () => ({ used: 3, idle: 2, waiting: 1, max: 10 });
  const broken: ReadMetric = {
    name: "broken",
    kind: "gauge",
    unit: "s",
    description: 'Quotes " and \\ and\nlines',
    read: () => Promise.reject(new Error("no database")),
  };
  const { exported, scraped } = await measuredApp([broken, ...poolMetrics(usage)]);
  const families = await scraped();
  expect([...families.keys()]).toEqual([
    "db_client_connection_count",
    "db_client_connection_max",
    "db_client_connection_pending_requests",
  ]);
  expect(families.get("db_client_connection_count")?.samples.map(({ value }) => value)).toEqual([3, 2]);
  const otlp = await exported();
  expect(otlp.get("db.client.connection.count")?.map(({ value }) => value)).toEqual([3, 2]);
});

test("labels are escaped", async () => {
  const records = createCallRecords();
  const odd: ReadMetric = {
    name: "odd",
    kind: "counter",
    unit: "{thing}",
    description: 'A " and a \\ and\na line',
    read: () => [{ labels: { "some.name": 'a"b\\c\nd' }, value: 1 }],
  };
  const text = await openMetricsText(records, [odd]);
  expect(text).toContain('odd_total{some_name="a\\"b\\\\c\\nd"} 1');
  expect(parseOpenMetrics(text)).toHaveLength(1);
});

test.for([
  ["no end", "# TYPE a gauge\na 1\n"],
  ["a sample without its type", "a 1\n# EOF\n"],
  ["a sample twice", "# TYPE a gauge\na 1\na 1\n# EOF\n"],
  ["a suffix of another type", "# TYPE a counter\na 1\n# EOF\n"],
  ["a label without quotes", "# TYPE a gauge\na{b=c} 1\n# EOF\n"],
] as const)("the parser of these tests refuses %s", ([, text]) => {
  expect(() => parseOpenMetrics(text)).toThrow(SyntaxError);
});
