/** Bounds how much work runs at the same time. The caller checks that a place is free before it begins work. */
export interface ConcurrencyLimit {
  /** Adds work, which must not reject. */
  readonly add: (work: Promise<void>) => void;
  /** Free places. */
  readonly free: () => number;
  /** Resolves when a place is free. */
  readonly oneFree: () => Promise<void>;
}

/** Creates a limit of `max` places. */
export function createConcurrencyLimit(max: number): ConcurrencyLimit {
  const held = new Set<Promise<void>>();
  return {
    add: (work) => {
      const tracked = work.finally(() => held.delete(tracked));
      held.add(tracked);
    },
    free: () => max - held.size,
    oneFree: async () => {
      if (held.size >= max) await Promise.race(held);
    },
  };
}
