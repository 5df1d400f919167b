import type { Jobs, Schedules } from "../../shared/contract/index.ts";
import { jobs } from "../../shared/jobs.ts";
import { gracePeriod } from "../concurrency/deadline.ts";
import { createWakeSignal, type WakeSignal } from "../concurrency/wake-signal.ts";
import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { LogEvent } from "../providers/log-events.ts";
import type { Tracer } from "../telemetry/index.ts";
import {
  type AttemptEnding,
  type AttemptSettings,
  attempt,
  type ClaimedJob,
  type ClaimJobs,
  createClaim,
  record,
} from "./attempt.ts";
import { cancelNotice, markDone, release } from "./finish.queries.ts";
import { bindHandlers, type HandlersOf } from "./job-handler.ts";
import { createLocalQueue, type LocalQueue } from "./local-queue.ts";
import { createScheduler } from "./schedules.ts";
import { createBatches } from "./write-batches.ts";

/** Options of a dispatcher; each bound has a default. */
export interface DispatcherOptions<J extends Jobs = typeof jobs> {
  readonly db: Db;
  readonly log: Log;
  /** Traces attempts; each continues the trace of the change that enqueued its job. */
  readonly tracer?: Tracer | null;
  readonly handlers: HandlersOf<J>;
  /** Schedules whose jobs this process enqueues when they are due. */
  readonly schedules?: Schedules;
  /** Concurrent attempts; each occasionally uses a connection. */
  readonly concurrency?: number;
  /** How much longer than the deadline a lease lasts: time to record the outcome. */
  readonly leaseMarginMs?: number;
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
  /**
   * Enqueues the jobs of schedules that are due, once for each due minute among all processes; the loop does it itself.
   * @returns the time until the next one is due, at most a minute.
   */
  readonly tick: () => Promise<number>;
  /** Passes on a notification of {@link jobsChannel}: jobs may be due, or one was cancelled. */
  readonly notify: (payload?: string) => void;
}

const retryTickMs = 5000;

const defaults = {
  concurrency: 10,
  leaseMarginMs: 5000,
};

interface Settings extends AttemptSettings, Readonly<typeof defaults> {}

/** State shared by the runs of a dispatcher. */
interface State {
  readonly settings: Settings;
  readonly claim: ClaimJobs;
  readonly tick: () => Promise<number>;
  readonly wakeSignal: WakeSignal;
  /** By id: stops a running attempt. */
  readonly running: Map<string, AbortController>;
}

/** Creates the queue of one run. `onEnding` is called with each outcome. */
function createQueue(
  { settings, running, wakeSignal }: State,
  stop: AbortSignal,
  onEnding: (ending: AttemptEnding) => void,
): LocalQueue<ClaimedJob> {
  const done = createBatches((jobs: readonly ClaimedJob["held"][]) => markDone(settings.db, jobs));
  const own = new Set<AbortController>();
  const stopAll = () => {
    for (const one of own) one.abort(stop.reason);
  };
  stop.addEventListener("abort", stopAll, { once: true });
  return createLocalQueue(settings.concurrency, (claimed) => {
    const { id } = claimed.row;
    const ending = new AbortController();
    if (stop.aborted) ending.abort(stop.reason);
    own.add(ending);
    running.set(id, ending);
    const outcome = attempt(settings, claimed, ending.signal);
    const handled = outcome.then(() => {
      own.delete(ending);
      running.delete(id);
    });
    const ended = outcome.then(async (outcome) => {
      onEnding(await record(settings, claimed, { outcome, done }));
      // Another job of this name may run now.
      if (claimed.job.declaration.concurrency !== undefined) wakeSignal.wake();
    });
    return { handled, ended };
  });
}

async function runOnce(state: State, max: number): Promise<RunResult> {
  const counts = { done: 0, retried: 0, dead: 0, released: 0, unrecorded: 0 };
  const queue = createQueue(state, new AbortController().signal, (ending) => counts[ending]++);
  for (let taken = 0; taken < max; ) {
    const claimMax = Math.min(queue.room(), max - taken);
    if (claimMax === 0) {
      await queue.oneEnded();
      continue;
    }
    const { rows, found } = await state.claim(claimMax);
    queue.add(rows);
    taken += rows.length;
    if (found < claimMax) break;
  }
  await queue.allEnded();
  return counts;
}

async function loop(state: State, signal: AbortSignal, { pollMs = 1000, drainMs = 8000 }: LoopOptions): Promise<void> {
  const { settings, wakeSignal } = state;
  const stop = gracePeriod(signal, drainMs);
  const queue = createQueue(state, stop.signal, () => {});
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  signal.addEventListener("abort", wakeSignal.wake, { once: true });
  const warn = (what: LogEvent) => (error: unknown) => {
    settings.log.warn(what, { error: describeError(error) });
    return { rows: [], found: 0 };
  };

  let tickAt = performance.now();
  while (!signal.aborted) {
    if (performance.now() >= tickAt) {
      const waitMs = await state.tick().catch((error: unknown) => {
        settings.log.warn("jobs.schedules_unavailable", { error: describeError(error) });
        return retryTickMs;
      });
      tickAt = performance.now() + waitMs;
    }
    const claimMax = queue.room();
    if (claimMax === 0) {
      await Promise.race([queue.oneEnded(), aborted]);
      continue;
    }
    const { rows, found } = await state.claim(claimMax).catch(warn("jobs.unavailable"));
    queue.add(rows);
    if (found < claimMax) await wakeSignal.sleep(Math.max(1, Math.min(pollMs, tickAt - performance.now())));
  }
  const unbegun = queue.takeWaiting();
  await Promise.all(unbegun.map(({ held }) => release(settings.db, held).catch(warn("jobs.unavailable"))));
  await queue.allEnded();
  stop.cancel();
}

/** Creates a dispatcher of the service's jobs. Several may share one database: leases separate their claims. */
export const createDispatcher = (options: DispatcherOptions): Dispatcher => createDispatcherOf(jobs, options);

/** {@link createDispatcher} for other declarations. */
export function createDispatcherOf<J extends Jobs>(
  declared: J,
  { handlers, schedules = {}, ...options }: DispatcherOptions<J>,
): Dispatcher {
  const settings: Settings = { ...defaults, tracer: null, ...options, bound: bindHandlers(declared, handlers) };
  const state: State = {
    settings,
    claim: createClaim(settings),
    tick: createScheduler(settings.db, declared, schedules).tick,
    wakeSignal: createWakeSignal(),
    running: new Map(),
  };
  return {
    runOnce: ({ max }) => runOnce(state, max),
    loop: (signal, loopOptions = {}) => loop(state, signal, loopOptions),
    notify: (payload = "") => {
      if (payload.startsWith(cancelNotice)) state.running.get(payload.slice(cancelNotice.length))?.abort();
      else state.wakeSignal.wake();
    },
    tick: state.tick,
  };
}
