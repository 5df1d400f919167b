/** Runs work of one key in the order it came, and at most so much at a time. */
export interface KeyedQueue {
  /** Runs the work when its key and a slot are free. @returns what the work returns, or its error. */
  readonly run: <T>(key: string | null, work: () => Promise<T>) => Promise<T>;
  /** Resolves when all work has ended. */
  readonly idle: () => Promise<void>;
}

/** Creates a queue of `concurrency` slots. What waits is bounded by those who call it. */
export function createKeyedQueue(concurrency: number): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();
  const running = new Set<Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = concurrency;

  const acquire = async () => {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  async function inSlot<T>(before: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
    await before;
    await acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }

  return {
    run: (key, work) => {
      const result = inSlot(key === null ? undefined : tails.get(key), work);
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
