import { withDeadline } from "../concurrency/deadline.ts";
import {
  type CallRecords,
  cacheLookups,
  callDuration,
  durationBounds,
  type Histogram,
  type Labels,
  type ReadMetric,
  type Sample,
} from "./metrics.ts";

/** Media type of OpenMetrics 1.0, as Prometheus asks for it. */
export const openMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

const unitWords: Readonly<Record<string, string>> = { s: "seconds" };

/** The name as Prometheus writes OpenTelemetry's: dots become underscores, the unit comes last. */
function nameOf({ name, unit }: Pick<ReadMetric, "name" | "unit">): string {
  const word = unitWords[unit];
  const text = name.replaceAll(".", "_");
  return word === undefined ? text : `${text}_${word}`;
}

const escaped = (text: string) => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");

const labelText = (labels: Labels) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name.replaceAll(".", "_")}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
};

type Described = Pick<ReadMetric, "name" | "unit" | "description">;

function head(metric: Described, type: string): string[] {
  const name = nameOf(metric);
  const word = unitWords[metric.unit];
  return [
    `# TYPE ${name} ${type}`,
    ...(word === undefined ? [] : [`# UNIT ${name} ${word}`]),
    `# HELP ${name} ${escaped(metric.description)}`,
  ];
}

function histogramLines(name: string, { labels, counts, sum }: Histogram): string[] {
  let total = 0;
  const buckets = counts.map((count, at) => {
    total += count;
    const bound = durationBounds[at];
    const le = bound === undefined ? "+Inf" : Number.isInteger(bound) ? `${bound}.0` : String(bound);
    return `${name}_bucket${labelText({ ...labels, le })} ${total}`;
  });
  return [...buckets, `${name}_count${labelText(labels)} ${total}`, `${name}_sum${labelText(labels)} ${sum}`];
}

function family(metric: Described & Pick<ReadMetric, "kind">, samples: readonly Sample[]): string[] {
  const name = nameOf(metric);
  const suffix = metric.kind === "counter" ? "_total" : "";
  const lines = samples.map(({ labels, value }) => `${name}${suffix}${labelText(labels)} ${value}`);
  return lines.length === 0 ? [] : [...head(metric, metric.kind), ...lines];
}

const readTimeoutMs = 1000;

/** Reads one metric; none of its samples when it fails or takes too long, since the others are still useful. */
const samplesOf = ({ read }: ReadMetric): Promise<readonly Sample[]> =>
  withDeadline(readTimeoutMs, async () => read()).catch(() => []);

/** Writes all metrics as OpenMetrics 1.0 text (https://prometheus.io/docs/specs/om/open_metrics_spec/). */
export async function openMetricsText(calls: CallRecords, metrics: readonly ReadMetric[]): Promise<string> {
  const read = await Promise.all(metrics.map(async (metric) => family(metric, await samplesOf(metric))));
  const histograms = calls.durations();
  const name = nameOf(callDuration);
  const lines = [
    ...(histograms.length === 0 ? [] : head(callDuration, "histogram")),
    ...histograms.flatMap((histogram) => histogramLines(name, histogram)),
    ...family({ ...cacheLookups, kind: "counter" }, calls.lookups()),
    ...read.flat(),
    "# EOF",
  ];
  return `${lines.join("\n")}\n`;
}
