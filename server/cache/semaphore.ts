/** Too many wait to load for themselves. To the caller: unavailable, try again soon. */
export class CacheOverloaded extends Error {
  override readonly name = "CacheOverloaded";
}

/** A load took longer than a lease holds. To the caller: unavailable, try again soon. */
export class LoadTimeout extends Error {
  override readonly name = "LoadTimeout";
}

/** Lets `maxRunning` work at once and `maxWaiting` wait; one more is refused with {@link CacheOverloaded}. */
export function createSemaphore(maxRunning: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < maxRunning) running += 1;
    else {
      if (waiting.length >= maxWaiting) throw new CacheOverloaded("too many callers wait to load");
      // Whoever ends hands over its own turn.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/**
 * Runs `work` with a signal that aborts after `limitMs`, and does not wait for it any longer.
 * @throws {LoadTimeout}
 */
export function withTimeout<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new LoadTimeout("the load took too long"));
      controller.abort();
    }, limitMs);
    Promise.resolve(controller.signal)
      .then(work)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
