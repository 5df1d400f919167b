/** How bounded work came to its end. */
export type Ending = "finished" | "timed_out" | "stopped";

/**
 * Waits for `work` until its time is over or `stop` aborts, and aborts the signal it was given then. Work that does not
 * listen to its signal goes on unheard.
 * @throws what `work` throws in time.
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
    controller.abort(new Error(ending === "stopped" ? "the dispatcher stops" : "the deadline is over"));
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
