import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  createLimiter,
  createLoggedBreaker,
  openRedis,
  type RedisAddress,
  type RedisConnection,
  RedisUnavailable,
} from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { createTestLog, isWithoutRedis, ownPrefix, proxyForTest } from "../support/redis.ts";
import type { RestFault } from "../support/upstash.ts";
import { upstashForTest } from "./transports.ts";

/** The timeout plus slack for a busy machine. */
const lateMs = 500;

async function timed(call: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startedAt = performance.now();
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - startedAt };
}

/** `coolDownMs` is shorter than the default second, which one test uses. */
function openFor(address: RedisAddress, coolDownMs = 200) {
  const log = createTestLog();
  const breaker = createLoggedBreaker(log, { coolDownMs });
  return { log, connection: openRedis(address, { log, breaker, tcp: createTcpTransport }) };
}

/** Polls until Redis responds; returns the elapsed time. */
async function recovery({ redis }: RedisConnection): Promise<number> {
  const startedAt = performance.now();
  while ((await timed(redis.get("x"))).error !== undefined) await sleep(20);
  return performance.now() - startedAt;
}

/** The required behavior during any outage, and after it. */
async function expectOutage(
  { log, connection }: ReturnType<typeof openFor>,
  become: (isBroken: boolean) => Promise<void>,
): Promise<void> {
  const secret = `${ownPrefix()}secret-key`;
  const { redis, state } = connection;
  expect(await redis.set(secret, "secret-value", { px: 60_000 })).toBe("OK");
  await become(true);
  for (let calls = 0; state() === "closed"; calls++) {
    expect(calls).toBeLessThan(5);
    const { error, ms } = await timed(redis.set(secret, "secret-value", { px: 60_000 }));
    expect(error).toBeInstanceOf(RedisUnavailable);
    expect(ms).toBeLessThan(lateMs);
    expect(JSON.stringify([String(error), Object.entries(Object(error)), log.lines])).not.toMatch(/secret|leak|127\./);
  }
  const startedAt = performance.now();
  for (let i = 0; i < 100; i++) expect((await timed(redis.get(secret))).error).toMatchObject({ reason: "open" });
  expect((performance.now() - startedAt) / 100).toBeLessThan(1);
  await become(false);
  expect(await recovery(connection)).toBeLessThan(3000);
  expect(state()).toBe("closed");
  expect(log.lines).toHaveLength(2);
  expect(log.lines[0]).toMatch(/^\{"event":"redis.unavailable","reason":"(deadline|connection|answer)"/);
  expect(log.lines[1]).toBe('{"event":"redis.recovered"}');
  await connection.close();
}

const restFaults: readonly (readonly [string, RestFault])[] = [
  ["refuses connections", "refuse"],
  ["resets before it applied", "reset before"],
  ["resets after it applied", "reset after"],
  ["answers 500", "500 json"],
  ["is a proxy that answers 502 in HTML", "502 html"],
  ["answers JSON that is not its own", "wrong json"],
  ["redirects elsewhere", "redirect"],
  ["hangs", "hang"],
  ["answers after 5 s", { delayMs: 5000 }],
];

describe.skipIf(isWithoutRedis)("when Upstash", () => {
  test.each(restFaults)("%s, calls end in time, then at once, and recover by themselves", async (_, fault) => {
    const upstash = await upstashForTest();
    await expectOutage(openFor(upstash.address), (isBroken) => upstash.become(isBroken ? fault : undefined));
  });

  test("has another token, the call is refused without a word of it", async () => {
    const { address } = await upstashForTest();
    const { connection, log } = openFor({ ...address, token: "token-of-another" });
    const { error } = await timed(connection.redis.get("x"));
    expect(error).toMatchObject({ reason: "refused", code: "NOAUTH" });
    expect(JSON.stringify([String(error), log.lines])).not.toContain("token");
  });

  test("limits the rate of requests, the error names the status", async () => {
    const upstash = await upstashForTest();
    await upstash.become("429");
    const { error } = await timed(openFor(upstash.address).connection.redis.get("x"));
    expect(error).toMatchObject({ reason: "answer", code: "HTTP_429" });
  });

  test("loses the answer of a read once, it is asked again; a write is not", async () => {
    const upstash = await upstashForTest();
    const { redis } = openFor(upstash.address).connection;
    const key = ownPrefix();
    await redis.set(key, "1", { px: 60_000 });
    const once = () => {
      let isFirst = true;
      upstash.draw(() => {
        const fault = isFirst ? "reset after" : undefined;
        isFirst = false;
        return fault;
      });
    };
    once();
    expect(await redis.get(key)).toBe("1");
    once();
    await expect(redis.incr(key)).rejects.toMatchObject({ reason: "connection" });
    expect(await redis.get(key)).toBe("2");
  });

  test("has forgotten a script, its text is sent", async () => {
    const upstash = await upstashForTest();
    const { redis } = openFor(upstash.address).connection;
    const answers: (RestFault | undefined)[] = ["noscript"];
    upstash.draw(() => answers.shift());
    const limiter = createLimiter(redis, ownPrefix());
    expect((await limiter.take([{ key: "k", count: 1, periodMs: 1000 }])).allowed).toBe(true);
    expect(upstash.count()).toBe(2);
  });

  test("answers more than is bearable, the answer is not read to its end", async () => {
    const upstash = await upstashForTest();
    const log = createTestLog();
    const { redis } = openRedis(upstash.address, { log, deadlineMs: 5000 });
    const key = ownPrefix();
    await redis.set(key, "x".repeat(3_000_000), { px: 10_000 });
    await expect(redis.mget(key, key, key)).rejects.toMatchObject({ reason: "answer" });
    await redis.del(key);
  });
});

describe.skipIf(isWithoutRedis)("when Redis over TCP", () => {
  test.each([
    ["refuses connections", "refuse"],
    ["cuts them", "cut"],
    ["hangs", "hang"],
    ["answers after 5 s", { delayMs: 5000 }],
  ] as const)("%s, calls end in time, then at once, and recover by themselves", async (_, fault) => {
    const proxy = await proxyForTest();
    await expectOutage(openFor(proxy.address), (isBroken) => proxy.become(isBroken ? fault : undefined));
  });

  test("a Redis that is down at start: nothing is logged before the first call, and it is used once it is up", async () => {
    const proxy = await proxyForTest();
    await proxy.become("refuse");
    const connection = openRedis(proxy.address, { log: createTestLog(), tcp: createTcpTransport });
    expect(connection.state()).toBe("closed");
    expect((await timed(connection.redis.get("x"))).error).toMatchObject({ reason: "connection" });
    for (let i = 0; i < 5; i++) await timed(connection.redis.get("x"));
    expect(connection.state()).toBe("open");
    await proxy.become(undefined);
    expect(await recovery(connection)).toBeLessThan(3000);
    await connection.close();
  });

  test("is not used, no connection is opened", async () => {
    const proxy = await proxyForTest();
    const { connection } = openFor(proxy.address);
    await sleep(50);
    expect(proxy.connections()).toBe(0);
    await connection.close();
  });

  test("has an address with a password, no error reveals it", async () => {
    const url = "redis://user-secret:password-secret@127.0.0.1:9/";
    const { connection, log } = openFor({ kind: "tcp", url });
    const { error } = await timed(connection.redis.get("x"));
    expect(error).toBeInstanceOf(RedisUnavailable);
    expect(JSON.stringify([String(error), Object.entries(Object(error)), log.lines])).not.toMatch(/secret|127/);
  });

  test("is slow while many call at once, all of them end in time", async () => {
    const proxy = await proxyForTest();
    const { connection } = openFor(proxy.address);
    await connection.redis.get("x");
    await proxy.become({ delayMs: 5000 });
    const results = await Promise.all(Array.from({ length: 50 }, () => timed(connection.redis.get("x"))));
    expect(Math.max(...results.map(({ ms }) => ms))).toBeLessThan(lateMs);
    expect(connection.openings()).toBe(1);
    await connection.close();
  });
});
