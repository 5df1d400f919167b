const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const running = new Set<() => void>();

function stopAll(): void {
  for (const stop of running) stop();
}

/** A signal that nothing else listens to ends the program without `exit`, so it is sent again once the servers were signalled. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  stopAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}

/**
 * Calls `stop` when the program ends: by itself, or by a signal that it has no listener for.
 * @returns a function to call once there is nothing to stop.
 */
export function whenProgramEnds(stop: () => void): () => void {
  if (running.size === 0) {
    process.on("exit", stopAll);
    // First, since a listener of the program for one time is no longer counted after its turn.
    for (const signal of endingSignals) process.prependListener(signal, onSignal);
  }
  running.add(stop);
  return () => {
    running.delete(stop);
    if (running.size > 0) return;
    process.off("exit", stopAll);
    for (const signal of endingSignals) process.off(signal, onSignal);
  };
}
