import process from "node:process";

const parentPollMs = 100;

/** Resolves with the name of the first SIGINT or SIGTERM. */
export const whenSignalled = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
  });

/** Exits at once at the next SIGINT or SIGTERM, for operators who do not wait for the drain. */
export function exitWhenSignalledAgain(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
}

/**
 * Resolves with the reason when shutdown is requested: Ctrl-C, SIGTERM, or the end of the shell that npm runs scripts
 * in. npm passes SIGTERM only to that shell, which then exits and orphans this process.
 */
export const stopRequest = (): Promise<string> =>
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
 * Exits at once when shutdown is requested during startup. There is nothing to drain yet, and an embedded server
 * stops with the process.
 * @returns a function to call once the server is ready.
 */
export function endWhileStarting(stopRequested: Promise<string>): () => void {
  let isStarting = true;
  void stopRequested.then(() => {
    if (isStarting) process.exit(0);
  });
  return () => {
    isStarting = false;
  };
}
