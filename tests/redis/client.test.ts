import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createMemoryTransport, defineScript, openRedis } from "../../server/redis/index.ts";
import { createTestLog, ownPrefix } from "../support/redis.ts";
import { describeTransports } from "./transports.ts";

const append = defineScript<readonly [string, number]>({
  lua: `
local before = redis.call('GET', KEYS[1]) or ''
redis.call('SET', KEYS[1], before .. ARGV[1], 'PX', 60000)
return { before .. ARGV[1], #ARGV }
`,
  twin: (space, [key = ""], args) => {
    const value = (space.get(key) ?? "") + args[0];
    space.set(key, value, 60_000);
    return [value, args.length];
  },
  decode: (reply) => (Array.isArray(reply) ? [String(reply[0]), Number(reply[1])] : undefined),
});

describeTransports((prepare) => {
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

  test("an error of Redis tells its code and nothing of the command", async () => {
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

  test("a script runs whether or not the server knows it", async () => {
    const { redis } = (await prepare())();
    const key = ownPrefix();
    expect(await append.run(redis, [key], ["a", 1])).toEqual(["a", 2]);
    expect(await append.run(redis, [key], ["b"])).toEqual(["ab", 1]);
  });

  test("scripts run one after the other, however many are sent", async () => {
    const open = await prepare();
    const [one, two] = [open().redis, open().redis];
    const key = ownPrefix();
    await Promise.all(Array.from({ length: 100 }, (_, at) => append.run(at % 2 ? one : two, [key], ["x"])));
    expect(await one.get(key)).toHaveLength(100);
  });
});

test("the in-memory store stays within its bound and evicts the least recently used entries", async () => {
  const memory = createMemoryTransport({ maxBytes: 100_000 });
  const { redis } = openRedis({ kind: "memory" }, { log: createTestLog(), memory });
  await redis.set("first", "x".repeat(1000));
  await redis.set("second", "x".repeat(1000));
  for (let i = 0; i < 200; i++) {
    await redis.set(`other${i}`, "x".repeat(1000));
    await redis.get("first");
  }
  expect(await redis.get("first")).toHaveLength(1000);
  expect(await redis.get("second")).toBeNull();
  await expect(redis.set("huge", "x".repeat(100_000))).rejects.toMatchObject({ reason: "refused", code: "OOM" });
});

test("a runtime without sockets says how it reaches Redis", () => {
  expect(() => openRedis({ kind: "tcp", url: "redis://h" }, { log: createTestLog() })).toThrow(
    "UPSTASH_REDIS_REST_URL",
  );
});
