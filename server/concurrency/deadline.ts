/** Work did not end within its deadline. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
}

/**
 * Runs `work` until the signal aborts. Work that ignores the signal continues, and its result is ignored.
 * @throws the signal's reason, before work is begun where it has already aborted; errors of `work` before that.
 */
export function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    // Node 22 lacks Promise.try.
    new Promise<T>((settle) => settle(work()))
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

/**
 * Runs `work` with a deadline of `deadlineMs`, and aborts its signal then, or when `stop` aborts. Work that ignores its
 * signal continues, and its result is ignored.
 *
 * @example
 * const response = await withDeadline(5000, (signal) => fetch(url, { signal }));
 *
 * @throws {DeadlineExceeded} at the deadline; the reason of `stop`; errors of `work` before that.
 */
export async function withDeadline<T>(
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T> {
  // One signal that is passed on by hand: AbortSignal.any() costs more than most work that has a deadline.
  const controller = new AbortController();
  const { signal } = controller;
  const passOn = () => controller.abort(stop?.reason);
  if (stop?.aborted) passOn();
  else stop?.addEventListener("abort", passOn, { once: true });
  const expire = () => controller.abort(new DeadlineExceeded("the deadline is over"));
  // After a pause of the process, what has arrived meanwhile is read before the deadline applies.
  let timer = setTimeout(() => {
    timer = setTimeout(expire, 0);
  }, deadlineMs);
  try {
    return await untilAborted(signal, () => work(signal));
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", passOn);
  }
}

/** A signal that aborts some time after another one. */
export interface GracePeriod {
  readonly signal: AbortSignal;
  /** Ends the period early: the signal no longer aborts. */
  readonly cancel: () => void;
}

/** Starts a grace period of `graceMs` when the given signal aborts. */
export function gracePeriod(after: AbortSignal, graceMs: number): GracePeriod {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    timer = setTimeout(() => controller.abort(), graceMs);
  };
  after.addEventListener("abort", start, { once: true });
  if (after.aborted) start();
  return {
    signal: controller.signal,
    cancel: () => {
      after.removeEventListener("abort", start);
      clearTimeout(timer);
    },
  };
}
