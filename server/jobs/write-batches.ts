/** Collects items while a write is on its way, and sends them together with the next one. */
export interface Batches<T, R> {
  /** Resolves with the result of the write that held the item; rejects with its error. */
  readonly add: (item: T) => Promise<R>;
}

interface Open<T, R> {
  readonly items: T[];
  readonly written: Promise<R>;
}

/** Creates batches of unbounded size for callers that bound the items in flight. */
export function createBatches<T, R = void>(write: (items: readonly T[]) => Promise<R>): Batches<T, R> {
  let open: Open<T, R> | undefined;
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
