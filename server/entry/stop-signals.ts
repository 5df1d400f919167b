import process from "node:process";
import { isatty } from "node:tty";

const parentPollMs = 100;

/** Read at the start: once a terminal is closed, `isatty` returns false in the processes that were started in it. */
const wasInTerminal = isatty(0);
const isTerminalClosed = () => wasInTerminal && !isatty(0);

/**
 * Resolves with the name of the first SIGINT, SIGTERM or SIGHUP.
 * @param isReload whether SIGHUP means a reload, unless a terminal was closed.
 */
export const whenSignalled = (isReload: () => boolean = () => false): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(signal));
    // Not `once`: the system and the shell both send it when a terminal closes, and without a listener the second one would end the
    // process undrained.
    process.on("SIGHUP", () => {
      if (!isReload() || isTerminalClosed()) resolve("SIGHUP");
    });
  });

/** Exits at once at the next SIGINT or SIGTERM, for operators who do not wait for the drain. */
export function exitWhenSignalledAgain(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
}

/**
 * Resolves with the reason when shutdown is requested: Ctrl-C, SIGTERM, a closed terminal, or the end of the shell that npm
 * runs scripts in. npm passes SIGTERM only to that shell, which then exits and orphans this process.
 * @param isReload as for `whenSignalled`.
 */
export const stopRequest = (isReload: () => boolean): Promise<string> =>
  new Promise((resolve) => {
    void whenSignalled(isReload).then(resolve);
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
