import type { CallMetrics } from "./span.ts";

/** Labels of a sample. Their values are of a bounded set: names of contracts, codes, states. */
export type Labels = Readonly<Record<string, string>>;

/** One number of a metric. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A metric that is read on request. */
export interface ReadMetric {
  /** By OpenTelemetry's conventions, with dots. */
  readonly name: string;
  readonly kind: "gauge" | "counter";
  /** In the notation of UCUM: `s`, or `{connection}` for counted things. */
  readonly unit: string;
  readonly description: string;
  /** Called for each export. A rejection leaves the metric out of that export. */
  readonly read: () => readonly Sample[] | Promise<readonly Sample[]>;
}

/** Upper bounds of the buckets of call durations, in seconds. */
export const durationBounds: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

export const callDuration = {
  name: "rpc.server.call.duration",
  unit: "s",
  description: "Duration of calls by procedure and error code; ok without one",
} as const;

export const cacheLookups = {
  name: "dovetail.cache.lookups",
  unit: "{lookup}",
  description: "Cache lookups of calls by procedure and result",
} as const;

/** Labels of a call. */
export const callLabels = (procedure: string, code: string | null): Labels => ({
  "rpc.method": procedure,
  "rpc.response.status_code": code ?? "ok",
});

/** Labels of a cache lookup. */
export const lookupLabels = (procedure: string, result: string): Labels => ({
  "rpc.method": procedure,
  "dovetail.cache.result": result,
});

/** Durations counted in buckets; a class, as the hot path writes to it. */
export class Histogram {
  readonly labels: Labels;
  /** Counts by bucket, not cumulative; the last one has no upper bound. */
  readonly counts: number[] = Array.from({ length: durationBounds.length + 1 }, () => 0);
  sum = 0;

  constructor(labels: Labels) {
    this.labels = labels;
  }

  record(seconds: number): void {
    const at = durationBounds.findIndex((bound) => seconds <= bound);
    const bucket = at === -1 ? durationBounds.length : at;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += seconds;
  }
}

/** Numbers of this process since its start. */
export interface CallRecords extends CallMetrics {
  readonly durations: () => readonly Histogram[];
  readonly lookups: () => readonly Sample[];
}

const msPerSecond = 1000;

/** Returns the entry of a map, created at first use. */
function entryOf<V>(map: Map<string, V>, key: string, create: () => V): V {
  const cached = map.get(key);
  if (cached !== undefined) return cached;
  const created = create();
  map.set(key, created);
  return created;
}

/** Counts calls in this process, for `/metrics`. Series are as many as procedures have error codes. */
export function createCallRecords(): CallRecords {
  const durations = new Map<string, Map<string, Histogram>>();
  const lookups = new Map<string, { labels: Labels; value: number }>();
  return {
    called: (procedure, code, durationMs, cache) => {
      const byCode = entryOf(durations, procedure, () => new Map<string, Histogram>());
      const histogram = entryOf(byCode, code ?? "ok", () => new Histogram(callLabels(procedure, code)));
      histogram.record(durationMs / msPerSecond);
      if (cache === null) return;
      const lookup = entryOf(lookups, `${procedure} ${cache}`, () => ({
        labels: lookupLabels(procedure, cache),
        value: 0,
      }));
      lookup.value += 1;
    },
    durations: () => [...durations.values()].flatMap((byCode) => [...byCode.values()]),
    lookups: () => [...lookups.values()],
  };
}

/** Passes each call on to all that record it; `null` for none. */
export function allOf(recorders: readonly (CallMetrics | null)[]): CallMetrics | null {
  const present = recorders.filter((recorder) => recorder !== null);
  const [first, ...others] = present;
  if (first === undefined || others.length === 0) return first ?? null;
  return {
    called: (...call) => {
      for (const recorder of present) recorder.called(...call);
    },
  };
}
