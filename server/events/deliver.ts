import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { type Consumers, consume, isEventName, PayloadMisfit } from "./consume.ts";
import { type ClaimedRow, claimDue, type DeliveryError, markDead, markDone, markForRetry, release } from "./queries.ts";
import { withDeadline } from "./with-deadline.ts";

export interface DeliverySettings {
  readonly db: Db;
  readonly consumers: Consumers;
  readonly log: Log;
  /** Deadline of a consumer for one event. */
  readonly deadlineMs: number;
  /** How much longer than the deadline the lease lasts: time to record the outcome. */
  readonly leaseMarginMs: number;
  /** Attempts before an event becomes a dead letter. */
  readonly maxAttempts: number;
  /** Backoff after the first failure; doubles with each further one. */
  readonly retryPauseMs: number;
  readonly maxRetryPauseMs: number;
}

/** Outcome of one delivery. `unrecorded`: the database could not record it, so the event is redelivered after its lease. */
export type DeliveryEnding = "delivered" | "retried" | "dead" | "released" | "unrecorded";

type Attempt = "finished" | "stopped" | DeliveryError;

/** Exponential backoff with jitter on half of it, so that events which failed together are not retried together. */
const retryPauseMs = ({ retryPauseMs, maxRetryPauseMs }: DeliverySettings, attempts: number) =>
  Math.min(retryPauseMs * 2 ** (attempts - 1), maxRetryPauseMs) * (0.5 + Math.random() / 2);

async function attempt(
  { consumers, log }: DeliverySettings,
  { id, event, payload, attempts, created_at: createdAt }: ClaimedRow,
  deadlineMs: number,
  stop: AbortSignal,
): Promise<Attempt> {
  try {
    if (!isEventName(event)) throw new PayloadMisfit(`"${event}" is no event`);
    return await withDeadline(
      (signal) => consume(consumers, event, { id, createdAt, payload, attempt: attempts, signal }),
      deadlineMs,
      stop,
    );
  } catch (error) {
    log.warn("outbox.delivery_failed", { id, name: event, attempt: attempts, error: describeError(error) });
    return error instanceof PayloadMisfit ? "payload_misfit" : "failed";
  }
}

async function record(
  settings: DeliverySettings,
  { id, event, attempts }: ClaimedRow,
  lease: string,
  ended: Attempt,
): Promise<DeliveryEnding> {
  const { db, log, maxAttempts } = settings;
  if (ended === "finished") {
    await markDone(db, id, lease);
    return "delivered";
  }
  if (ended === "stopped") {
    await release(db, id, lease);
    return "released";
  }
  if (attempts < maxAttempts) {
    await markForRetry(db, id, lease, ended, retryPauseMs(settings, attempts));
    return "retried";
  }
  await markDead(db, id, lease, ended);
  log.error("outbox.event_dead", { id, name: event, attempts, reason: ended });
  return "dead";
}

async function deliver(
  settings: DeliverySettings,
  row: ClaimedRow,
  lease: string,
  deadlineMs: number,
  stop: AbortSignal,
): Promise<DeliveryEnding> {
  const ended = await attempt(settings, row, deadlineMs, stop);
  try {
    return await record(settings, row, lease, ended);
  } catch (error) {
    settings.log.warn("outbox.delivery_unrecorded", { id: row.id, name: row.event, error: describeError(error) });
    return "unrecorded";
  }
}

/**
 * Claims at most `max` due events and starts to deliver all of them concurrently.
 * @returns one promise per delivery; none rejects. @throws when the database is unavailable.
 */
export async function startDeliveries(
  settings: DeliverySettings,
  max: number,
  stop: AbortSignal,
): Promise<readonly Promise<DeliveryEnding>[]> {
  const { db, consumers, deadlineMs, leaseMarginMs, maxAttempts } = settings;
  const events = Object.keys(consumers);
  if (events.length === 0) return [];
  const lease = crypto.randomUUID();
  const leaseMs = deadlineMs + leaseMarginMs;
  // Measured from before the claim, so that the deadline ends before the lease, however long the query takes.
  const askedAt = performance.now();
  const rows = await claimDue(db, { events, max, lease, leaseMs, maxAttempts });
  const leftMs = Math.max(0, deadlineMs - (performance.now() - askedAt));
  return rows.map((row) => deliver(settings, row, lease, leftMs, stop));
}
