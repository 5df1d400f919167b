import { pause } from "./pause.ts";
import { type Semaphore, SemaphoreFull } from "./semaphore.ts";

/** Bounds of a paced semaphore. */
export interface Pace {
  /** Time from one start to the next. */
  readonly intervalMs: number;
  /** Callers that may wait for their start. */
  readonly maxWaiting: number;
}

/**
 * Creates a semaphore for work that blocks the event loop: one piece of work starts in each interval, so that the loop
 * gets to everything else in between. Each caller waits by a timer of its own and none wakes another, since on workerd a
 * caller whose request was cancelled never goes on.
 */
export function createPacedSemaphore({ intervalMs, maxWaiting }: Pace): Semaphore {
  let nextAtMs = 0;
  return async (work) => {
    const nowMs = performance.now();
    const waitMs = Math.max(0, nextAtMs - nowMs);
    if (waitMs > maxWaiting * intervalMs) throw new SemaphoreFull(`${maxWaiting} callers wait already`);
    nextAtMs = nowMs + waitMs + intervalMs;
    if (waitMs > 0) await pause(waitMs);
    return work();
  };
}
