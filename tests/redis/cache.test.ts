import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type CacheOptions, createCache } from "../../server/cache/index.ts";
import { DeadlineExceeded } from "../../server/concurrency/deadline.ts";
import { createTestLog, ownPrefix } from "../support/redis.ts";
import { describeTransports, type Open } from "./transports.ts";

/** The cache of one process. */
const cacheOver = (open: Open, prefix: string, options: Partial<CacheOptions> = {}) =>
  createCache({ connection: open(), log: createTestLog(), prefix, ...options });

const request = { key: ["k"], tags: [["t"]], freshMs: 60_000 };

/** A loader that counts its runs. */
function counting(loadMs = 0, isMissing = false) {
  let loads = 0;
  return {
    loads: () => loads,
    load: async () => {
      loads += 1;
      const value = String(loads);
      await sleep(loadMs);
      return { value, isMissing };
    },
  };
}

describeTransports((prepare) => {
  const prepareCache = async (options?: Partial<CacheOptions>) => {
    const open = await prepare();
    const prefix = ownPrefix();
    return { open, prefix, cache: cacheOver(open, prefix, options) };
  };

  test("a value is loaded once, and again after a clear", async () => {
    const { cache, open, prefix } = await prepareCache();
    const { load } = counting();
    expect(await cache.through(request, load)).toEqual({ value: "1", isMissing: false, source: "load" });
    await cache.idle();
    expect(await cache.through(request, load)).toMatchObject({ value: "1", isMissing: false, source: "hit" });
    expect(await cacheOver(open, prefix).through(request, load)).toMatchObject({ value: "1", source: "hit" });
    expect(await cache.clear([["t"]])).not.toBeNull();
    expect(await cache.through(request, load)).toMatchObject({ value: "2", source: "load" });
    expect(cache.stats()).toMatchObject({ hits: 1, localHits: 1, misses: 2, loads: 2, bypasses: 0, unfilled: 0 });
  });

  test("CA-07 500 callers of two processes who find nothing load once", async () => {
    const { cache, open, prefix } = await prepareCache();
    const other = cacheOver(open, prefix);
    const { load, loads } = counting(300);
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, at) => (at % 2 ? cache : other).through(request, load)),
    );
    expect(performance.now() - startedAt).toBeLessThan(300 + 700);
    expect(loads()).toBe(1);
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set(["1"]));
    expect(answers.filter(({ source }) => source === "load")).toHaveLength(1);
    expect(answers.filter(({ source }) => source === "wait")).toHaveLength(499);
  });

  test("who waits too long for another process loads for himself, not all at once", async () => {
    const { cache, open, prefix } = await prepareCache();
    const other = cacheOver(open, prefix, { waitTimeoutMs: 60, maxUnleasedLoads: 2 });
    void cache.through(request, counting(600).load);
    await sleep(40);
    const { load } = counting();
    let running = 0;
    let most = 0;
    const own = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(20);
      running -= 1;
      return load();
    };
    const keys = ["k", "k", "k"];
    const answers = await Promise.all(keys.map(() => other.through(request, own)));
    expect(answers.map(({ source }) => source)).toEqual(["load", "load", "load"]);
    expect(most).toBe(1);
    await cache.idle();
  });

  test("a caller after a write does not get a load that began before it", async () => {
    const { cache } = await prepareCache();
    let truth = "old";
    const begun = Promise.withResolvers<void>();
    const load = async () => {
      const value = truth;
      begun.resolve();
      await sleep(100);
      return { value };
    };
    const before = cache.through(request, load);
    await begun.promise;
    truth = "new";
    await cache.clear([["t"]]);
    expect((await cache.through(request, load)).value).toBe("new");
    expect((await before).value).toBe("old");
    await cache.idle();
    expect(await cache.through(request, load)).toMatchObject({ value: "new", source: "hit" });
  });

  test("nor while another process loads anew", async () => {
    const { cache, open, prefix } = await prepareCache();
    const other = cacheOver(open, prefix);
    let truth = "old";
    const load = (loadMs: number) => async () => {
      const value = truth;
      await sleep(loadMs);
      return { value };
    };
    const before = cache.through(request, load(400));
    await sleep(60);
    truth = "new";
    await other.clear([["t"]]);
    const others = other.through(request, load(200));
    await sleep(60);
    expect((await cache.through(request, load(0))).value).toBe("new");
    await Promise.all([before, others]);
    await Promise.all([cache.idle(), other.idle()]);
  });

  test("CA-09 past its fresh time a value is shown at once and refreshed once, in the background", async () => {
    const deferred: Promise<unknown>[] = [];
    const { cache, open, prefix } = await prepareCache({ defer: (work) => void deferred.push(work) });
    const other = cacheOver(open, prefix);
    const { load, loads } = counting(200);
    const times = { ...request, freshMs: 50, staleMs: 60_000 };
    await cache.through(times, load);
    await cache.idle();
    await sleep(80);
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 ? cache : other).through(times, load)),
    );
    expect(performance.now() - startedAt).toBeLessThan(150);
    expect(answers.every(({ value, source }) => value === "1" && source === "stale")).toBe(true);
    await Promise.all([...deferred, cache.idle(), other.idle()]);
    expect(loads()).toBe(2);
    expect(await cache.through({ ...times, freshMs: 60_000 }, load)).toMatchObject({ value: "2" });
    await cache.clear([["t"]]);
    expect(await other.through(times, load)).toMatchObject({ value: "3", source: "load" });
    await other.idle();
  });

  test("CA-10 a missing value has its own short TTL, until an invalidation", async () => {
    const { cache } = await prepareCache();
    const { load, loads } = counting(0, true);
    const times = { ...request, staleMs: 60_000, negativeMs: 60 };
    expect(await cache.through(times, load)).toMatchObject({ isMissing: true, source: "load" });
    await cache.idle();
    expect(await cache.through(times, load)).toMatchObject({ value: "1", isMissing: true, source: "hit" });
    await cache.clear([["t"]]);
    expect(await cache.through(times, counting().load)).toMatchObject({ isMissing: false, source: "load" });
    await cache.clear([["t"]]);
    await cache.through(times, load);
    await cache.idle();
    await sleep(80);
    expect(await cache.through(times, load)).toMatchObject({ source: "load" });
    await cache.clear([["t"]]);
    await cache.through(request, load);
    await cache.idle();
    expect(await cache.through(request, load)).toMatchObject({ source: "load" });
    expect(loads()).toBe(5);
  });

  test("an error reaches all waiting callers and is not cached", async () => {
    const { cache } = await prepareCache();
    const failing = async () => {
      await sleep(20);
      throw new Error("the database said no");
    };
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => cache.through(request, failing)));
    expect(all.every(({ status }) => status === "rejected")).toBe(true);
    await cache.idle();
    expect(await cache.through(request, counting().load)).toMatchObject({ value: "1", source: "load" });
  });

  test("a load that exceeds its timeout is aborted, and the next caller need not wait", async () => {
    const { cache } = await prepareCache({ leaseMs: 1500, loadTimeoutMs: 60 });
    let wasCalled = false;
    const endless = (signal: AbortSignal) =>
      new Promise<never>(() => {
        signal.addEventListener("abort", () => {
          wasCalled = true;
        });
      });
    await expect(cache.through(request, endless)).rejects.toThrow(DeadlineExceeded);
    expect(wasCalled).toBe(true);
    await cache.idle();
    expect(await cache.through(request, counting().load)).toMatchObject({ source: "load" });
  });

  test("an oversized value is loaded each time", async () => {
    const { cache } = await prepareCache({ maxBodyBytes: 100 });
    const load = async () => ({ value: "x".repeat(101) });
    await cache.through(request, load);
    await cache.idle();
    expect(await cache.through(request, load)).toMatchObject({ source: "load" });
    await cache.idle();
    expect(cache.stats()).toMatchObject({ loads: 2, unfilled: 2 });
  });
});
