import { untilAborted } from "../concurrency/deadline.ts";
import { forEachInKeyOrder } from "../concurrency/for-each-in-key-order.ts";
import type { LoggedEvent } from "./log.queries.ts";

/** How handling one event of a batch ended; `held`: not tried, since an earlier one of its key failed, or the time was over. */
export type Outcome = "done" | "failed" | "held";

/**
 * Handles a batch of events, and returns soon after the signal aborts.
 * @returns an outcome for each event, in the order of the batch. After a failure no later event of that key may be handled.
 * @throws where nothing could be handled, as when a broker is down: the batch is retried as a whole and no attempt counts.
 */
export type Deliver = (
  events: readonly LoggedEvent[],
  signal: AbortSignal,
  /** Logs why an event failed. */
  onFailure: OnFailure,
  inTrace: InTrace,
) => Promise<readonly Outcome[]>;

/** Called with each event that failed. */
export type OnFailure = (event: LoggedEvent, error: unknown) => void;

/** Runs the work of one event as part of its trace. */
export type InTrace = <T>(event: LoggedEvent, work: () => Promise<T>) => Promise<T>;

/** Options of {@link inKeyOrder}. */
export interface KeyOrderOptions {
  /** Keys that are handled at the same time. */
  readonly concurrency: number;
}

/**
 * Turns a handler of one event into one of batches: events of a key one after another, several keys at a time. An event that is
 * not handled at the batch's deadline has failed, even where its handler ignores the signal; those not begun by then are held.
 */
export function inKeyOrder(
  handle: (event: LoggedEvent, signal: AbortSignal) => Promise<void>,
  { concurrency }: KeyOrderOptions,
): Deliver {
  return async (events, signal, onFailure, inTrace) => {
    const outcomes: Outcome[] = events.map(() => "held");
    await forEachInKeyOrder(events, concurrency, async (event, index) => {
      if (signal.aborted) return false;
      try {
        await untilAborted(signal, () => inTrace(event, () => handle(event, signal)));
        outcomes[index] = "done";
        return true;
      } catch (error) {
        onFailure(event, error);
        outcomes[index] = "failed";
        return false;
      }
    });
    return outcomes;
  };
}
