import { DeadlineExceeded, withDeadline } from "../concurrency/deadline.ts";
import { describeError } from "../providers/log.ts";
import { continueTrace, messageSpan, type Tracer } from "../telemetry/index.ts";
import type { InTrace } from "./deliver-in-key-order.ts";
import type { LoggedEvent } from "./log.queries.ts";
import {
  deleteHandled,
  type ParkedEvent,
  postponeParked,
  recordFailure,
  selectDue,
  selectParkedKeysAfter,
} from "./reader.queries.ts";
import { retryPauseOf, type Settings } from "./reader-settings.ts";

const inTraceOf =
  (tracer: Tracer | null, reader: string): InTrace =>
  ({ id, name, traceparent }, work) => {
    const details = { "messaging.message.id": id, "messaging.consumer.group.name": reader };
    return continueTrace(tracer, { ...messageSpan("process", "process", name, details), traceparent }, work);
  };

/** A signal that aborts at the deadline, or with another one. */
function deadlineSignal(deadlineMs: number, stop: AbortSignal) {
  const controller = new AbortController();
  const stopToo = () => controller.abort(stop.reason);
  stop.addEventListener("abort", stopToo, { once: true });
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded("the deadline is over")), deadlineMs);
  const cancel = () => {
    clearTimeout(timer);
    stop.removeEventListener("abort", stopToo);
  };
  return { signal: controller.signal, cancel };
}

/**
 * Calls `deliver` with a signal that aborts at the deadline.
 * @throws at the signal to stop, and soon after the deadline where `deliver` ignores it.
 */
export async function deliverInTime(settings: Settings, events: readonly LoggedEvent[], stop: AbortSignal) {
  if (events.length === 0) return [];
  const { deliver, deadlineMs, leased, log, name: reader, tracer } = settings;
  // Outcomes come after the deadline, and are recorded before the lease ends.
  const returnMs = Math.max(0, (leased.leaseMs - deadlineMs) / 2);
  const inTrace = inTraceOf(tracer, reader);
  const onFailure = ({ id, name }: LoggedEvent, error: unknown) => {
    if (!stop.aborted) log.warn("events.delivery_failed", { reader, id, name, error: describeError(error) });
  };
  const { signal, cancel } = deadlineSignal(deadlineMs, stop);
  try {
    return await withDeadline(deadlineMs + returnMs, () => deliver(events, signal, onFailure, inTrace), stop);
  } finally {
    cancel();
  }
}

async function recordRetry(settings: Settings, event: ParkedEvent): Promise<void> {
  const { db, log, name: reader, maxAttempts } = settings;
  const { position, id, name, attempts } = event;
  const isLast = attempts + 1 >= maxAttempts;
  await recordFailure(db, { reader, position, pauseMs: isLast ? undefined : retryPauseOf(settings, attempts + 1) });
  if (isLast) log.error("events.delivery_dead", { reader, id, name, attempts: attempts + 1 });
}

/**
 * Handles parked events again. Where nothing of them can be handled they wait on, no attempt counts, and the log is read
 * meanwhile: what is parked must not delay the others.
 */
async function redeliver(settings: Settings, due: readonly ParkedEvent[], stop: AbortSignal) {
  try {
    return await deliverInTime(settings, due, stop);
  } catch (error) {
    if (stop.aborted) throw error;
    const { db, name, log, maxPauseMs, maxRetryPauseMs } = settings;
    const positions = due.map(({ position }) => position);
    await postponeParked(db, name, { positions, pauseMs: Math.min(maxPauseMs, maxRetryPauseMs) });
    log.warn("events.reader_failed", { reader: name, parked: due.length, error: describeError(error) });
    return [];
  }
}

/** Selects parked events that are due, of the next keys in turn. */
async function nextDue({ db, name, batch, scan, scannedKeys }: Settings, max: number) {
  const scanned = await selectParkedKeysAfter(db, name, { after: scan.after, max: scannedKeys });
  const due = scanned.filter(({ isDue }) => isDue).map(({ key }) => key);
  const keys = due.slice(0, batch);
  const last = due.length > keys.length ? keys.at(-1) : scanned[scannedKeys - 1]?.key;
  scan.after = last ?? "";
  return selectDue(db, name, { keys, max: Math.min(batch, max) });
}

/** Retries a batch of parked events that are due. @returns how many were tried, and how many are done. */
async function retryBatch(settings: Settings, max: number, stop: AbortSignal) {
  const { db, name } = settings;
  const due = await nextDue(settings, max);
  if (due.length === 0) return { tried: 0, done: 0 };
  const outcomes = await redeliver(settings, due, stop);
  const done = due.filter((_, at) => outcomes[at] === "done").map(({ position }) => position);
  await deleteHandled(db, name, done);
  for (const [at, event] of due.entries()) if (outcomes[at] === "failed") await recordRetry(settings, event);
  return { tried: due.length, done: done.length };
}

/** The result of {@link retryParked}. */
export interface Retried {
  readonly count: number;
  /** Whether more may be due. */
  readonly hasMore: boolean;
}

/** After this time the log is read in between. */
const maxRetryMs = 1000;

/** Retries parked events that are due, about `max` of them, as long as some of them are handled. */
export async function retryParked(settings: Settings, max: number, stop: AbortSignal): Promise<Retried> {
  const untilMs = performance.now() + maxRetryMs;
  for (let count = 0, idle = 0; ; ) {
    const { tried, done } = await retryBatch(settings, max - count, stop);
    count += tried;
    idle = done === 0 ? idle + 1 : 0;
    const isWhole = settings.scan.after === "";
    if (stop.aborted || (done === 0 && (isWhole || idle >= settings.maxScans))) return { count, hasMore: false };
    if (count >= max || performance.now() >= untilMs) return { count, hasMore: done > 0 };
  }
}
