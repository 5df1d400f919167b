import type { Jobs } from "../../shared/contract/index.ts";
import { jobs } from "../../shared/jobs.ts";
import { createWakeSignal, type WakeSignal } from "../concurrency/wake-signal.ts";
import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { LogEvent } from "../providers/log-events.ts";
import { type AttemptEnding, type AttemptSettings, startAttempts } from "./attempt.ts";
import { createConcurrencyLimit } from "./concurrency-limit.ts";
import { bindHandlers, type HandlersOf } from "./handle.ts";
import { deadLetterExpired, deleteFinished } from "./queries.ts";

/** Options of a dispatcher; each bound has a default. */
export interface DispatcherOptions<J extends Jobs = typeof jobs> {
  readonly db: Db;
  readonly log: Log;
  readonly handlers: HandlersOf<J>;
  /** Concurrent attempts; each occasionally uses a connection. */
  readonly concurrency?: number;
  /** How much longer than the deadline a lease lasts: time to record the outcome. */
  readonly leaseMarginMs?: number;
  /** Retention of done jobs, for inspection. */
  readonly retentionMs?: number;
  /** Retention of dead letters, which can be retried. */
  readonly deadRetentionMs?: number;
}

export interface LoopOptions {
  readonly pollMs?: number;
  /** Graceful shutdown: how long running attempts may continue after the signal; the rest are released. */
  readonly drainMs?: number;
}

/** Number of attempts of a run by outcome. */
export type RunResult = Readonly<Record<AttemptEnding, number>>;

/** Passes due jobs to their handlers: at least once, in no guaranteed order. */
export interface Dispatcher {
  /** Attempts at most `max` due jobs. @throws when the database is unavailable. */
  readonly runOnce: (options: { readonly max: number }) => Promise<RunResult>;
  /** Attempts jobs until the signal aborts; resolves when every attempt has ended or was released. Never rejects. */
  readonly loop: (signal: AbortSignal, options?: LoopOptions) => Promise<void>;
  /** Ends a pause of the loop: jobs may be due. */
  readonly wake: () => void;
  /**
   * Deletes done jobs and dead letters past their retention. Dead-letters jobs whose last attempt ended in a lapsed lease.
   * Bounded to some thousands of jobs.
   */
  readonly sweep: () => Promise<void>;
}

const sweepEveryMs = 60_000;
const sweepBatch = 1000;
const maxSweepBatches = 10;

const defaults = {
  concurrency: 4,
  leaseMarginMs: 5000,
  retentionMs: 86_400_000,
  deadRetentionMs: 30 * 86_400_000,
};

interface Settings extends AttemptSettings, Readonly<typeof defaults> {}

async function runOnce(settings: Settings, max: number): Promise<RunResult> {
  const counts = { done: 0, retried: 0, dead: 0, released: 0, unrecorded: 0 };
  const slots = createConcurrencyLimit(settings.concurrency);
  const never = new AbortController().signal;
  for (let taken = 0; taken < max; await slots.oneFree()) {
    const asked = Math.min(slots.free(), max - taken);
    const started = await startAttempts(settings, asked, never);
    for (const attempt of started) slots.hold(attempt.then((ending) => counts[ending]++));
    taken += started.length;
    if (started.length < asked) break;
  }
  await slots.allFree();
  return counts;
}

async function sweep({ db, bound, retentionMs, deadRetentionMs }: Settings): Promise<void> {
  for (const [name, { declaration }] of bound)
    await deadLetterExpired(db, { name, maxAttempts: declaration.retry.maxAttempts }, sweepBatch);
  for (const [ended, keptMs] of [["done", retentionMs] as const, ["dead", deadRetentionMs] as const])
    for (let batch = 0; batch < maxSweepBatches; batch++)
      if ((await deleteFinished(db, ended, keptMs, sweepBatch)) < sweepBatch) break;
}

/** Returns a signal that aborts `ms` after the given one. */
function abortLater(signal: AbortSignal, ms: number): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(() => controller.abort(), ms);
  };
  signal.addEventListener("abort", start, { once: true });
  if (signal.aborted) start();
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}

async function loop(
  settings: Settings,
  wakeSignal: WakeSignal,
  signal: AbortSignal,
  options: LoopOptions,
): Promise<void> {
  const { pollMs = 1000, drainMs = 8000 } = options;
  const { log, concurrency } = settings;
  const slots = createConcurrencyLimit(concurrency);
  const stop = abortLater(signal, drainMs);
  signal.addEventListener("abort", wakeSignal.wake, { once: true });
  const warn = (what: LogEvent) => (error: unknown) => {
    log.warn(what, { error: describeError(error) });
    return [];
  };

  let sweptAt = performance.now();
  while (!signal.aborted) {
    const asked = slots.free();
    const started = await startAttempts(settings, asked, stop.signal).catch(warn("jobs.unavailable"));
    for (const attempt of started) slots.hold(attempt);
    if (performance.now() - sweptAt > sweepEveryMs) {
      sweptAt = performance.now();
      await sweep(settings).catch(warn("jobs.sweep_failed"));
    }
    // A full batch means that more jobs may be due; a partial one means that none are left.
    if (started.length === asked) await slots.oneFree();
    else await wakeSignal.sleep(pollMs);
  }
  await slots.allFree();
  stop.cancel();
}

/** Creates a dispatcher of the service's jobs. Several may share one database: leases keep their claims apart. */
export const createDispatcher = (options: DispatcherOptions): Dispatcher => createDispatcherOf(jobs, options);

/** {@link createDispatcher} for other declarations. */
export function createDispatcherOf<J extends Jobs>(
  declared: J,
  { handlers, ...options }: DispatcherOptions<J>,
): Dispatcher {
  const settings: Settings = { ...defaults, ...options, bound: bindHandlers(declared, handlers) };
  const wakeSignal = createWakeSignal();
  return {
    runOnce: ({ max }) => runOnce(settings, max),
    loop: (signal, loopOptions = {}) => loop(settings, wakeSignal, signal, loopOptions),
    wake: wakeSignal.wake,
    sweep: () => sweep(settings),
  };
}
