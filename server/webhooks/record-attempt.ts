import { backoffMs } from "../concurrency/backoff.ts";
import { pause } from "../concurrency/pause.ts";
import { type Db, PoolExhausted, retried, type Tx, transaction } from "../database/index.ts";
import type { AttemptResult } from "./attempt.ts";
import { type ClaimedDelivery, disableEndpoint, type RecordedAttempt, recordAttempt } from "./queries.ts";
import { retryAfterMs, retryDelayMs } from "./retry-delay.ts";

/** Why the service disabled an endpoint: it answered 410, or every attempt of three days failed. */
export type DisabledReason = "gone" | "failing";

/** Called in the transaction that disables an endpoint, to notify its owner. */
export type OnDisabled = (
  tx: Tx,
  endpoint: { readonly id: string; readonly accountId: number; readonly url: string; readonly messageId: string },
  reason: DisabledReason,
) => Promise<void>;

export interface RecordOptions {
  readonly db: Db;
  readonly onDisabled: OnDisabled;
  readonly nowMs: () => number;
  readonly random: () => number;
}

/** The next state of the delivery and of its endpoint. */
type Decision = Pick<RecordedAttempt, "state" | "pauseMs" | "isWorking"> & { readonly disable: DisabledReason | null };

const isSuccess = (status: number | null) => status !== null && status >= 200 && status < 300;
const goneStatus = 410;
/** Pause of a failing endpoint after a failed test, so that tests do not use up its attempts. */
const testPauseMs = 300_000;

const delivered: Decision = { state: "delivered", pauseMs: 0, isWorking: true, disable: null };

function decide(
  { position, attempts, isFailing }: ClaimedDelivery,
  { status, retryAfter }: AttemptResult,
  { nowMs, random }: Pick<RecordOptions, "nowMs" | "random">,
): Decision {
  if (isSuccess(status)) return delivered;
  if (position === 0) return { state: "failed", pauseMs: isFailing ? testPauseMs : 0, isWorking: null, disable: null };
  if (status === goneStatus) return { state: "failed", pauseMs: 0, isWorking: false, disable: "gone" };
  const pauseMs = retryDelayMs(attempts + 1, retryAfterMs(retryAfter, nowMs()), random());
  if (pauseMs === null) return { state: "failed", pauseMs: 0, isWorking: false, disable: "failing" };
  return { state: "pending", pauseMs, isWorking: false, disable: null };
}

/** State of a delivery after an attempt. `unrecorded`: the database could not record it, so it is repeated after its lease. */
export type DeliveryState = RecordedAttempt["state"] | "released" | "unrecorded";

const maxRecordingTries = 5;
const recordingBackoff = { firstMs: 100, maxMs: 1600 };

/** Retries work for which no connection was free: nothing was sent to the database, and an attempt that is not recorded is repeated. */
async function retryUntilConnected<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PoolExhausted) || tries === maxRecordingTries) throw error;
      await pause(backoffMs(recordingBackoff, tries));
    }
  }
}

/** Records an attempt, and disables the endpoint where that is due. @throws when the database is unavailable. */
export async function recordResult(
  options: RecordOptions,
  delivery: ClaimedDelivery,
  lease: string,
  result: AttemptResult,
): Promise<Decision> {
  const { endpointId: id, accountId, url, messageId, event, attempts } = delivery;
  const { disable, ...decision } = decide(delivery, result, options);
  const attempt = { endpointId: id, messageId, event, lease, attempt: attempts + 1, ...decision };
  const { status, error, durationMs } = result;
  const recorded = { ...attempt, status, error, durationMs };
  const disableToo = (reason: DisabledReason) =>
    transaction(options.db, async (tx) => {
      if (!(await recordAttempt(tx, recorded)) || !(await disableEndpoint(tx, id, reason))) return null;
      await options.onDisabled(tx, { id, accountId, url, messageId }, reason);
      return reason;
    });
  // Retried, since it may deadlock, as with a deletion of the account.
  const record = async () => {
    await retried(() => recordAttempt(options.db, recorded));
    return null;
  };
  const disabled = await retryUntilConnected(() => (disable === null ? record() : disableToo(disable)));
  return { ...decision, disable: disabled };
}
