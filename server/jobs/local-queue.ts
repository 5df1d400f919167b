/** Jobs that this process has claimed: some run, others wait for a slot. */
export interface LocalQueue<T> {
  /** Number of further jobs that may be claimed now. */
  readonly room: () => number;
  /** Takes claimed jobs; starts as many as there are free slots. */
  readonly add: (claimed: readonly T[]) => void;
  /** Resolves when a job has ended. */
  readonly oneEnded: () => Promise<void>;
  /** Removes and returns the jobs that have not begun. */
  readonly takeWaiting: () => readonly T[];
  /** Resolves when all that were taken have ended. */
  readonly allEnded: () => Promise<void>;
}

/** How a job is run: `handled` resolves when the slot is free again, `ended` when the outcome is recorded. Neither rejects. */
export interface RunningJob {
  readonly handled: Promise<void>;
  readonly ended: Promise<void>;
}

/** Jobs that are claimed ahead of a free slot may wait about this long, judged by the jobs before. */
const maxWaitMs = 200;
const maxAhead = 200;
const maxUnrecorded = 1000;
/** Share of the latest job in the average duration. */
const weight = 0.1;

/** A moving average of durations; infinite before the first. */
function createAverage() {
  let averageMs = Number.POSITIVE_INFINITY;
  return {
    add: (tookMs: number) => {
      averageMs = averageMs === Number.POSITIVE_INFINITY ? tookMs : averageMs + weight * (tookMs - averageMs);
    },
    ms: () => averageMs,
  };
}

/**
 * Creates a local queue with a number of slots. While jobs are quick, more are claimed than there are slots, so that one
 * statement claims many; while they are slow, none is withheld from other processes.
 */
export function createLocalQueue<T>(slots: number, run: (job: T) => RunningJob): LocalQueue<T> {
  const waiting: T[] = [];
  const open = new Set<Promise<void>>();
  let running = 0;
  const average = createAverage();
  let ended = Promise.withResolvers<void>();

  const wake = () => {
    ended.resolve();
    ended = Promise.withResolvers();
  };
  const start = () => {
    while (running < slots) {
      const job = waiting.shift();
      if (job === undefined) return;
      running++;
      const startedAt = performance.now();
      const now = run(job);
      void now.handled.then(() => {
        running--;
        average.add(performance.now() - startedAt);
        start();
        wake();
      });
      const settled = now.ended.then(() => {
        open.delete(settled);
        wake();
      });
      open.add(settled);
    }
  };
  return {
    room: () => {
      if (open.size >= maxUnrecorded || waiting.length >= slots) return 0;
      const ahead = Math.min(maxAhead, Math.floor((maxWaitMs / average.ms()) * slots));
      return Math.max(slots - running - waiting.length, ahead > slots ? ahead : 0);
    },
    add: (claimed) => {
      waiting.push(...claimed);
      start();
    },
    oneEnded: () => ended.promise,
    takeWaiting: () => waiting.splice(0),
    allEnded: async () => {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
