import { expect, onTestFinished, test, vi } from "vitest";
import { backoffMs } from "./backoff.ts";
import { forEachInKeyOrder } from "./for-each-in-key-order.ts";
import { createKeyedQueue } from "./keyed-queue.ts";
import { createPacedSemaphore } from "./paced-semaphore.ts";
import { createSemaphore, SemaphoreFull } from "./semaphore.ts";
import { createSingleFlight } from "./single-flight.ts";

/** Work that ends on demand. */
function held() {
  let isBegun = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    isBegun = true;
    await promise;
  };
  return { work, end: resolve, isBegun: () => isBegun };
}

const turn = () => new Promise(setImmediate);

test("createSemaphore: runs as many as it may, in the order of the calls, and refuses one more than may wait", async () => {
  const semaphore = createSemaphore({ maxRunning: 1, maxWaiting: 1 });
  const [first, second] = [held(), held()];
  const running = semaphore(first.work);
  const waiting = semaphore(second.work);
  await expect(semaphore(async () => {})).rejects.toThrow(SemaphoreFull);
  expect([first.isBegun(), second.isBegun()]).toEqual([true, false]);
  first.end();
  await running;
  await turn();
  expect(second.isBegun()).toBe(true);
  second.end();
  await waiting;
  await expect(semaphore(() => Promise.reject(new TypeError("broken")))).rejects.toThrow(TypeError);
  expect(await semaphore(async () => "free again")).toBe("free again");
});

test("createPacedSemaphore: starts one in each interval, in the order of the calls, though one never ends, and refuses one more than may wait", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const semaphore = createPacedSemaphore({ intervalMs: 300, maxWaiting: 2 });
  const begun: string[] = [];
  const begin = (name: string) => semaphore(async () => void begun.push(name));
  void semaphore(() => new Promise(() => {}));
  const [second, third] = [begin("second"), begin("third")];
  await expect(begin("one more")).rejects.toThrow(SemaphoreFull);
  await vi.advanceTimersByTimeAsync(299);
  expect(begun).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await second;
  expect(begun).toEqual(["second"]);
  await vi.advanceTimersByTimeAsync(300);
  await third;
  await vi.advanceTimersByTimeAsync(300);
  await begin("after a pause");
  expect(begun).toEqual(["second", "third", "after a pause"]);
});

test("createSingleFlight: callers join a run that has not begun, never one that has", async () => {
  const flights = createSingleFlight<number>();
  let runs = 0;
  const count = async () => ++runs;
  const together = await Promise.all([flights.join("a", count), flights.join("a", count), flights.join("b", count)]);
  expect(together).toEqual([1, 1, 2]);
  const { work, end } = held();
  const begun = flights.join("a", () => work().then(() => 0));
  await turn();
  const later = flights.join("a", count);
  end();
  expect(await Promise.all([begun, later])).toEqual([0, 3]);
});

test("createKeyedQueue: work of a key keeps its order, other keys go on, and a failure holds nothing up", async () => {
  const queue = createKeyedQueue(2);
  const order: string[] = [];
  const { work, end } = held();
  const failing = queue.run("a", async () => {
    await work();
    throw new Error("broken");
  });
  void queue.run("a", async () => void order.push("a2"));
  await queue.run("b", async () => void order.push("b1"));
  expect(order).toEqual(["b1"]);
  end();
  await expect(failing).rejects.toThrow("broken");
  await queue.idle();
  expect(order).toEqual(["b1", "a2"]);
});

test("forEachInKeyOrder: after a failure the later items of its key are left out, those without a key are not", async () => {
  const items = ["a1", "b1", "a2", "1", "a3", "2"].map((name) => ({ name, key: /^[a-z]/.exec(name)?.[0] ?? null }));
  const seen: string[] = [];
  await forEachInKeyOrder(items, 2, async ({ name }, index) => {
    expect(items[index]?.name).toBe(name);
    seen.push(name);
    return !["a2", "1"].includes(name);
  });
  expect(seen.toSorted()).toEqual(["1", "2", "a1", "a2", "b1"]);
});

test("backoffMs: doubles up to its bound, with jitter on half of it", () => {
  const backoff = { firstMs: 100, maxMs: 1000 };
  for (const [failures, most] of [
    [1, 100],
    [2, 200],
    [4, 800],
    [5, 1000],
    [60, 1000],
  ] as const) {
    const pauses = Array.from({ length: 50 }, () => backoffMs(backoff, failures));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(most / 2);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(most);
  }
});
