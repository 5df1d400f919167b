import type { LoggedEvent } from "./log.queries.ts";

/** How handling one event of a batch ended; `held`: not tried, since an earlier one of its key failed. */
export type Outcome = "done" | "failed" | "held";

/**
 * Handles a batch of events.
 * @returns an outcome for each event, in the order of the batch. After a failure no later event of that key may be handled.
 * @throws where nothing could be handled, as when a broker is down: the batch is retried as a whole and no attempt counts.
 */
export type Deliver = (
  events: readonly LoggedEvent[],
  signal: AbortSignal,
  /** Logs why an event failed. */
  onFailure: OnFailure,
) => Promise<readonly Outcome[]>;

/** Told of an event that failed. */
export type OnFailure = (event: LoggedEvent, error: unknown) => void;

/** Options of {@link inKeyOrder}. */
export interface KeyOrderOptions {
  /** Keys that are handled at the same time. */
  readonly concurrency: number;
}

/** Turns a handler of one event into one of batches: events of a key one after another, several keys at a time. */
export function inKeyOrder(
  handle: (event: LoggedEvent, signal: AbortSignal) => Promise<void>,
  { concurrency }: KeyOrderOptions,
): Deliver {
  return async (events, signal, onFailure) => {
    const outcomes = new Map<number, Outcome>();
    const byKey = Map.groupBy(events, ({ key, position }) => key ?? position);
    const queue = [...byKey.values()];
    const handleKey = async (ofKey: readonly LoggedEvent[]) => {
      for (const event of ofKey) {
        try {
          signal.throwIfAborted();
          await handle(event, signal);
          outcomes.set(event.position, "done");
        } catch (error) {
          if (!signal.aborted) {
            onFailure(event, error);
            outcomes.set(event.position, "failed");
          }
          return;
        }
      }
    };
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await handleKey(next);
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return events.map(({ position }) => outcomes.get(position) ?? "held");
  };
}
