import type { EventName } from "../../shared/events.ts";
import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { LogEvent } from "../providers/log-events.ts";
import { createConcurrencyLimit } from "./concurrency-limit.ts";
import { type Consumers, isEventName } from "./consume.ts";
import { type DeliveryEnding, type DeliverySettings, startDeliveries } from "./deliver.ts";
import { listen } from "./listen.queries.ts";
import { deadLetterExpired, deleteFinished } from "./queries.ts";
import { createWakeSignal } from "./wake-signal.ts";

/** Options of a dispatcher; each bound has a default. */
export interface DispatcherOptions extends Partial<DeliverySettings> {
  readonly db: Db;
  readonly consumers: Consumers;
  readonly log: Log;
  /** Concurrent deliveries; each occasionally uses a connection. */
  readonly concurrency?: number;
  /** Retention of delivered events, for inspection. */
  readonly retentionMs?: number;
  /** Retention of dead letters, which can be replayed. */
  readonly deadRetentionMs?: number;
}

export interface LoopOptions {
  /** Database address for LISTEN, over a separate connection; absent: the outbox is only polled. */
  readonly listenUrl?: string;
  /** Called whenever notifications start or stop arriving. They do not arrive at first. */
  readonly onListening?: (isHearing: boolean) => void;
  /** Called at once for an event that {@link makeDue} made due; with `undefined` where notifications may have been missed. */
  readonly onHastened?: (event: EventName | undefined) => void;
  readonly pollMs?: number;
  /** Graceful shutdown: how long running deliveries may continue after the signal; the rest are released. */
  readonly drainMs?: number;
}

/** Number of deliveries of a run by outcome. */
export type RunResult = Readonly<Record<DeliveryEnding, number>>;

/** Delivers events from the outbox to their consumers: at least once, in no guaranteed order. */
export interface Dispatcher {
  /** Delivers at most `max` due events. @throws when the database is unavailable. */
  readonly runOnce: (options: { readonly max: number }) => Promise<RunResult>;
  /** Delivers until the signal aborts; resolves when every delivery has ended or was released. Never rejects. */
  readonly loop: (signal: AbortSignal, options?: LoopOptions) => Promise<void>;
  /**
   * Deletes delivered events and dead letters past their retention. Dead-letters events whose last attempt ended in a lapsed
   * lease. Bounded to some thousands of events.
   */
  readonly sweep: () => Promise<void>;
}

const sweepEveryMs = 60_000;
const sweepBatch = 1000;
const maxSweepBatches = 10;

const defaults = {
  concurrency: 4,
  deadlineMs: 10_000,
  leaseMarginMs: 5000,
  maxAttempts: 10,
  retryPauseMs: 1000,
  maxRetryPauseMs: 900_000,
  retentionMs: 86_400_000,
  deadRetentionMs: 30 * 86_400_000,
};

type Settings = DeliverySettings & Required<DispatcherOptions>;

async function runOnce(settings: Settings, max: number): Promise<RunResult> {
  const counts = { delivered: 0, retried: 0, dead: 0, released: 0, unrecorded: 0 };
  const slots = createConcurrencyLimit(settings.concurrency);
  const never = new AbortController().signal;
  for (let taken = 0; taken < max; await slots.oneFree()) {
    const asked = Math.min(slots.free(), max - taken);
    const started = await startDeliveries(settings, asked, never);
    for (const delivery of started) slots.hold(delivery.then((ending) => counts[ending]++));
    taken += started.length;
    if (started.length < asked) break;
  }
  await slots.allFree();
  return counts;
}

async function sweep({ db, maxAttempts, retentionMs, deadRetentionMs }: Settings): Promise<void> {
  await deadLetterExpired(db, maxAttempts, sweepBatch);
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

/** Wakes the loop at each commit that appended events, while notifications arrive; polling is the fallback. */
function startListening({ db, log }: Settings, options: LoopOptions, ring: () => void): () => Promise<void> {
  const { listenUrl, onHastened = () => {}, onListening = () => {} } = options;
  if (listenUrl === undefined) return async () => {};
  return listen({
    url: listenUrl,
    db,
    onNotice: (event) => {
      ring();
      if (event === undefined || isEventName(event)) onHastened(event);
    },
    onHeard: () => onListening(true),
    onLost: (error) => {
      onListening(false);
      log.warn("outbox.listen_lost", { error: describeError(error) });
    },
    onDeaf: (error) => {
      const effect = "the outbox is polled, and without notices no answer is served from a shared cache";
      log.warn("outbox.listen_unavailable", { error: describeError(error), effect, setting: "DATABASE_DIRECT_URL" });
    },
  });
}

async function loop(settings: Settings, signal: AbortSignal, options: LoopOptions): Promise<void> {
  const { pollMs = 1000, drainMs = 8000 } = options;
  const { log, concurrency } = settings;
  const slots = createConcurrencyLimit(concurrency);
  const bell = createWakeSignal();
  const stop = abortLater(signal, drainMs);
  signal.addEventListener("abort", bell.wake, { once: true });
  const warn = (what: LogEvent) => (error: unknown) => {
    log.warn(what, { error: describeError(error) });
    return [];
  };
  const stopListening = startListening(settings, options, bell.wake);

  let sweptAt = performance.now();
  while (!signal.aborted) {
    const asked = slots.free();
    const started = await startDeliveries(settings, asked, stop.signal).catch(warn("outbox.unavailable"));
    for (const delivery of started) slots.hold(delivery);
    if (performance.now() - sweptAt > sweepEveryMs) {
      sweptAt = performance.now();
      await sweep(settings).catch(warn("outbox.sweep_failed"));
    }
    // A full batch means that more events may be due; a partial one means that none are left.
    if (started.length === asked) await slots.oneFree();
    else await bell.sleep(pollMs);
  }
  await slots.allFree();
  stop.cancel();
  await stopListening();
}

/** Creates a dispatcher. Several may share one database: leases keep their claims apart. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const settings: Settings = { ...defaults, ...options };
  return {
    runOnce: ({ max }) => runOnce(settings, max),
    loop: (signal, loopOptions = {}) => loop(settings, signal, loopOptions),
    sweep: () => sweep(settings),
  };
}
