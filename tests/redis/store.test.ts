import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  createStore,
  digestKey,
  encodeKey,
  type Lease,
  type Store,
  type StoreLookup,
} from "../../server/cache/index.ts";
import { openRedis } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { canStartRedis, createTestLog, ownPrefix, startRedis } from "../support/redis.ts";
import { describeTransports, evict, ttlOf } from "./transports.ts";

const leaseMs = 5000;
const freshness = { freshMs: 60_000, staleMs: 0 };
const value = (body: string) => ({ body, isMissing: false });

function leaseOf(found: StoreLookup): Lease {
  if (found.kind !== "lease") throw new Error(`no lease: ${found.kind}`);
  return found.lease;
}

async function fill(store: Store, key: string, tags: readonly string[], body: string, times = freshness) {
  const names = tags.map((tag) => [tag]);
  const lease = leaseOf(await store.read([key], names, { leaseMs }));
  return store.fill(lease, value(body), times);
}

const kindOf = async (store: Store, key: string, tags: readonly string[]) =>
  (
    await store.read(
      [key],
      tags.map((tag) => [tag]),
      { leaseMs },
    )
  ).kind;

describeTransports((prepare) => {
  const prepareStore = async () => {
    const connection = (await prepare())();
    const prefix = ownPrefix();
    const epoch = { prefix, id: "0" };
    const store = createStore(connection.redis, { epoch: () => epoch, maxBodyBytes: 10_000 });
    return { connection, prefix, epoch, store };
  };

  test("a filled entry is found with its age, and not sent twice", async () => {
    const { store } = await prepareStore();
    const body = "ÆØÅ 🦊 {}\n".repeat(20);
    expect(await fill(store, "k", ["t"], body)).toBe("stored");
    await sleep(20);
    const found = await store.read(["k"], [["t"]], { leaseMs });
    expect(found).toMatchObject({ kind: "hit", entry: { body, isMissing: false } });
    if (found.kind !== "hit") return;
    expect(found.entry.ageMs).toBeGreaterThanOrEqual(15);
    expect(found.entry.freshLeftMs).toBeLessThanOrEqual(60_000 - 15);
    const again = await store.read(["k"], [["t"]], { leaseMs, knownId: found.entry.id });
    expect(again).toMatchObject({ kind: "hit", entry: { body: null, id: found.entry.id } });
  });

  test("one caller of many gets the lease", async () => {
    const { store } = await prepareStore();
    const found = await Promise.all(Array.from({ length: 50 }, () => store.read(["k"], [["t"]], { leaseMs })));
    expect(found.filter(({ kind }) => kind === "lease")).toHaveLength(1);
    expect(found.filter(({ kind }) => kind === "busy")).toHaveLength(49);
    expect(new Set(found.map(({ versions }) => versions)).size).toBe(1);
  });

  test("a fill after a clear is refused, whichever tag was cleared", async () => {
    const { store, epoch } = await prepareStore();
    for (const clear of [() => store.clear([["b"]]), () => store.clearAll(epoch)]) {
      const lease = leaseOf(await store.read(["k"], [["a"], ["b"]], { leaseMs }));
      await clear();
      expect(await store.fill(lease, value("old"), freshness)).toBe("cleared");
      expect(await fill(store, "k", ["a", "b"], "new")).toBe("stored");
      await store.clear([["a"], ["a"]]);
    }
  });

  test("a clear ends the lease of before: the next caller need not wait for it", async () => {
    const { store } = await prepareStore();
    const slow = leaseOf(await store.read(["k"], [["t"]], { leaseMs }));
    await store.clear([["t"]]);
    const fast = leaseOf(await store.read(["k"], [["t"]], { leaseMs }));
    expect(await store.fill(fast, value("new"), freshness)).toBe("stored");
    expect(await store.fill(slow, value("old"), freshness)).toBe("lease lost");
    expect(await store.read(["k"], [["t"]], { leaseMs })).toMatchObject({ entry: { body: "new" } });
  });

  test("a fill after the lease's end is refused, even without another holder", async () => {
    const { store } = await prepareStore();
    const lease = leaseOf(await store.read(["k"], [["t"]], { leaseMs: 30 }));
    await sleep(60);
    expect(await store.fill(lease, value("late"), freshness)).toBe("lease lost");
    expect(await kindOf(store, "k", ["t"])).toBe("lease");
  });

  test("a lease fills once", async () => {
    const { store } = await prepareStore();
    const lease = leaseOf(await store.read(["k"], [["t"]], { leaseMs }));
    expect(await store.fill(lease, value("1"), freshness)).toBe("stored");
    expect(await store.fill(lease, value("2"), freshness)).toBe("lease lost");
  });

  test("a released lease is available at once", async () => {
    const { store } = await prepareStore();
    const lease = leaseOf(await store.read(["k"], [["t"]], { leaseMs }));
    expect(await store.release(lease)).toBe(true);
    const next = leaseOf(await store.read(["k"], [["t"]], { leaseMs }));
    expect(await store.release(lease)).toBe(false);
    expect(await store.fill(next, value("x"), freshness)).toBe("stored");
  });

  test("a tag that Redis evicted does not bring old entries back", async () => {
    const { store, connection, prefix } = await prepareStore();
    await fill(store, "k", ["t"], "old");
    const tag = `${prefix}t:${digestKey(["t"])}`;
    expect(await evict(connection, tag)).toBe(1);
    expect(await kindOf(store, "k", ["t"])).toBe("lease");
    await store.clear([["t"]]);
    await evict(connection, tag, `${prefix}a:0`);
    expect(await kindOf(store, "k", ["t"])).toBe("lease");
  });

  test("tags live as long as their entries, and not much longer", async () => {
    const { store, connection, prefix } = await prepareStore();
    const tag = `${prefix}t:${digestKey(["t"])}`;
    const lease = leaseOf(await store.read(["k"], [["t"]], { leaseMs: 1000 }));
    expect(await ttlOf(connection, tag)).toBeLessThanOrEqual(6000);
    await store.fill(lease, value("x"), { freshMs: 20_000, staleMs: 10_000 });
    expect(await ttlOf(connection, tag)).toBeGreaterThan(30_000);
    await fill(store, "short", ["t"], "x", { freshMs: 1000, staleMs: 0 });
    expect(await ttlOf(connection, tag)).toBeGreaterThan(30_000);
    await store.clear([["t"]]);
    expect(await ttlOf(connection, tag)).toBe(-2);
  });

  test("CA-09 past its fresh time an entry is shown stale, and one caller refreshes it", async () => {
    const { store } = await prepareStore();
    expect(await fill(store, "k", ["t"], "old", { freshMs: 30, staleMs: 60_000 })).toBe("stored");
    await sleep(50);
    const found = await Promise.all(Array.from({ length: 20 }, () => store.read(["k"], [["t"]], { leaseMs })));
    expect(found.every(({ kind }) => kind === "stale")).toBe(true);
    const leases = found.flatMap((one) => (one.kind === "stale" && one.lease !== null ? [one.lease] : []));
    expect(leases).toHaveLength(1);
    for (const lease of leases) expect(await store.fill(lease, value("new"), freshness)).toBe("stored");
    expect(await store.read(["k"], [["t"]], { leaseMs })).toMatchObject({ kind: "hit", entry: { body: "new" } });
  });

  test("CA-09 an entry is not shown past its stale time, nor stale after a clear", async () => {
    const { store } = await prepareStore();
    await fill(store, "gone", ["t"], "old", { freshMs: 10, staleMs: 30 });
    await fill(store, "cleared", ["t"], "old", { freshMs: 10, staleMs: 60_000 });
    await sleep(60);
    expect(await kindOf(store, "gone", ["t"])).toBe("lease");
    await store.clear([["t"]]);
    expect(await kindOf(store, "cleared", ["t"])).toBe("lease");
  });

  test("an oversized value is not stored and blocks no reader", async () => {
    const { store } = await prepareStore();
    expect(await fill(store, "k", ["t"], "x".repeat(10_001))).toBe("too large");
    expect(await fill(store, "k", ["t"], "ø".repeat(5001))).toBe("too large");
    expect(await fill(store, "k", ["t"], "ø".repeat(5000))).toBe("stored");
  });

  test("an empty body is a value", async () => {
    const { store } = await prepareStore();
    await fill(store, "k", ["t"], "");
    expect(await store.read(["k"], [["t"]], { leaseMs })).toMatchObject({ kind: "hit", entry: { body: "" } });
  });

  test("an entry read under other tags than it was stored with is not found", async () => {
    const { store } = await prepareStore();
    await fill(store, "k", ["a"], "x");
    expect(await kindOf(store, "k", ["a", "b"])).toBe("lease");
    expect(await kindOf(store, "k", ["b"])).toBe("lease");
  });

  test("CA-03 keys and tags that look alike are different", async () => {
    const { store } = await prepareStore();
    const keys = [
      ["a:b", "c"],
      ["a", "b:c"],
      ["1", "11"],
      ["11", "1"],
      [1],
      ["1"],
      ["é"],
      ["e\u0301"],
      [true],
      ["true"],
    ];
    for (const [at, key] of keys.entries()) {
      const found = await store.read(key, [key], { leaseMs });
      await store.fill(leaseOf(found), value(String(at)), freshness);
    }
    await store.clear([["a:b", "c"]]);
    for (const [at, key] of keys.entries()) {
      const found = await store.read(key, [key], { leaseMs });
      expect(found.kind === "hit" ? found.entry.body : null).toBe(at === 0 ? null : String(at));
    }
  });
});

describe("a key", () => {
  test("CA-03 is shared by no two lists of parts", () => {
    const long = "x".repeat(5000);
    const lists = [
      ["a", "b"],
      ["ab"],
      ["a", "b", ""],
      ["", "a", "b"],
      ["s1:a"],
      ["a:b", "c"],
      ["a", "b:c"],
      [1],
      ["1"],
      [-0],
      [0],
      [null],
      ["null"],
      [true],
      ["true"],
      [Number.NaN],
      ["NaN"],
      ["é"],
      ["e\u0301"],
      ["\ud800"],
      ["\ud801"],
      ['"\\ud800"'],
      ["\ufffd"],
      [long],
      [long, ""],
      [`${long}y`],
      [],
      [""],
    ];
    expect(new Set(lists.map(encodeKey)).size).toBe(lists.length);
    for (const list of lists) expect(encodeKey(list).length).toBeLessThanOrEqual(200);
  });
});

describe.skipIf(!canStartRedis)("a Redis with too little memory", () => {
  test("evicts as it likes and no old value ever comes back", { timeout: 60_000 }, async () => {
    const server = await startRedis(["--maxmemory", "3mb", "--maxmemory-policy", "allkeys-random"]);
    onTestFinished(server.stop);
    const connection = openRedis(
      { kind: "tcp", url: server.url },
      { log: createTestLog(), tcp: createTcpTransport, deadlineMs: 5000 },
    );
    const epoch = { prefix: "evicted:", id: "0" };
    const store = createStore(connection.redis, { epoch: () => epoch });
    const truth = new Map<number, number>();
    let hits = 0;
    for (let round = 0; round < 3000; round++) {
      const at = (round * 7919) % 50;
      if (round % 3 === 0) {
        const written = (round * 31) % 50;
        truth.set(written, round);
        await store.clear([["t", written]]);
      }
      const found = await store.read(["k", at], [["t", at]], { leaseMs });
      if (found.kind === "hit") {
        hits += 1;
        expect(Number.parseInt(found.entry.body ?? "", 10)).toBe(truth.get(at) ?? -1);
      } else if (found.kind === "lease")
        await store.fill(found.lease, value(`${truth.get(at) ?? -1} ${"x".repeat(40_000)}`), freshness);
    }
    const info: unknown = await connection.redis.eval("return redis.call('INFO', 'stats')", [], []);
    expect(Number(/evicted_keys:(\d+)/.exec(String(info))?.[1])).toBeGreaterThan(100);
    expect(hits).toBeGreaterThan(100);
    await connection.close();
  });
});
