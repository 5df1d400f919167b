/** Too many callers wait for a permit already. The caller should answer "unavailable, retry soon". */
export class SemaphoreFull extends Error {
  override readonly name = "SemaphoreFull";
}

/** Bounds of a semaphore. */
export interface SemaphoreBounds {
  readonly maxRunning: number;
  /** Callers that may wait for a permit; absent where something else bounds them. */
  readonly maxWaiting?: number;
}

/** Runs work when a permit is free, in the order of the calls. @throws {SemaphoreFull}; what the work throws. */
export type Semaphore = <T>(work: () => Promise<T>) => Promise<T>;

/** Creates a semaphore: `maxRunning` run at once, `maxWaiting` wait, and one more is refused. */
export function createSemaphore({ maxRunning, maxWaiting = Number.POSITIVE_INFINITY }: SemaphoreBounds): Semaphore {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < maxRunning) running += 1;
    else {
      if (waiting.length >= maxWaiting) throw new SemaphoreFull(`${maxWaiting} callers wait already`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      // The permit passes to the next waiter directly, so that a new caller cannot overtake the queue.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
