/** Collects items while a write is on its way, and sends them together with the next one. */
export interface Batches<T> {
  /** Resolves when a write that holds the item ended; rejects with its error. */
  readonly add: (item: T) => Promise<void>;
}

interface Open<T> {
  readonly items: T[];
  readonly written: Promise<void>;
}

/** Creates batches of unbounded size for callers that bound the items in flight. */
export function createBatches<T>(write: (items: readonly T[]) => Promise<void>): Batches<T> {
  let open: Open<T> | undefined;
  let current: Promise<unknown> = Promise.resolve();
  return {
    add: (item) => {
      if (open === undefined) {
        const items: T[] = [];
        const written = current.then(() => {
          open = undefined;
          return write(items);
        });
        current = written.catch(() => {});
        open = { items, written };
      }
      open.items.push(item);
      return open.written;
    },
  };
}
