import { backoffMs } from "../concurrency/backoff.ts";
import type { Db } from "../database/index.ts";
import type { Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";
import type { Deliver } from "./deliver-in-key-order.ts";
import type { LoggedEvent } from "./log.queries.ts";
import type { ReaderLease } from "./reader.queries.ts";

/** Definition of a durable reader; each bound has a default. */
export interface ReaderDefinition {
  /** Unique, stable across releases: the key of the stored position. */
  readonly name: string;
  /** Which events it handles; the others are passed over. */
  readonly takes: (event: LoggedEvent) => boolean;
  readonly deliver: Deliver;
  readonly bounds?: Partial<typeof defaultBounds>;
}

/** A definition and the dependencies of its reader. */
export interface ReaderOptions extends ReaderDefinition {
  readonly db: Db;
  readonly log: Log;
  /** Traces the handling of events, each as part of the trace that appended it. */
  readonly tracer?: Tracer | null | undefined;
}

export const defaultBounds = {
  /** Events of a batch. */
  batch: 100,
  /** Deadline of a batch: what is not handled by then has failed, what is not begun waits. */
  deadlineMs: 20_000,
  /** The lease outlives the deadline, so that a batch is recorded before another process may take over. */
  leaseMs: 30_000,
  /** Interval at which a process without the lease tries to take it. */
  claimEveryMs: 2000,
  pollMs: 1000,
  /** Minimum time between two reads of the log: events of many commits become one batch, at the cost of one. */
  gatherMs: 50,
  /** Attempts of an event before it becomes a dead letter. */
  maxAttempts: 12,
  /** Backoff of an event after its first failure; doubles with each further one. */
  retryPauseMs: 1000,
  maxRetryPauseMs: 900_000,
  /** Parked keys that are looked at by one statement, and statements of a turn that find none due: any number may be parked. */
  scannedKeys: 1000,
  maxScans: 10,
  /** Upper bound of the backoff where nothing can be handled, as while a broker is down. */
  maxPauseMs: 10_000,
};

/** Settings and dependencies of a running reader. */
export type Settings = Omit<ReaderOptions, "bounds" | "tracer"> &
  typeof defaultBounds & {
    readonly leased: ReaderLease;
    readonly tracer: Tracer | null;
    /** The parked key after which the next scan begins. */
    readonly scan: { after: string };
  };

/** Backoff of an event after so many failures. */
export const retryPauseOf = ({ retryPauseMs, maxRetryPauseMs }: typeof defaultBounds, attempts: number) =>
  backoffMs({ firstMs: retryPauseMs, maxMs: maxRetryPauseMs }, attempts);
