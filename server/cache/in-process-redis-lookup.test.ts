import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryTransport, openRedis } from "../redis/index.ts";
import { createStore } from "./store.ts";

const key = ["key"];
const tags = [["one"], ["two"]];
const leaseMs = 1000;
const epoch = { prefix: "t:", id: "0" };

const step = fc.oneof(
  fc.record({ do: fc.constant("fill" as const), freshMs: fc.constantFrom(1, 100), staleMs: fc.constantFrom(0, 100) }),
  fc.record({ do: fc.constant("clear" as const), tag: fc.constantFrom(...tags, ["another"]) }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 150 }) }),
);

test("lookupLocally finds exactly the entries that the read script reports as hits", async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      let nowMs = 1_000_000;
      const memory = createMemoryTransport({ nowMs: () => nowMs });
      const { redis, space } = openRedis({ kind: "memory" }, { log: { info: () => {}, warn: () => {} }, memory });
      const store = createStore(redis, { epoch: () => epoch, space });
      for (const [index, one] of steps.entries()) {
        if (one.do === "wait") nowMs += one.ms;
        else if (one.do === "clear") await store.clear([one.tag]);
        else {
          const found = await store.read(key, tags, { leaseMs });
          const lease = found.kind === "lease" || found.kind === "stale" ? found.lease : null;
          if (lease !== null) await store.fill(lease, { body: `{"n":${index}}`, isMissing: index % 2 === 0 }, one);
        }
        const peeked = store.peek(key, tags);
        const read = await store.read(key, tags, { leaseMs });
        if (read.kind !== "hit") expect(peeked).toBeUndefined();
        else {
          const { id, isMissing, body } = read.entry;
          expect(peeked).toEqual({ id, isMissing, body });
          hits += 1;
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(hits).toBeGreaterThan(100);
});

test("peek finds nothing where Redis is not in this process", async () => {
  const { redis } = openRedis({ kind: "memory" }, { log: { info: () => {}, warn: () => {} } });
  const store = createStore(redis, { epoch: () => epoch });
  const found = await store.read(key, tags, { leaseMs });
  if (found.kind === "lease")
    await store.fill(found.lease, { body: "{}", isMissing: false }, { freshMs: 1000, staleMs: 0 });
  expect((await store.read(key, tags, { leaseMs })).kind).toBe("hit");
  expect(store.peek(key, tags)).toBeUndefined();
});
