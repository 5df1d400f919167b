import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openRedis } from "../../server/redis/index.ts";
import { createTestLog, ownPrefix } from "../support/redis.ts";
import { describeServers } from "./transports.ts";

describeServers((prepare) => {
  test("text comes back as it was, even where it looks like JSON", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    for (const text of ["007", '{"a":1}', "null", "true", "", "ÆØÅ 🦊 \u0000\n", "1e3"]) {
      await redis.set(key, text, { px: 60_000 });
      expect(await redis.get(key)).toBe(text);
    }
  });

  test("SET takes NX, XX, GET and an end", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    expect(await redis.set(key, "a", { xx: true })).toBeNull();
    expect(await redis.set(key, "a", { nx: true, px: 60_000 })).toBe("OK");
    expect(await redis.set(key, "b", { nx: true, px: 60_000 })).toBeNull();
    expect(await redis.set(key, "c", { get: true, keepTtl: true })).toBe("a");
    expect(await redis.pttl(key)).toBeGreaterThan(50_000);
    expect(await redis.ttl(key)).toBeGreaterThan(50);
    expect(await redis.mget(key, `${key}none`)).toEqual(["c", null]);
    expect(await redis.exists(key, `${key}none`)).toBe(1);
    expect(await redis.del(key, `${key}none`)).toBe(1);
    expect(await redis.pttl(key)).toBe(-2);
  });

  test("keys end when their time is over", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    await redis.set(key, "a", { px: 30 });
    await sleep(60);
    expect(await redis.get(key)).toBeNull();
    await redis.set(key, "a");
    expect(await redis.pttl(key)).toBe(-1);
    expect(await redis.pexpire(key, 1)).toBe(1);
    await sleep(20);
    expect(await redis.exists(key)).toBe(0);
  });

  test("numbers are counted", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    expect(await redis.incr(key)).toBe(1);
    expect(await redis.incrby(key, 41)).toBe(42);
    expect(await redis.decr(key)).toBe(41);
    expect(await redis.expire(key, 60)).toBe(1);
    expect(await redis.getdel(key)).toBe("41");
  });

  test("pipelines and transactions answer in order", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    expect(await redis.pipeline().set(key, "1").incr(key).get(key).del(key).exec()).toEqual(["OK", 2, "2", 1]);
    expect(await redis.multi().set(key, "1").incr(key).get(key).del(key).exec()).toEqual(["OK", 2, "2", 1]);
  });

  test("an error of Redis shows its code and no part of the command", async () => {
    const { redis } = (await prepare())();
    const key = `${ownPrefix()}secret-key`;
    await redis.set(key, "secret-value", { px: 60_000 });
    for (const call of [
      () => redis.incr(key),
      () => redis.pipeline().get(key).incr(key).exec(),
      () => redis.multi().get(key).incr(key).exec(),
      () => redis.eval("return nonsense(", [], ["secret-value"]),
    ]) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "RedisUnavailable", message: "Redis is unavailable.", reason: "refused" });
      expect(error).toMatchObject({ code: "ERR" });
      expect(Reflect.has(Object(error), "cause")).toBe(false);
      expect(JSON.stringify([error, String(error), Object.entries(Object(error))])).not.toContain("secret");
    }
    await redis.del(key);
  });

  test("errors of commands do not count as an outage", async () => {
    const { redis, state, openings } = (await prepare())();
    const key = ownPrefix();
    await redis.set(key, "x", { px: 60_000 });
    for (let i = 0; i < 10; i++) await redis.incr(key).catch(() => {});
    expect([state(), openings()]).toEqual(["closed", 0]);
    expect(await redis.get(key)).toBe("x");
  });
});

test("a runtime without sockets says how it reaches Redis", () => {
  expect(() => openRedis({ kind: "tcp", url: "redis://h" }, { log: createTestLog() })).toThrow(
    "UPSTASH_REDIS_REST_URL",
  );
});
