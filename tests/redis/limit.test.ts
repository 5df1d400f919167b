import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createLimiter, createMemoryTransport, openRedis } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { canStartRedis, createTestLog, ownPrefix, startRedis } from "../support/redis.ts";
import { describeTransports } from "./transports.ts";

describeTransports((prepare) => {
  test("RL-03 of 200 calls at once on two connections exactly the burst passes", async () => {
    const open = await prepare();
    const prefix = ownPrefix();
    const [one, two] = [createLimiter(open().redis, prefix), createLimiter(open().redis, prefix)];
    const check = { key: "k", count: 10, periodMs: 600_000 };
    const taken = await Promise.all(Array.from({ length: 200 }, (_, at) => (at % 2 ? one : two).take([check])));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
    const remaining = taken.filter(({ allowed }) => allowed).map(({ limits }) => limits[0]?.remaining);
    expect(remaining.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("a caller passes after retryAfterMs, and not before", async () => {
    const limiter = createLimiter((await prepare())().redis, ownPrefix());
    const check = { key: "k", count: 2, periodMs: 400, burst: 2 };
    expect((await limiter.take([check])).limits[0]).toMatchObject({ allowed: true, remaining: 1, retryAfterMs: 0 });
    await limiter.take([check]);
    const { allowed, limits } = await limiter.take([check]);
    expect(allowed).toBe(false);
    const { retryAfterMs, resetMs } = limits[0] ?? { retryAfterMs: 0, resetMs: 0 };
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(200);
    expect(resetMs).toBeGreaterThanOrEqual(retryAfterMs);
    expect(resetMs).toBeLessThanOrEqual(400);
    await sleep(retryAfterMs + 2);
    expect((await limiter.take([check])).allowed).toBe(true);
    expect((await limiter.take([check])).allowed).toBe(false);
  });

  test("several limits are counted all together or not at all", async () => {
    const limiter = createLimiter((await prepare())().redis, ownPrefix());
    const wide = { key: "wide", count: 100, periodMs: 600_000 };
    const narrow = { key: "narrow", count: 1, periodMs: 600_000 };
    expect((await limiter.take([wide, narrow])).allowed).toBe(true);
    const refused = await limiter.take([wide, narrow]);
    expect(refused.allowed).toBe(false);
    expect(refused.limits.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 99],
      [false, 0],
    ]);
    expect((await limiter.take([{ ...wide, cost: 0 }])).limits[0]?.remaining).toBe(99);
  });

  test("a call of higher cost takes more, and a cost above the burst is a RangeError", async () => {
    const limiter = createLimiter((await prepare())().redis, ownPrefix());
    const check = { key: "k", count: 7, periodMs: 600_000, burst: 5, cost: 3 };
    expect((await limiter.take([check])).limits[0]?.remaining).toBe(2);
    expect((await limiter.take([check])).limits[0]).toMatchObject({ allowed: false, remaining: 2 });
    expect((await limiter.take([{ ...check, cost: 2 }])).allowed).toBe(true);
    await expect(limiter.take([{ ...check, cost: 6 }])).rejects.toThrow(RangeError);
    await expect(limiter.take([check, check])).rejects.toThrow(RangeError);
    expect(await limiter.take([])).toEqual({ allowed: true, limits: [] });
  });

  test("a caller does not use up another's limit", async () => {
    const limiter = createLimiter((await prepare())().redis, ownPrefix());
    const of = (key: string) => [{ key, count: 1, periodMs: 600_000 }];
    expect((await limiter.take(of("a"))).allowed).toBe(true);
    expect((await limiter.take(of("b"))).allowed).toBe(true);
    expect((await limiter.take(of("a"))).allowed).toBe(false);
  });
});

test.skipIf(!canStartRedis)("where scripts may not ask for the time, limits count by the caller's clock", async () => {
  const server = await startRedis(["--rename-command", "TIME", ""]);
  onTestFinished(server.stop);
  const connection = openRedis({ kind: "tcp", url: server.url }, { log: createTestLog(), tcp: createTcpTransport });
  const limiter = createLimiter(connection.redis);
  const check = { key: "k", count: 2, periodMs: 60_000 };
  const taken = [await limiter.take([check]), await limiter.take([check]), await limiter.take([check])];
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
  await connection.close();
});

test("over an hour no more pass than the limit and one burst, however calls are spread", async () => {
  let nowMs = 1_700_000_000_000;
  const memory = createMemoryTransport({ nowMs: () => nowMs });
  const limiter = createLimiter(openRedis({ kind: "memory" }, { log: createTestLog(), memory }).redis);
  const check = { key: "k", count: 60, periodMs: 60_000, burst: 10 };
  const startedAt = nowMs;
  let passed = 0;
  let seed = 7;
  while (nowMs - startedAt < 3_600_000) {
    seed = (seed * 16_807) % 2_147_483_647;
    nowMs += seed % 900;
    if ((await limiter.take([check])).allowed) passed += 1;
  }
  expect(passed).toBeLessThanOrEqual(3600 + 10);
  expect(passed).toBeGreaterThan(3590);
});
