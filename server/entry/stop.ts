const parentPollMs = 100;

/**
 * Resolves with the reason when this process is to end: Ctrl-C, SIGTERM, or the end of the shell that npm runs scripts in.
 * npm passes SIGTERM to that shell alone, which then dies and leaves us behind.
 */
export const whenToldToStop = (): Promise<string> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => resolve("SIGINT"));
    process.once("SIGTERM", () => resolve("SIGTERM"));
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve("npm ended");
    }, parentPollMs);
    timer.unref();
  });
