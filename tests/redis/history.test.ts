import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Cache, createCache } from "../../server/cache/index.ts";
import { createLoggedBreaker, createMemoryTransport, openRedis } from "../../server/redis/index.ts";
import { createRandom } from "../support/random.ts";
import { createTestLog, isWithoutRedis, ownPrefix } from "../support/redis.ts";
import { type FaultyUpstash, type RestFault, startFaultyUpstash } from "../support/upstash.ts";
import { upstashForTest } from "./transports.ts";

const durationMs = Number(process.env.HISTORY_MS ?? 4000);
const seed = Number(process.env.HISTORY_SEED ?? 20_261_123);
const keyCount = 6;
const readersPerProcess = 12;
/** The least that each process must have seen: a run without cache hits or faults proves nothing. */
const leastHits = 50;
const leastBypasses = 10;
/** A slow machine goes on until then. */
const longestMs = Math.max(durationMs, 90_000);
const faults: readonly RestFault[] = ["reset before", "reset after", "500 json", "502 html", "wrong json", "noscript"];

type Random = ReturnType<typeof createRandom>;

/** One process: its cache, and per key the last write that it must return. */
interface Process {
  readonly cache: Cache;
  readonly floors: Map<number, number>;
}

function createProcess(upstash: FaultyUpstash, prefix: string): Process {
  const log = createTestLog();
  const breaker = createLoggedBreaker(log, { coolDownMs: 100 });
  const connection = openRedis(upstash.address, { log, breaker, deadlineMs: 100 });
  const cache = createCache({ connection, log, prefix, waitTimeoutMs: 300, leaseMs: 400, loadTimeoutMs: 300 });
  return { cache, floors: new Map() };
}

const requestFor = (key: number) => ({ key: ["k", key], tags: [["t", key]], freshMs: 60, staleMs: 400 });

/** Reads as a request does; the result must include every write acknowledged before the read began. */
async function read({ cache, floors }: Process, key: number, database: Map<number, number>, random: Random) {
  const floor = floors.get(key) ?? 0;
  const { value, source } = await cache.through(requestFor(key), async () => {
    await sleep(random() * 4);
    const version = database.get(key) ?? 0;
    await sleep(random() * 12);
    return { value: String(version) };
  });
  return Number(value) >= floor ? null : `${source} of key ${key}: ${value} after ${floor} was acknowledged`;
}

/**
 * Writes, invalidates, acknowledges. Other processes must see the write only once Redis has the invalidation; before
 * that, the outbox delivers it.
 */
async function write(process: Process, all: readonly Process[], key: number, database: Map<number, number>) {
  const version = (database.get(key) ?? 0) + 1;
  database.set(key, version);
  const isCleared = await process.cache.clear([["t", key]]);
  for (const { floors } of isCleared ? all : [process]) floors.set(key, Math.max(floors.get(key) ?? 0, version));
}

/** Mostly healthy, with occasional faults and outages. */
function drawFaults(random: Random): () => RestFault | undefined {
  let outageUntil = 0;
  return () => {
    if (performance.now() < outageUntil) return "reset before";
    const drawn = random();
    if (drawn < 0.001) outageUntil = performance.now() + 300;
    if (drawn < 0.01) return faults[Math.floor(random() * faults.length)];
    return drawn < 0.015 ? { delayMs: 150 } : undefined;
  };
}

async function runHistory(upstash: FaultyUpstash): Promise<void> {
  const random = createRandom(seed);
  const prefix = ownPrefix();
  const processes = [createProcess(upstash, prefix), createProcess(upstash, prefix)];
  const database = new Map<number, number>();
  const stale: string[] = [];
  let reads = 0;
  upstash.draw(drawFaults(random));
  const startedAt = performance.now();
  const hasSeenEnough = ({ cache }: Process) =>
    cache.stats().hits >= leastHits && cache.stats().bypasses >= leastBypasses;
  const goesOn = () => {
    const ranMs = performance.now() - startedAt;
    return ranMs < durationMs || (ranMs < longestMs && !processes.every(hasSeenEnough));
  };
  const pickKey = () => Math.floor(random() * keyCount);
  const reader = async (process: Process) => {
    while (goesOn()) {
      const fault = await read(process, pickKey(), database, random);
      reads += 1;
      if (fault !== null) stale.push(fault);
      await sleep(random() * 6);
    }
  };
  const writer = async (process: Process) => {
    while (goesOn()) {
      await write(process, processes, pickKey(), database);
      await sleep(random() * 30);
    }
  };
  await Promise.all(
    processes.flatMap((process) => [
      writer(process),
      ...Array.from({ length: readersPerProcess }, () => reader(process)),
    ]),
  );
  await Promise.all(processes.map(({ cache }) => cache.idle()));
  expect(stale, `seed ${seed}`).toEqual([]);
  const [one, two] = processes.map(({ cache }) => cache.stats());
  if (process.env.HISTORY_MS)
    process.stdout.write(`history: ${reads} reads, seed ${seed}, ${JSON.stringify([one, two])}\n`);
  for (const stats of [one, two]) {
    expect(stats?.hits).toBeGreaterThanOrEqual(leastHits);
    expect(stats?.bypasses).toBeGreaterThanOrEqual(leastBypasses);
  }
}

describe("no read is older than a write that was acknowledged before it, whatever fails", () => {
  test("in memory", { timeout: longestMs + 30_000 }, async () => {
    const upstash = await startFaultyUpstash(createMemoryTransport());
    await runHistory(upstash);
    await upstash.stop();
  });

  test.skipIf(isWithoutRedis)("over a real Redis", { timeout: longestMs + 30_000 }, async () => {
    await runHistory(await upstashForTest());
  });
});
