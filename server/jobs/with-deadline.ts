/** How work with a deadline ended. */
export type Ending = "finished" | "timed_out" | "stopped";

/**
 * Runs `work` until the deadline or until `stop` aborts, and then aborts its signal. Work that ignores the signal continues,
 * and its result is ignored.
 * @throws errors of `work` before the deadline.
 */
export async function withDeadline(
  work: (signal: AbortSignal) => Promise<void>,
  deadlineMs: number,
  stop: AbortSignal,
): Promise<Ending> {
  const controller = new AbortController();
  let end: (ending: Ending) => void = () => {};
  const cutOff = new Promise<Ending>((resolve) => {
    end = resolve;
  });
  const cut = (ending: Ending) => {
    end(ending);
    controller.abort(new Error(ending === "stopped" ? "the attempt was stopped" : "the deadline is over"));
  };
  const onStop = () => cut("stopped");
  const timer = setTimeout(() => cut("timed_out"), deadlineMs);
  stop.addEventListener("abort", onStop);
  if (stop.aborted) onStop();
  try {
    return await Promise.race([cutOff, work(controller.signal).then((): Ending => "finished")]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener("abort", onStop);
  }
}
