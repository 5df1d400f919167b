import { backoffMs } from "../concurrency/backoff.ts";
import { pause } from "../concurrency/pause.ts";
import { createWakeSignal, type WakeSignal } from "../concurrency/wake-signal.ts";
import { describeError } from "../providers/log.ts";
import type { Outcome } from "./deliver-in-key-order.ts";
import { type LoggedEvent, readAfter } from "./log.queries.ts";
import {
  advanceReader,
  claimReader,
  type ReaderLease,
  registerReader,
  releaseReader,
  selectParkedKeys,
} from "./reader.queries.ts";
import { defaultBounds, type ReaderOptions, retryPauseOf, type Settings } from "./reader-settings.ts";
import { deliverInTime, retryParked } from "./retry-parked.ts";

/**
 * A reader of the log with a stored position. It runs in one process at a time, handles events at least once and those of a
 * key in order. An event that fails is parked with those behind it of the same key, and the others go on.
 */
export interface Reader {
  readonly name: string;
  /**
   * Stores the reader's first position: after the last event committed by now. Does nothing where it exists.
   * @throws the database's error; `loop` tries again.
   */
  readonly register: () => Promise<void>;
  /** Handles at most `max` pending events. @returns how many. @throws the database's error, or that of `deliver`. */
  readonly runOnce: (options: { readonly max: number }) => Promise<number>;
  /** Handles events until the signal aborts. Never rejects. */
  readonly loop: (signal: AbortSignal) => Promise<void>;
  /** Notifies the reader that events were committed. */
  readonly wake: () => void;
}

/** Warns when the log no longer holds the events after a reader's position. */
function reportGap({ log, name }: Settings, position: number, first: LoggedEvent | undefined): void {
  if (first !== undefined && first.position > position + 1)
    log.error("events.reader_missed", { reader: name, after: position, before: first.position });
}

/** A held lease: the reader's position, and the known state of its parked events. */
interface Hold {
  position: number;
  /** The position in the database, which follows where nothing was handled in between. */
  stored: number;
  hasParked: boolean;
  /** Whether more of what is parked may be due. */
  readonly hasDue: boolean;
  readonly claimedAtMs: number;
}

async function claim({ db, leased }: Settings, hasDue = false): Promise<Hold | undefined> {
  const claimedAtMs = performance.now();
  const found = await claimReader(db, leased);
  return found && { ...found, stored: found.position, hasDue, claimedAtMs };
}

/** Handles a page of the log, which follows the reader's position. @returns false where the lease is lost. */
async function handlePage(
  settings: Settings,
  hold: Hold,
  page: readonly LoggedEvent[],
  stop: AbortSignal,
): Promise<boolean> {
  const { db, name, takes, leased } = settings;
  const { position } = page.at(-1) ?? hold;
  reportGap(settings, hold.position, page[0]);
  const taken = page.filter(takes);
  if (taken.length > 0) {
    const keys = hold.hasParked ? taken.flatMap(({ key }) => key ?? []) : [];
    const parked = new Set(keys.length > 0 ? await selectParkedKeys(db, name, keys) : []);
    const isFree = ({ key }: LoggedEvent) => key === null || !parked.has(key);
    const free = taken.filter(isFree);
    const outcomes = await deliverInTime(settings, free, stop);
    const ended = (outcome: Outcome) =>
      free.filter((_, at) => outcomes[at] === outcome).map(({ position }) => position);
    const failed = ended("failed");
    const held = [...ended("held"), ...taken.filter((event) => !isFree(event)).map(({ position }) => position)];
    const pauseMs = retryPauseOf(settings, 1);
    if (!(await advanceReader(db, leased, { position, failed, held, pauseMs }))) return false;
    hold.stored = position;
    hold.hasParked ||= failed.length + held.length > 0;
  }
  hold.position = position;
  return true;
}

/**
 * Reads to the end of the log, or about `max` events. While a full page is handled, the next one is read.
 * @returns how many were read; `undefined` where the lease is lost.
 */
async function readOn(settings: Settings, hold: Hold, max: number, stop: AbortSignal): Promise<number | undefined> {
  const { db, batch } = settings;
  let page = await readAfter(db, hold.position, Math.min(batch, max));
  let count = page.length;
  while (page.length > 0) {
    const last = page.at(-1)?.position ?? hold.position;
    // Fewer were pending: later commits wake the reader again.
    const hasMore = page.length === batch && count < max;
    const next = hasMore ? readAfter(db, last, Math.min(batch, max - count)) : undefined;
    // Its failure counts once this page is handled.
    next?.catch(() => {});
    if (!(await handlePage(settings, hold, page, stop))) return undefined;
    if (next === undefined || stop.aborted) return count;
    page = await next;
    count += page.length;
  }
  return count;
}

/** Stores the position after events that were passed over. @returns false where the lease is lost. */
async function store({ db, leased }: Settings, hold: Hold): Promise<boolean> {
  if (hold.stored === hold.position) return true;
  hold.stored = hold.position;
  return advanceReader(db, leased, { position: hold.position, failed: [], held: [], pauseMs: 0 });
}

/** Takes the lease and retries what is parked, which may last: the lease then begins anew. */
async function claimAndRetry(settings: Settings, max: number, stop: AbortSignal) {
  const hold = await claim(settings);
  if (!hold?.hasParked) return { hold, retried: 0 };
  const { count, hasMore } = await retryParked(settings, max, stop);
  return { hold: count === 0 ? hold : await claim(settings, hasMore), retried: count };
}

async function runOnce(settings: Settings, max: number): Promise<number> {
  const { signal } = new AbortController();
  try {
    const { hold, retried } = await claimAndRetry(settings, max, signal);
    if (hold === undefined) return 0;
    const read = await readOn(settings, hold, max, signal);
    await store(settings, hold);
    return retried + (read ?? 0);
  } finally {
    await releaseReader(settings.db, settings.leased);
  }
}

/** One iteration of the loop. @returns the lease, or `undefined` where another process holds it. */
async function turn(settings: Settings, held: Hold | undefined, signal: AbortSignal): Promise<Hold | undefined> {
  let hold = held;
  if (hold === undefined || hold.hasDue || performance.now() - hold.claimedAtMs >= settings.pollMs) {
    if (hold !== undefined && !(await store(settings, hold))) return undefined;
    hold = (await claimAndRetry(settings, Number.POSITIVE_INFINITY, signal)).hold;
  }
  if (hold === undefined || (await readOn(settings, hold, Number.POSITIVE_INFINITY, signal)) === undefined)
    return undefined;
  return hold;
}

async function loop(settings: Settings, signal: AbortSignal, wakeSignal: WakeSignal, register: () => Promise<void>) {
  const { name, db, log, leased, claimEveryMs, pollMs, gatherMs, retryPauseMs, maxPauseMs } = settings;
  signal.addEventListener("abort", wakeSignal.wake, { once: true });
  let hold: Hold | undefined;
  for (let failures = 0; !signal.aborted; ) {
    try {
      await register();
      const startedAtMs = performance.now();
      hold = await turn(settings, hold, signal);
      failures = 0;
      // Commits wake the process that holds the lease alone: each claim of the others would cost a statement.
      if (hold === undefined) await pause(claimEveryMs, signal);
      else if (!hold.hasDue) await wakeSignal.sleep(pollMs);
      const earlyMs = startedAtMs + gatherMs - performance.now();
      if (earlyMs > 0) await pause(earlyMs, signal);
    } catch (error) {
      if (signal.aborted) break;
      hold = undefined;
      failures += 1;
      log.warn("events.reader_failed", { reader: name, failures, error: describeError(error) });
      await pause(backoffMs({ firstMs: retryPauseMs, maxMs: maxPauseMs }, failures), signal);
    }
  }
  // Without the database, the lease expires.
  if (hold !== undefined) await store(settings, hold).catch(() => {});
  await releaseReader(db, leased).catch(() => {});
}

/** Creates a durable reader. Several processes may create it; a lease lets one of them run. */
export function createReader({ bounds, tracer = null, ...options }: ReaderOptions): Reader {
  const leaseMs = bounds?.leaseMs ?? defaultBounds.leaseMs;
  const leased: ReaderLease = { reader: options.name, lease: crypto.randomUUID(), leaseMs };
  const settings: Settings = { ...defaultBounds, ...bounds, ...options, leased, tracer, scan: { after: "" } };
  const wakeSignal = createWakeSignal();
  let isRegistered = false;
  const register = async () => {
    if (!isRegistered) await registerReader(options.db, options.name);
    isRegistered = true;
  };
  return {
    name: options.name,
    register,
    runOnce: ({ max }) => runOnce(settings, max),
    loop: (signal) => loop(settings, signal, wakeSignal, register),
    wake: wakeSignal.wake,
  };
}
