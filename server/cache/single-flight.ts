/** Work by key, shared by those who ask for it at the same time. */
export interface SingleFlight<T> {
  /** Joins the next round of a key; `work` is done by whoever came first. */
  readonly join: (key: string, work: () => Promise<T>) => Promise<T>;
}

interface Line<T> {
  running: Promise<unknown>;
  next: Promise<T> | undefined;
}

/**
 * At most one round of a key runs and one waits. A caller joins only work that has not begun, so that what it learns
 * is never older than its question; sharing work that has begun could show it a value from before an earlier write.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const lines = new Map<string, Line<T>>();

  const start = (key: string, line: Line<T>, work: () => Promise<T>): Promise<T> => {
    line.next = undefined;
    const round = work();
    const over = round.then(
      () => {},
      () => {},
    );
    line.running = over;
    void over.then(() => {
      if (line.running === over && line.next === undefined) lines.delete(key);
    });
    return round;
  };
  return {
    join: (key, work) => {
      const line = lines.get(key) ?? { running: Promise.resolve(), next: undefined };
      lines.set(key, line);
      line.next ??= line.running.then(() => start(key, line, work));
      return line.next;
    },
  };
}
