import { expect, onTestFinished, test } from "vitest";
import { createCallLimiter } from "../server/limits/index.ts";
import { createLimiter, type Limiter, openRedis, RedisUnavailable } from "../server/redis/index.ts";
import { createTestDatabase } from "./support/database.ts";

const silent = { info: () => {}, warn: () => {} };
const inMemory = () => createLimiter(openRedis({ kind: "memory" }, { log: silent }).redis);
const check = { key: "k", count: 3, periodMs: 600_000 };

/** A Redis that the test can disconnect. */
function shaky() {
  const inner = inMemory();
  const redis = { isDown: false, take: inner.take };
  const shared: Limiter = {
    take: (checks) => (redis.isDown ? Promise.reject(new RedisUnavailable("connection")) : inner.take(checks)),
  };
  return { redis, shared };
}

async function database() {
  const created = await createTestDatabase();
  onTestFinished(created.drop);
  return created;
}

/** The number of accepted calls among concurrent ones. */
async function passing(times: number, take: () => Promise<{ readonly allowed: boolean }>): Promise<number> {
  const taken = await Promise.all(Array.from({ length: times }, take));
  return taken.filter(({ allowed }) => allowed).length;
}

test("with Redis all processes share one count, and Postgres has none", async () => {
  const { db } = await database();
  const { shared } = shaky();
  const [one, two] = [
    createCallLimiter({ shared, local: inMemory(), db }),
    createCallLimiter({ shared, local: inMemory(), db }),
  ];
  let turn = 0;
  expect(await passing(20, () => (turn++ % 2 ? one : two).take([check], turn % 4 < 2))).toBe(3);
  expect(await db.selectFrom("limit_count").selectAll().execute()).toEqual([]);
});

test("while Redis is down, limits that protect accounts are counted in Postgres, the others per process", async () => {
  const { db } = await database();
  const { redis, shared } = shaky();
  redis.isDown = true;
  const limiters = [0, 1].map(() => createCallLimiter({ shared, local: inMemory(), db }));
  const both = (isStrict: boolean) => {
    let turn = 0;
    return passing(40, async () => (await limiters[turn++ % 2]?.take([check], isStrict)) ?? { allowed: false });
  };
  expect(await both(true)).toBe(3);
  expect(await both(false)).toBe(6);
});

test("in Postgres, of several limits all are counted or none, whatever the order they are asked in", async () => {
  const { db } = await database();
  const limiter = createCallLimiter({ shared: null, local: inMemory(), db });
  const wide = { ...check, key: "wide", count: 100 };
  const orders = [
    [wide, check],
    [check, wide],
  ];
  let turn = 0;
  expect(await passing(30, () => limiter.take(orders[turn++ % 2] ?? [], true))).toBe(3);
  const { allowed, limits } = await limiter.take([wide, check], true);
  expect(allowed).toBe(false);
  expect(limits).toMatchObject([
    { allowed: true, remaining: 97, retryAfterMs: 0 },
    { allowed: false, remaining: 0 },
  ]);
});

test("without Redis and Postgres, limits that protect accounts fail closed", async () => {
  const { db } = await database();
  await db.schema.dropTable("limit_count").execute();
  const limiter = createCallLimiter({ shared: null, local: inMemory(), db });
  await expect(limiter.take([check], true)).rejects.toThrow();
  expect((await limiter.take([check], false)).allowed).toBe(true);
});
