import { expect, test } from "vitest";
import { DeadlineExceeded, gracePeriod, untilAborted, withDeadline } from "./deadline.ts";

const endless = () => new Promise<never>(() => {});

test("withDeadline: the result of work that ends in time, and its error", async () => {
  expect(await withDeadline(1000, async () => 42)).toBe(42);
  await expect(withDeadline(1000, () => Promise.reject(new TypeError("broken")))).rejects.toThrow(TypeError);
  await expect(withDeadline(1000, () => JSON.parse("{"))).rejects.toThrow(SyntaxError);
});

test("withDeadline: work that ignores its signal is left at the deadline, and its signal is aborted", async () => {
  let given: AbortSignal | undefined;
  const work = withDeadline(1, (signal) => {
    given = signal;
    return endless();
  });
  await expect(work).rejects.toThrow(DeadlineExceeded);
  expect(given?.reason).toBeInstanceOf(DeadlineExceeded);
});

test("withDeadline: at the deadline the caller gets DeadlineExceeded, not the error that work makes of its signal", async () => {
  const work = withDeadline(
    1,
    (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("connection closed")))),
  );
  await expect(work).rejects.toThrow(DeadlineExceeded);
});

test("withDeadline: a stop signal ends the work with its reason, and keeps work from beginning", async () => {
  const stop = new AbortController();
  const reason = new Error("shutdown");
  const running = withDeadline(1000, endless, stop.signal);
  stop.abort(reason);
  await expect(running).rejects.toBe(reason);
  let isBegun = false;
  const late = withDeadline(
    1000,
    async () => {
      isBegun = true;
    },
    stop.signal,
  );
  await expect(late).rejects.toBe(reason);
  expect(isBegun).toBe(false);
});

test("untilAborted: leaves no listener behind", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const counted: AbortSignal = Object.create(signal, {
    aborted: { value: false },
    addEventListener: { value: () => listeners++ },
    removeEventListener: { value: () => listeners-- },
  });
  await untilAborted(counted, async () => {});
  await new Promise(setImmediate);
  expect(listeners).toBe(0);
});

test("gracePeriod: aborts after the given signal, unless it is cancelled", async () => {
  const stop = new AbortController();
  const [kept, cancelled] = [gracePeriod(stop.signal, 1), gracePeriod(stop.signal, 1)];
  stop.abort();
  cancelled.cancel();
  await new Promise((resolve) => kept.signal.addEventListener("abort", resolve));
  expect(cancelled.signal.aborted).toBe(false);
});
