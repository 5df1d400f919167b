import { setImmediate } from "node:timers";

/** What fails is told as any uncaught error of the process, and keeps none of the others waiting. */
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
 * Puts off what is handed to it to the end of this turn of the event loop, and does all of it there in order. Whoever
 * sleeps on a socket is woken by the first write, which costs the writer more than most answers: written one by one,
 * each answer wakes its reader anew; written together, those who are awake read on.
 */
export function createWriteBatch(): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  const burst = () => {
    const all = waiting;
    waiting = [];
    for (const work of all) attempt(work);
  };
  return (work) => {
    if (waiting.push(work) === 1) setImmediate(burst);
  };
}
