import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createStore, type Lease, type StoreLookup } from "../../server/cache/index.ts";
import { createLimiter, createMemoryTransport, defineScript, openRedis } from "../../server/redis/index.ts";
import { createTestLog, isWithoutRedis, ownPrefix } from "../support/redis.ts";
import { describeTransports, memoryForTest, type Open, openTcp } from "./transports.ts";

/** The comparable parts of results: no random ids, and rounded times. */
function shapeOf(found: StoreLookup) {
  if (found.kind === "lease" || found.kind === "busy") return found.kind;
  const { body, isMissing, ageMs, freshLeftMs } = found.entry;
  return [found.kind, body, isMissing, found.kind === "stale" && found.lease !== null, ageMs >= 0, freshLeftMs > 0];
}

/** Runs a seeded sequence of steps over one transport; returns the results. */
async function play(open: Open, steps: number): Promise<readonly unknown[]> {
  const { redis } = open();
  const prefix = ownPrefix();
  const epoch = { prefix, id: "0" };
  const store = createStore(redis, { epoch: () => epoch });
  const limiter = createLimiter(redis, prefix);
  const leases: Lease[] = [];
  const answers: unknown[] = [];
  let state = 4711;
  const draw = (below: number) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % below;
  };
  for (let step = 0; step < steps; step++) {
    const key = [draw(4)];
    const tags = [["a", draw(3)], ["b"]];
    const verb = draw(10);
    const lease = leases[draw(leases.length + 1)];
    if (verb < 4) {
      const found = await store.read(key, tags, { leaseMs: 60_000 });
      answers.push(shapeOf(found));
      if (found.kind === "lease") leases.push(found.lease);
      if (found.kind === "stale" && found.lease !== null) leases.push(found.lease);
    } else if (verb < 7 && lease !== undefined) {
      const freshness = draw(3) === 0 ? { freshMs: 0, staleMs: 60_000 } : { freshMs: 60_000, staleMs: draw(2) * 1000 };
      const value = { body: `ø${step}`, isMissing: draw(4) === 0 };
      answers.push(await store.fill(lease, value, freshness));
    } else if (verb === 7 && lease !== undefined) answers.push(await store.release(lease));
    else if (verb === 8 && draw(4) === 0) answers.push(await store.clear([["a", draw(3)]]));
    else {
      const check = { key: String(draw(3)), count: 20, periodMs: 86_400_000, cost: draw(4) };
      const { allowed, limits } = await limiter.take([check, { key: "all", count: 40, periodMs: 86_400_000 }]);
      answers.push(allowed, ...limits.map((limit) => [limit.allowed, limit.remaining]));
    }
  }
  await sleep(0);
  return answers;
}

test.skipIf(isWithoutRedis)("each script has the same effect in memory as in Redis", async () => {
  const steps = 1500;
  const [inMemory, inRedis] = await Promise.all([play(memoryForTest(), steps), play(openTcp, steps)]);
  expect(inMemory).toEqual(inRedis);
  for (const kind of ["busy", "lease", "stored", "cleared", "lease lost"]) expect(inRedis).toContain(kind);
});

const append = defineScript<readonly [string, number]>({
  lua: `
local before = redis.call('GET', KEYS[1]) or ''
redis.call('SET', KEYS[1], before .. ARGV[1], 'PX', 60000)
return { before .. ARGV[1], #ARGV }
`,
  inMemory: (space, [key = ""], args) => {
    const value = (space.get(key) ?? "") + args[0];
    space.set(key, value, 60_000);
    return [value, args.length];
  },
  decode: (reply) => (Array.isArray(reply) ? [String(reply[0]), Number(reply[1])] : undefined),
});

describeTransports((prepare) => {
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
    expect((await append.run(one, [key], [""]))[0]).toHaveLength(100);
  });
});

test("in memory, keys stay within the bound: the least recently used ones are evicted", async () => {
  const memory = createMemoryTransport({ maxBytes: 100_000 });
  const { redis, space } = openRedis({ kind: "memory" }, { log: createTestLog(), memory });
  const write = (key: string, length = 1000) => append.run(redis, [key], ["x".repeat(length)]);
  await write("first");
  await write("second");
  for (let i = 0; i < 200; i++) {
    await write(`other${i}`);
    space?.get("first");
  }
  expect(space?.get("first")).toHaveLength(1000);
  expect(space?.get("second")).toBeNull();
  await expect(write("huge", 100_000)).rejects.toMatchObject({ reason: "refused", code: "OOM" });
});
