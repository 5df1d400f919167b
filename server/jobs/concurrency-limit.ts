/** Bounded set of running work. */
export interface ConcurrencyLimit {
  /** Free slots. */
  readonly free: () => number;
  /** Occupies a slot until the work ends. The work must not reject, and a slot must be free. */
  readonly hold: (work: Promise<unknown>) => void;
  /** Resolves when a slot is free. */
  readonly oneFree: () => Promise<void>;
  /** Resolves when all work has ended. */
  readonly allFree: () => Promise<void>;
}

/** Creates a concurrency limit of `limit` slots. */
export function createConcurrencyLimit(limit: number): ConcurrencyLimit {
  const held = new Set<Promise<unknown>>();
  return {
    free: () => limit - held.size,
    hold: (work) => {
      const tracked = work.finally(() => held.delete(tracked));
      held.add(tracked);
    },
    oneFree: async () => {
      if (held.size >= limit) await Promise.race(held);
    },
    allFree: async () => {
      await Promise.all(held);
    },
  };
}
