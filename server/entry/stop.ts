import process from "node:process";

const parentPollMs = 100;

/** Resolves with the signal that tells this process to end. */
export const whenSignalled = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });

/**
 * Resolves with the reason when this process is to end: Ctrl-C, SIGTERM, or the end of the shell that npm runs scripts in.
 * npm passes SIGTERM to that shell alone, which then dies and leaves us behind.
 */
export const whenToldToStop = (): Promise<string> =>
  new Promise((resolve) => {
    void whenSignalled().then(resolve);
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve("npm ended");
    }, parentPollMs);
    timer.unref();
  });

/**
 * Ends the process when it is told to before it serves; there is nothing to drain yet, and an embedded server is stopped
 * as the process ends. @returns to be called once it serves.
 */
export function endWhileStarting(toldToStop: Promise<string>): () => void {
  let isStarting = true;
  void toldToStop.then(() => {
    if (isStarting) process.exit(0);
  });
  return () => {
    isStarting = false;
  };
}
