/** Work under way, at most so much at once. */
export interface ConcurrencyLimit {
  /** How much more may start now. */
  readonly free: () => number;
  /** Counts work as under way until it ends. It must not reject, and there must be a free slot. */
  readonly hold: (work: Promise<unknown>) => void;
  /** Resolves when a slot is free. */
  readonly oneFree: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly allFree: () => Promise<void>;
}

/** Makes `limit` slots. */
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
