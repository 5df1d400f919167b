import { setImmediate } from "node:timers";

/** Reports a failure as an uncaught exception of the process, so that the rest of the batch still runs. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/**
 * Creates a batch that runs queued writes in order at the end of the current event loop iteration. The first write to
 * a socket wakes its sleeping reader, which costs more than most responses. Written one by one, each response wakes
 * its reader again; written together, a reader that is awake reads on.
 */
export function createWriteBatch(): (work: () => void) => void {
  let queued: (() => void)[] = [];
  const flush = () => {
    const batch = queued;
    queued = [];
    for (const work of batch) attempt(work);
  };
  return (work) => {
    if (queued.push(work) === 1) setImmediate(flush);
  };
}
