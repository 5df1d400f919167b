/** Work by key, shared by concurrent callers. */
export interface SingleFlight<T> {
  /** Joins the next run for a key; the `work` of the first caller runs. */
  readonly join: (key: string, work: () => Promise<T>) => Promise<T>;
}

interface Line<T> {
  running: Promise<unknown>;
  next: Promise<T> | undefined;
}

/**
 * Creates a single-flight group: per key at most one run is active and one is queued. A caller joins only a run that has
 * not started, so its result is never older than its call. A run already started could return a value from before an
 * earlier write.
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
