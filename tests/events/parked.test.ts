import { sql } from "kysely";
import { expect, test } from "vitest";
import { listReaders } from "../../server/events/index.ts";
import { openReaderHarness, register, until } from "./reader-harness.ts";

test("reader: once a key's failed event succeeds, the events parked behind it follow at once, in order", async () => {
  const { db, reader } = await openReaderHarness();
  let failures = 0;
  const handled: number[] = [];
  // Long pauses between runs: at one event of the key a run, the key would not catch up within the test.
  const ours = reader(
    async ({ position }) => {
      if (position === 1 && failures++ === 0) throw new Error("fails once");
      handled.push(position);
    },
    { bounds: { pollMs: 60_000, batch: 20 } },
  );
  await ours.register();
  await register(db, ...Array.from({ length: 150 }, (_, at) => (at % 3 === 2 ? 2 : 1)));
  await ours.runOnce({ max: 150 });
  expect(handled).toHaveLength(50);
  const stopping = new AbortController();
  const running = ours.loop(stopping.signal);
  await until(() => handled.length === 150);
  stopping.abort();
  await running;
  expect(handled.slice(50)).toEqual(handled.slice(50).toSorted((a, b) => a - b));
  expect(await listReaders(db)).toMatchObject([{ waiting: 0, dead: 0 }]);
});

test("reader: the parked events of many keys are retried a few keys at a time, and every key gets its turn", async () => {
  const { db, reader } = await openReaderHarness();
  let isBroken = true;
  const handled: string[] = [];
  const ours = reader(
    async ({ key }) => {
      if (isBroken) throw new Error("broken");
      handled.push(key ?? "");
    },
    { bounds: { scannedKeys: 2, maxScans: 1, maxAttempts: 1000 } },
  );
  await ours.register();
  await register(db, ...Array.from({ length: 9 }, (_, at) => at + 1));
  for (let run = 0; run < 10; run++) await ours.runOnce({ max: 100 });
  const { rows } = await sql<{ attempts: number }>`select attempts from event_delivery`.execute(db);
  expect(Math.min(...rows.map(({ attempts }) => attempts))).toBeGreaterThan(1);
  isBroken = false;
  for (let run = 0; run < 10; run++) await ours.runOnce({ max: 100 });
  expect(handled.toSorted()).toEqual(Array.from({ length: 9 }, (_, at) => `accountId:${at + 1}`));
});
