/** Too many callers wait to load. The caller should answer "unavailable, retry soon". */
export class CacheOverloaded extends Error {
  override readonly name = "CacheOverloaded";
}

/** A load exceeded its timeout. The caller should answer "unavailable, retry soon". */
export class LoadTimeout extends Error {
  override readonly name = "LoadTimeout";
}

/** Creates a semaphore: `maxRunning` run at once and `maxWaiting` wait. @throws {CacheOverloaded} for one more. */
export function createSemaphore(maxRunning: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < maxRunning) running += 1;
    else {
      if (waiting.length >= maxWaiting) throw new CacheOverloaded("too many callers wait to load");
      // The finishing work passes its permit on, so `running` stays unchanged.
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
 * Runs `work` with a timeout of `limitMs`: aborts its signal then, and stops waiting for it.
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
