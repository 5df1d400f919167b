import { createSemaphore } from "./semaphore.ts";

/** Runs work of one key in the order it came, and at most so much at a time. */
export interface KeyedQueue {
  /** Runs the work when its key and a permit are free. @returns what the work returns, or its error. */
  readonly run: <T>(key: string | null, work: () => Promise<T>) => Promise<T>;
  /** Resolves when all work has ended. */
  readonly idle: () => Promise<void>;
}

/** Creates a queue that runs work of `concurrency` keys at a time. Callers bound the number of waiting calls. */
export function createKeyedQueue(concurrency: number): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();
  const running = new Set<Promise<unknown>>();
  const semaphore = createSemaphore({ maxRunning: concurrency });

  async function after<T>(previous: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
    await previous;
    return semaphore(work);
  }

  return {
    run: (key, work) => {
      const result = after(key === null ? undefined : tails.get(key), work);
      const ended = result.then(
        () => {},
        () => {},
      );
      running.add(ended);
      if (key !== null) tails.set(key, ended);
      void ended.then(() => {
        running.delete(ended);
        if (key !== null && tails.get(key) === ended) tails.delete(key);
      });
      return result;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
