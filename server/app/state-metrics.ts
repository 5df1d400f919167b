import type { Db } from "../database/index.ts";
import { type ReaderLag, readLags } from "../events/index.ts";
import { countJobs, type JobCounts } from "../jobs/index.ts";
import type { ReadMetric, Sample } from "../telemetry/index.ts";

/** Maximum age of a number: the database is queried at most this often, however many scrapers there are. */
const maxAgeMs = 5000;

/** Shares one result among all callers within some seconds. A failure is not shared. */
function remembered<T>(read: () => Promise<T>): () => Promise<T> {
  let last: { readonly atMs: number; readonly value: Promise<T> } | undefined;
  return () => {
    const nowMs = performance.now();
    if (last !== undefined && nowMs - last.atMs < maxAgeMs) return last.value;
    const started = { atMs: nowMs, value: read() };
    last = started;
    started.value.catch(() => {
      if (last === started) last = undefined;
    });
    return started.value;
  };
}

function readerMetrics(read: () => Promise<readonly ReaderLag[]>): readonly ReadMetric[] {
  const each = (value: (reader: ReaderLag) => number) => async (): Promise<readonly Sample[]> =>
    (await read()).map((reader) => ({ labels: { "dovetail.reader.name": reader.name }, value: value(reader) }));
  const gauge = { kind: "gauge" } as const;
  return [
    {
      ...gauge,
      name: "dovetail.event_log.reader.lag",
      unit: "{event}",
      description: "Events in the log after the reader's position",
      read: each(({ lag }) => lag),
    },
    {
      ...gauge,
      name: "dovetail.event_log.reader.delay",
      unit: "s",
      description: "Age of the first event after the reader's position",
      read: each(({ delaySeconds }) => delaySeconds),
    },
    {
      ...gauge,
      name: "dovetail.event_log.reader.parked",
      unit: "{event}",
      description: "Events that the reader failed to handle and tries again, up to 10000",
      read: each(({ waiting }) => waiting),
    },
    {
      ...gauge,
      name: "dovetail.event_log.reader.dead",
      unit: "{event}",
      description: "Events that the reader gave up, up to 10000",
      read: each(({ dead }) => dead),
    },
  ];
}

const jobMetric = (read: () => Promise<JobCounts>): ReadMetric => ({
  name: "dovetail.job.count",
  kind: "gauge",
  unit: "{job}",
  description: "Unfinished jobs and dead letters by state, up to 10000",
  read: async () =>
    Object.entries(await read()).map(([state, value]) => ({ labels: { "dovetail.job.state": state }, value })),
});

/**
 * Metrics of the service's state: the log's readers, jobs, open streams. The database is asked at most every five seconds, by
 * statements whose cost does not grow with the log or the queue.
 */
export const stateMetrics = (db: Db, openStreams: () => number): readonly ReadMetric[] => [
  ...readerMetrics(remembered(() => readLags(db))),
  jobMetric(remembered(() => countJobs(db))),
  {
    name: "dovetail.stream.count",
    kind: "gauge",
    unit: "{stream}",
    description: "Open streams of this process",
    read: () => [{ labels: {}, value: openStreams() }],
  },
];
