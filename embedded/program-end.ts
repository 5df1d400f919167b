const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Functions to call at the end of the program. */
const endHooks = new Set<() => void>();

function runEndHooks(): void {
  for (const stop of endHooks) stop();
}

/**
 * Handles a signal that has no other listener. It would have ended the program without an `exit` event, so it is sent
 * again after the hooks.
 */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  runEndHooks();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}

/**
 * Calls `stop` when the program ends: by itself, or by a signal that it has no listener for.
 * @returns a function that removes the hook, to call once there is nothing to stop.
 */
export function whenProgramEnds(stop: () => void): () => void {
  if (endHooks.size === 0) {
    process.on("exit", runEndHooks);
    // Before the program's own listeners: one added by `once` is removed as it runs, and would not be counted any more.
    for (const signal of endingSignals) process.prependListener(signal, onSignal);
  }
  endHooks.add(stop);
  return () => {
    endHooks.delete(stop);
    if (endHooks.size > 0) return;
    process.off("exit", runEndHooks);
    for (const signal of endingSignals) process.off(signal, onSignal);
  };
}
