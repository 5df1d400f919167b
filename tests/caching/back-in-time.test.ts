import { createClient } from "@redis/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Caching, createCachingMemory, openCaching } from "../../server/app/caching.ts";
import type { RedisConfig } from "../../server/app/config.ts";
import { type Db, transaction } from "../../server/database/index.ts";
import { completeClears, enqueue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createLimiter } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { upstashForTest } from "../redis/transports.ts";
import { copyForTest, databaseForTest } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";
import { isWithoutRedis, type OwnRedis, startRedis } from "../support/redis.ts";

const lines: string[] = [];
const log = createLog("info", (line) => lines.push(line));

/** The cache of one server process. */
function processOver(db: Db, redis: RedisConfig): Caching {
  const caching = openCaching({ redis, db, log, memory: createCachingMemory(log), tcp: createTcpTransport });
  onTestFinished(caching.close);
  return caching;
}

const overTcp = (url: string): RedisConfig => ({ kind: "tcp", url });

async function redisForTest(): Promise<OwnRedis> {
  const redis = await startRedis(["--repl-diskless-sync-delay", "0"]);
  onTestFinished(redis.stop);
  return redis;
}

const request = { key: ["article"], tags: [["article:oak"]], freshMs: 60_000 };

const read = async ({ cache }: Caching, truth: string) => {
  const answer = await cache.through(request, async () => ({ value: truth }));
  await cache.idle();
  return answer;
};

/**
 * Reads until a cache hit.
 * @returns the cached value.
 */
async function served(one: Caching, truth: string): Promise<string> {
  for (const until = performance.now() + 10_000; performance.now() < until; ) {
    const { value, source } = await read(one, truth);
    if (source === "hit") return value;
  }
  throw new Error("the cache serves nothing");
}

/** Writes as the pipeline does, up to the acknowledgement. */
async function write(db: Db, { cache }: Caching): Promise<boolean> {
  const tags = request.tags.flat();
  const id = await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags }, { delayMs: 600_000 }));
  const cleared = await cache.clear(request.tags);
  return cleared !== null && completeClears(db, [id], cleared.epoch);
}

/** Reads with both processes until both have cache hits again. */
async function expectNothingOld(processes: readonly Caching[]): Promise<void> {
  for (let turn = 0; turn < 5; turn++) for (const one of processes) expect((await read(one, "new")).value).toBe("new");
  for (const one of processes) expect(await served(one, "new")).toBe("new");
}

describe.skipIf(isWithoutRedis)("after an acknowledged write nothing older is shown", () => {
  test("when Redis died and came back from a snapshot of before", async () => {
    const [{ db }, redis] = [await databaseForTest(), await redisForTest()];
    const processes = [processOver(db, overTcp(redis.url)), processOver(db, overTcp(redis.url))] as const;
    for (const one of processes) expect(await served(one, "old")).toBe("old");
    await redis.snapshot();
    expect(await write(db, processes[0])).toBe(true);
    await redis.rewind();
    await expectNothingOld([processes[1], processes[0]]);
  });

  test("by a process that starts on a Redis that came back from a snapshot of before", async () => {
    const [{ db }, redis] = [await databaseForTest(), await redisForTest()];
    const first = processOver(db, overTcp(redis.url));
    expect(await served(first, "old")).toBe("old");
    await redis.snapshot();
    expect(await write(db, first)).toBe(true);
    await first.close();
    await redis.rewind();
    await expectNothingOld([processOver(db, overTcp(redis.url))]);
  });

  test("when a replica takes over that had not heard of it", async () => {
    const { db } = await databaseForTest();
    const [main, replica] = [await redisForTest(), await redisForTest()];
    const proxy = await startProxy("127.0.0.1", Number(new URL(main.url).port));
    onTestFinished(proxy.stop);
    const follower = await createClient({ url: replica.url }).connect();
    onTestFinished(() => follower.destroy());
    const processes = [0, 1].map(() => processOver(db, overTcp(`redis://127.0.0.1:${proxy.port}`)));
    for (const one of processes) expect(await served(one, "old")).toBe("old");
    const { port } = new URL(main.url);
    await follower.sendCommand(["REPLICAOF", "127.0.0.1", port]);
    await expect.poll(() => follower.info("replication"), { timeout: 10_000 }).toContain("master_link_status:up");
    await follower.sendCommand(["REPLICAOF", "NO", "ONE"]);
    const [writer, reader] = processes;
    if (writer === undefined || reader === undefined) throw new Error("two processes");
    expect(await write(db, writer)).toBe(true);
    proxy.aim(Number(new URL(replica.url).port));
    proxy.reset();
    await expectNothingOld([reader, writer]);
  });

  test("when all of Redis was deleted and put back under open connections", async () => {
    const [{ db }, redis] = [await databaseForTest(), await redisForTest()];
    const processes = [processOver(db, overTcp(redis.url)), processOver(db, overTcp(redis.url))] as const;
    for (const one of processes) expect(await served(one, "old")).toBe("old");
    const admin = await createClient({ url: redis.url, commandOptions: { timeout: 5000 } }).connect();
    onTestFinished(() => admin.destroy());
    const names = await admin.keys("*");
    const lua = "local all = {} for i, k in ipairs(KEYS) do all[i] = redis.call('GET', k) end return all";
    const values = (await admin.eval(lua, { keys: names, arguments: [] })) as string[];
    expect(await write(db, processes[0])).toBe(true);
    expect(await served(processes[0], "new")).toBe("new");
    await admin.flushAll();
    for (const [at, name] of names.entries()) await admin.set(name, values[at] ?? "", { PX: 60_000 });
    await expectNothingOld([processes[0], processes[1]]);
  });

  test("over HTTPS, where no connection shows that Redis went back", async () => {
    const [{ db }, redis] = [await databaseForTest(), await redisForTest()];
    const { address } = await upstashForTest(redis.url);
    const processes = [processOver(db, address), processOver(db, address)] as const;
    for (const one of processes) expect(await served(one, "old")).toBe("old");
    await redis.snapshot();
    expect(await write(db, processes[0])).toBe(true);
    await redis.rewind();
    await expectNothingOld([processes[0]]);
    // The other process learns of the write only by its check of the Redis identity, each second.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await expectNothingOld([processes[1]]);
  });

  test("though a process still reaches the Redis that was given up", async () => {
    const { db } = await databaseForTest();
    const [given, taken] = [await redisForTest(), await redisForTest()];
    const [left, other] = [processOver(db, overTcp(given.url)), processOver(db, overTcp(taken.url))];
    expect(await served(left, "old")).toBe("old");
    expect(await served(other, "old")).toBe("old");
    // The event is not acknowledged: it remains for processes on the other Redis.
    expect(await write(db, left)).toBe(false);
    other.cache.markSuspect();
    await expectNothingOld([other]);
  });
});

describe.skipIf(isWithoutRedis)("on one Redis", () => {
  test("two databases see nothing of each other, limits included", async () => {
    const redis = await redisForTest();
    const [one, two] = [(await databaseForTest()).db, (await databaseForTest()).db];
    const [first, second] = [processOver(one, overTcp(redis.url)), processOver(two, overTcp(redis.url))];
    expect(await served(first, "of the first")).toBe("of the first");
    expect(await served(second, "of the second")).toBe("of the second");
    expect(await served(first, "-")).toBe("of the first");
    const taking = async ({ connection, keyPrefix }: Caching) =>
      createLimiter(connection.redis, keyPrefix).take([{ key: "login:1", count: 1, periodMs: 60_000 }]);
    for (const allowed of [true, false])
      for (const process of [first, second]) expect(await taking(process)).toMatchObject({ allowed });
  });

  test("a copy of a database, and one whose rows were restored, begin with nothing kept", async () => {
    const redis = await redisForTest();
    const original = await databaseForTest();
    const first = processOver(original.db, overTcp(redis.url));
    expect(await served(first, "of the original")).toBe("of the original");
    const copy = await copyForTest(original);
    const second = processOver(copy.db, overTcp(redis.url));
    for (let turn = 0; turn < 5; turn++) expect((await read(second, "of the copy")).value).toBe("of the copy");
    // Like restoring a dump into the same database.
    await original.db.transaction().execute(async (tx) => {
      const rows = await tx.deleteFrom("database_identity").returningAll().execute();
      await tx.insertInto("database_identity").values(rows).execute();
    });
    const third = processOver(original.db, overTcp(redis.url));
    for (let turn = 0; turn < 5; turn++) expect((await read(third, "restored")).value).toBe("restored");
  });
});
