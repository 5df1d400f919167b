import { gracePeriod } from "../concurrency/deadline.ts";
import { pause } from "../concurrency/pause.ts";
import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { Seal } from "../providers/seal.ts";
import { continueTrace, currentTraceparent, setOnSpan, type Tracer } from "../telemetry/index.ts";
import { type AttemptResult, attemptDelivery } from "./attempt.ts";
import { createSlots, type Slots } from "./attempt-slots.ts";
import { type ClaimedDelivery, claimEndpoints, releaseEndpoint } from "./queries.ts";
import { type DeliveryState, type OnDisabled, recordResult } from "./record-attempt.ts";
import { openSecret } from "./secrets.ts";
import type { SendWebhook } from "./transport.ts";

/** Options of a sender; each bound has a default. */
export interface SenderOptions {
  readonly db: Db;
  readonly log: Log;
  readonly seal: Seal;
  readonly send: SendWebhook;
  readonly onDisabled: OnDisabled;
  /** Traces attempts; each continues the trace of the change that appended its event. */
  readonly tracer?: Tracer | null;
  /** Deadline of one attempt. */
  readonly deadlineMs?: number;
  /** How much longer than the deadline the lease lasts: time to record the outcome. */
  readonly leaseMarginMs?: number;
  /** Attempts that have just begun, at once. */
  readonly concurrency?: number;
  /** Attempts at slow and at failing endpoints, at once. */
  readonly slowConcurrency?: number;
  /** After this time an attempt counts as slow. */
  readonly slowAfterMs?: number;
  readonly nowMs?: () => number;
  /** From 0 to 1, for jitter. */
  readonly random?: () => number;
}

/** Number of deliveries of a run by their state afterwards. */
export type SentCounts = Readonly<Record<DeliveryState, number>>;

/** Sends pending webhooks: at least once, in order for each endpoint. */
export interface Sender {
  /** Sends at most `max` due messages. @throws when the database is unavailable. */
  readonly runOnce: (options: { readonly max: number }) => Promise<SentCounts>;
  /** Sends until the signal aborts; attempts in flight may end within `drainMs`. Never rejects. */
  readonly loop: (
    signal: AbortSignal,
    options?: { readonly pollMs?: number; readonly drainMs?: number },
  ) => Promise<void>;
  /** Looks for due messages at once. */
  readonly wake: () => void;
}

const defaults = {
  deadlineMs: 15_000,
  leaseMarginMs: 10_000,
  concurrency: 32,
  slowConcurrency: 256,
  slowAfterMs: 700,
  tracer: null,
  nowMs: Date.now,
  random: Math.random,
};

type Settings = Required<SenderOptions>;

/** Makes an attempt in a span whose address the receiver gets. The URL is the account's own and stays out of it. */
function attemptInSpan(settings: Settings, delivery: ClaimedDelivery, stop: AbortSignal) {
  const { tracer, seal } = settings;
  const { endpointId, messageId: id, event, url, body, attempts, traceparent } = delivery;
  const secrets = [delivery.sealedSecret, delivery.previousSealedSecret].flatMap((sealed) =>
    sealed === null ? [] : [openSecret(seal, endpointId, sealed)],
  );
  const attributes = {
    "http.request.method": "POST",
    "dovetail.webhook.event": event,
    ...(attempts > 0 && { "http.request.resend_count": attempts }),
  };
  const attempt = async () => {
    const message = { url, secrets, id, body, traceparent: currentTraceparent() ?? traceparent };
    const result = await attemptDelivery(message, { ...settings, stop });
    if (result?.status) setOnSpan("http.response.status_code", result.status);
    return result;
  };
  return continueTrace(tracer, { name: "POST webhook", kind: "client", attributes, traceparent }, attempt, errorOf);
}

const errorOf = (result: AttemptResult | null): string | undefined =>
  result === null ? "stopped" : (result.error ?? ((result.status ?? 0) >= 400 ? String(result.status) : undefined));

/** Makes one attempt and records it. Never rejects. */
async function deliver(
  settings: Settings,
  delivery: ClaimedDelivery,
  lease: string,
  stop: AbortSignal,
): Promise<DeliveryState> {
  const { db, log } = settings;
  const { endpointId, messageId } = delivery;
  const id = { endpointId, messageId };
  try {
    const result = await attemptInSpan(settings, delivery, stop);
    if (result === null) {
      await releaseEndpoint(db, endpointId, lease);
      return "released";
    }
    const { state, disable } = await recordResult(settings, delivery, lease, result);
    if (disable !== null) log.warn("webhook.endpoint_disabled", { ...id, reason: disable });
    return state;
  } catch (error) {
    log.warn("webhook.attempt_unrecorded", { ...id, error: describeError(error) });
    return "unrecorded";
  }
}

/** Claims due endpoints for the free slots and starts an attempt at each. @returns the attempts. */
async function start(
  settings: Settings,
  slots: Slots,
  isFailing: boolean,
  max: number,
  stop: AbortSignal,
): Promise<readonly Promise<DeliveryState>[]> {
  if (max <= 0) return [];
  const { db, deadlineMs, leaseMarginMs } = settings;
  const lease = crypto.randomUUID();
  const claimed = await claimEndpoints(db, { max, isFailing, lease, leaseMs: deadlineMs + leaseMarginMs });
  return claimed.map((delivery) => {
    const attempt = deliver(settings, delivery, lease, stop);
    slots.hold(attempt, isFailing);
    return attempt;
  });
}

/** Fills both kinds of slots. */
async function startAll(settings: Settings, slots: Slots, max: number, stop: AbortSignal) {
  const healthy = await start(settings, slots, false, Math.min(slots.free(), max), stop);
  const failing = await start(settings, slots, true, Math.min(slots.freeSlow(), max - healthy.length), stop);
  return [...healthy, ...failing];
}

const slotsOf = ({ concurrency: max, slowConcurrency: maxSlow, slowAfterMs }: Settings) =>
  createSlots({ max, maxSlow, slowAfterMs });

async function runOnce(settings: Settings, max: number): Promise<SentCounts> {
  const counts = { pending: 0, delivered: 0, failed: 0, released: 0, unrecorded: 0 };
  const slots = slotsOf(settings);
  const never = new AbortController().signal;
  for (let taken = 0; taken < max; ) {
    const started = await startAll(settings, slots, max - taken, never);
    taken += started.length;
    if (started.length === 0) break;
    for (const state of await Promise.all(started)) counts[state]++;
  }
  return counts;
}

/** Creates a sender. Several may share one database: leases separate their claims. */
export function createSender(options: SenderOptions): Sender {
  const settings: Settings = { ...defaults, ...options };
  const slots = slotsOf(settings);
  return {
    runOnce: ({ max }) => runOnce(settings, max),
    loop: async (signal, { pollMs = 1000, drainMs = 8000 } = {}) => {
      const stop = gracePeriod(signal, drainMs);
      signal.addEventListener("abort", slots.wake, { once: true });
      while (!signal.aborted) {
        const started = await startAll(settings, slots, Number.POSITIVE_INFINITY, stop.signal).catch(
          (error: unknown) => {
            settings.log.warn("webhook.unavailable", { error: describeError(error) });
            return undefined;
          },
        );
        // After a failure of the database it is left alone for a while, whatever else ends.
        if (started === undefined) await pause(pollMs, signal);
        else if (started.length === 0) await slots.sleep(pollMs);
      }
      await slots.allFree();
      stop.cancel();
    },
    wake: slots.wake,
  };
}
