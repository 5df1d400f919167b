import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Cache, type CacheOptions, createCache } from "../../server/cache/index.ts";
import { createLoggedBreaker, openRedis } from "../../server/redis/index.ts";
import { createTestLog, isWithoutRedis, ownPrefix } from "../support/redis.ts";
import type { FaultyUpstash } from "../support/upstash.ts";
import { upstashForTest } from "./transports.ts";

const request = { key: ["k"], tags: [["t"]], freshMs: 60_000 };

/** A process whose connection to Redis a test can break. */
function processOver({ address }: FaultyUpstash, prefix: string, options: Partial<CacheOptions> = {}) {
  const log = createTestLog();
  const connection = openRedis(address, { log, breaker: createLoggedBreaker(log, { coolDownMs: 200 }) });
  return { log, connection, cache: createCache({ connection, log, prefix, ...options }) };
}

async function timed(cache: Cache, value: string) {
  const startedAt = performance.now();
  const answer = await cache.through(request, async () => ({ value }));
  return { ...answer, ms: performance.now() - startedAt };
}

/** Reads until a cache hit; returns the cached value. */
async function untilHit(cache: Cache, value: string): Promise<string> {
  for (const until = performance.now() + 5000; performance.now() < until; await sleep(20)) {
    const answer = await timed(cache, value);
    if (answer.source === "hit") return answer.value;
    await cache.idle();
  }
  throw new Error("the cache did not recover");
}

describe.skipIf(isWithoutRedis)("when Redis is away", () => {
  test("reads load, late once and then without delay, and the cache serves again by itself", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    expect(await untilHit(cache, "1")).toBe("1");
    await upstash.become("hang");
    for (let i = 0; i < 3; i++) {
      const { source, value, ms } = await timed(cache, "2");
      expect([source, value]).toEqual(["bypass", "2"]);
      expect(ms).toBeLessThan(500);
    }
    const slow = [];
    for (let i = 0; i < 50; i++) {
      const { source, ms } = await timed(cache, "2");
      expect(source).toBe("bypass");
      if (ms > 20) slow.push(ms);
    }
    expect(slow.length).toBeLessThan(3);
    await upstash.become(undefined);
    expect(await untilHit(cache, "3")).toBe("1");
    expect(cache.stats().bypasses).toBeGreaterThan(52);
  });

  test("the machine's clock is set back an hour meanwhile, the cache serves again as soon as Redis is back", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    expect(await untilHit(cache, "1")).toBe("1");
    await upstash.become("refuse");
    for (let i = 0; i < 3; i++) expect((await timed(cache, "2")).source).toBe("bypass");
    const { now } = Date;
    vi.spyOn(Date, "now").mockImplementation(() => now() - 3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    for (let i = 0; i < 3; i++) expect(await timed(cache, "2")).toMatchObject({ source: "bypass", value: "2" });
    await upstash.become(undefined);
    expect(await untilHit(cache, "3")).toBe("1");
  });

  test("concurrent callers share the wait and the load", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    await upstash.become("hang");
    let loads = 0;
    const load = async () => {
      loads += 1;
      await sleep(50);
      return { value: "1" };
    };
    const startedAt = performance.now();
    const early = Array.from({ length: 100 }, () => cache.through(request, load));
    await sleep(100);
    const late = Array.from({ length: 100 }, () => cache.through(request, load));
    const answers = await Promise.all([...early, ...late]);
    expect(performance.now() - startedAt).toBeLessThan(600);
    expect(answers.every(({ source }) => source === "bypass")).toBe(true);
    expect(loads).toBeLessThanOrEqual(2);
  });

  test("a failed invalidation is repeated before anything cached is served", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    await timed(cache, "old");
    await cache.idle();
    await upstash.become("reset before");
    expect(await cache.clear([["t"]])).toBeNull();
    expect(cache.stats().failedClears).toBe(1);
    await upstash.become(undefined);
    for (let i = 0; i < 20; i++) {
      const { value } = await timed(cache, "new");
      expect(value).toBe("new");
    }
    expect(await untilHit(cache, "newer")).toMatch(/^new/);
  });

  test("a clear whose answer was lost may be repeated", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    await timed(cache, "old");
    await cache.idle();
    await upstash.become("reset after");
    expect(await cache.clear([["t"]])).toBeNull();
    await upstash.become(undefined);
    expect(await cache.clear([["t"]])).not.toBeNull();
    expect((await timed(cache, "new")).value).toBe("new");
  });

  test("more missed invalidations than the bound end in one invalidation of everything", async () => {
    const upstash = await upstashForTest();
    const { cache } = processOver(upstash, ownPrefix());
    await timed(cache, "old");
    await cache.idle();
    await upstash.become("refuse");
    await cache.clear(Array.from({ length: 10_001 }, (_, at) => ["other", at]));
    await upstash.become(undefined);
    expect(await untilHit(cache, "new")).toBe("new");
  });

  test("the cache serves again only after pending invalidations of other processes were applied", async () => {
    const upstash = await upstashForTest();
    const prefix = ownPrefix();
    let release = () => {};
    let asked = 0;
    const left = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { cache } = processOver(upstash, prefix, {
      beforeRecovery: async () => {
        asked += 1;
        if (asked === 2) throw new Error("the database is away, too");
        if (asked > 2) await left;
      },
    });
    expect(await untilHit(cache, "old")).toBe("old");
    await upstash.become("refuse");
    expect(await cache.clear([["other"]])).toBeNull();
    await upstash.become(undefined);
    const until = performance.now() + 5000;
    while (asked < 3 && performance.now() < until) {
      expect((await timed(cache, "new")).source).toBe("bypass");
      await sleep(20);
    }
    for (let i = 0; i < 5; i++) expect((await timed(cache, "new")).source).toBe("bypass");
    release();
    await cache.idle();
    expect((await timed(cache, "new")).source).toBe("hit");
    expect(asked).toBe(3);
  });

  test("nothing is said of keys, values or tokens", async () => {
    const upstash = await upstashForTest();
    const { cache, log } = processOver(upstash, ownPrefix());
    const secret = { key: ["secret-key"], tags: [["secret-tag"]], freshMs: 60_000 };
    for (const fault of ["502 html", "wrong json", "reset after", undefined] as const) {
      await upstash.become(fault);
      await cache.through(secret, async () => ({ value: "secret-value" }));
      await cache.clear([["secret-tag"]]);
      await sleep(250);
    }
    await cache.idle();
    expect(log.lines.length).toBeGreaterThan(0);
    expect(log.lines.join()).not.toMatch(/secret|leak|127\.0/);
  });
});
