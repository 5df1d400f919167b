import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createRandom } from "../support/random.ts";
import { isWithoutRedis } from "../support/redis.ts";
import { createWriteHistory } from "./history.ts";
import { faultNames, startPair } from "./pair.ts";
import { subjects } from "./subjects.ts";

const durationMs = Number(process.env.HISTORY_MS ?? 20_000);
const seed = Number(process.env.HISTORY_SEED ?? 20_261_124);
const readersPerSubject = 3;
const settleMs = 4000;

/**
 * Linearizability check: two servers over one database and one Redis, writers and readers of many records on both,
 * random faults. A read must see every write that was acknowledged before the read began, on either server, signed in
 * or not, over REST and tRPC. `HISTORY_MS` sets the duration, `HISTORY_SEED` the faults.
 */
test.skipIf(isWithoutRedis)(
  "no read is older than what was acknowledged before it began, whatever fails",
  { timeout: durationMs + 90_000 },
  async () => {
    const random = createRandom(seed);
    const pair = await startPair();
    const chronicle = createWriteHistory(pair.state);
    const all = await subjects(pair);
    const end = new AbortController();
    const pick = () => pair.servers[random() < 0.5 ? 0 : 1];
    const write = async (subject: (typeof all)[number]) => {
      while (!end.signal.aborted) {
        await chronicle.write(subject, pick().url);
        await sleep(random() * subject.maxPauseMs);
      }
    };
    const read = async (subject: (typeof all)[number]) => {
      while (!end.signal.aborted) {
        await chronicle.read(subject, pick().url, random);
        await sleep(random() * 10);
      }
    };
    const counts: Record<string, number> = {};
    const disturb = async () => {
      while (!end.signal.aborted) {
        await sleep(300 + random() * 900);
        const fault = faultNames[Math.floor(random() * faultNames.length)] ?? "refuse";
        counts[fault] = (counts[fault] ?? 0) + 1;
        await pair.inject(fault, random);
      }
    };
    const work = all.flatMap((subject) => [
      write(subject),
      ...Array.from({ length: readersPerSubject }, () => read(subject)),
    ]);
    const disturbing = disturb();
    await sleep(durationMs);
    end.abort();
    await Promise.all([...work, disturbing]);
    await sleep(settleMs);
    // The outbox delivered the invalidations of killed servers: both servers return the latest state.
    for (const { url } of pair.servers) for (const subject of all) await chronicle.settle(subject, url);
    const { reads, writes, lost, violations, stale, unwritten } = chronicle.result();
    const hits = await pair.hits();
    const neighbor = await pair.neighbor.stop();
    process.stdout.write(
      `history: seed ${seed}, ${writes} writes acknowledged, ${lost} unknown, ${reads} reads judged, ${violations} too old, ${hits} hits since the last kill, ${neighbor.reads} reads of the neighbor, ${JSON.stringify(counts)}\n`,
    );
    expect(stale, `seed ${seed}`).toEqual([]);
    expect(unwritten).toEqual([]);
    expect(neighbor.stale, `seed ${seed}`).toEqual([]);
    expect(neighbor.reads).toBeGreaterThan(20);
    // A run with few writes or no cache hits proves nothing.
    expect(reads).toBeGreaterThan(durationMs / 100);
    expect(writes).toBeGreaterThan(durationMs / 250);
    expect(hits).toBeGreaterThan(20);
    await pair.stop();
  },
);
