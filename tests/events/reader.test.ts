import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import {
  append,
  createReaders,
  inKeyOrder,
  type LoggedEvent,
  listDeadDeliveries,
  listReaders,
  removeReader,
  retryDeadDeliveries,
  trimLog,
} from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";
import { openReaderHarness, register, until } from "./reader-harness.ts";

const follow = (db: Db, followedId: number) =>
  transaction(db, (tx) =>
    append(tx, "profile.followed", { followerId: 1, follower: "a", followedId, followed: `u${followedId}` }),
  );

test("reader: it begins where it was registered, handles each event once in order, and passes over what it does not take", async () => {
  const { db, reader } = await openReaderHarness();
  await register(db, 1);
  const handled: string[] = [];
  const ours = reader(async ({ key }) => void handled.push(key ?? ""), {
    takes: ({ name }) => name === "account.registered",
  });
  await ours.register();
  await register(db, 2, 3);
  await follow(db, 9);
  expect(await ours.runOnce({ max: 100 })).toBe(3);
  expect(await ours.runOnce({ max: 100 })).toBe(0);
  await register(db, 4);
  await ours.register();
  await ours.runOnce({ max: 100 });
  expect(handled).toEqual(["accountId:2", "accountId:3", "accountId:4"]);
  expect(await listReaders(db)).toMatchObject([{ name: "test", position: 5, lag: 0, waiting: 0, dead: 0 }]);
});

test("reader: it begins after all events that are committed when it is registered, however many they are", async () => {
  const { db, reader } = await openReaderHarness();
  await register(db, ...Array.from({ length: 2100 }, (_, at) => at + 1));
  const ours = reader(async () => {});
  await ours.register();
  expect(await listReaders(db)).toMatchObject([{ position: 2100, lag: 0 }]);
  expect(await ours.runOnce({ max: 10 })).toBe(0);
});

test("reader: an event that fails holds up only its key; once it is given up, its key continues, and it can be retried", async () => {
  const { db, reader, logLines } = await openReaderHarness();
  let isBroken = true;
  const handled: string[] = [];
  const ours = reader(async ({ key, position }) => {
    if (isBroken && position === 1) throw new Error("poisoned");
    handled.push(`${key} ${position}`);
  });
  await ours.register();
  await register(db, 1, 2, 1);
  await ours.runOnce({ max: 100 });
  await register(db, 1, 3);
  await ours.runOnce({ max: 100 });
  expect(handled).toEqual(["accountId:2 2", "accountId:3 5"]);
  expect(await listReaders(db)).toMatchObject([{ position: 5, waiting: 3, dead: 0 }]);

  for (let run = 0; run < 5; run++) await ours.runOnce({ max: 100 });
  expect(handled).toEqual(["accountId:2 2", "accountId:3 5", "accountId:1 3", "accountId:1 4"]);
  expect(await listDeadDeliveries(db, 10)).toMatchObject([{ reader: "test", position: 1, attempts: 3 }]);
  expect(logLines).toContainEqual(
    expect.objectContaining({ event: "events.delivery_dead", reader: "test", attempts: 3 }),
  );

  isBroken = false;
  expect(await retryDeadDeliveries(db, "test")).toBe(1);
  await ours.runOnce({ max: 100 });
  expect(handled.at(-1)).toBe("accountId:1 1");
  expect(await listReaders(db)).toMatchObject([{ waiting: 0, dead: 0 }]);
});

test("reader: when nothing can be delivered, the batch waits as a whole and no attempt counts", async () => {
  const { db, reader } = await openReaderHarness();
  let isDown = true;
  const delivered: number[] = [];
  const ours = reader(async () => {}, {
    deliver: async (events) => {
      if (isDown) throw new Error("the broker is down");
      delivered.push(...events.map(({ position }) => position));
      return events.map(() => "done" as const);
    },
  });
  await ours.register();
  await register(db, 1, 2);
  for (let run = 0; run < 5; run++) await expect(ours.runOnce({ max: 100 })).rejects.toThrow("the broker is down");
  expect(await listReaders(db)).toMatchObject([{ position: 0, waiting: 0, dead: 0 }]);
  isDown = false;
  await ours.runOnce({ max: 100 });
  expect(delivered).toEqual([1, 2]);
});

test("reader: a parked event that cannot be delivered does not delay the others", async () => {
  const { db, reader, logLines } = await openReaderHarness();
  const delivered: number[] = [];
  let isAway = true;
  // The destination of the first account is away; where nothing else is asked of it, the whole call fails.
  const ours = reader(async () => {}, {
    deliver: async (events) => {
      const isStuck = ({ key }: LoggedEvent) => isAway && key === "accountId:1";
      if (events.every(isStuck)) throw new Error("the destination is away");
      const through = events.filter((event) => !isStuck(event));
      delivered.push(...through.map(({ position }) => position));
      return events.map((event) => (isStuck(event) ? "failed" : "done"));
    },
  });
  await ours.register();
  await register(db, 1, 2);
  await ours.runOnce({ max: 100 });
  await register(db, 3);
  await ours.runOnce({ max: 100 });
  expect(delivered).toEqual([2, 3]);
  expect(logLines).toMatchObject([{ event: "events.reader_failed", reader: "test", parked: 1 }]);
  isAway = false;
  await ours.runOnce({ max: 100 });
  expect(delivered).toEqual([2, 3, 1]);
  expect(await listReaders(db)).toMatchObject([{ position: 3, waiting: 0, dead: 0 }]);
});

test("reader: two processes never handle at the same time, and one continues where the other was stopped", async () => {
  const { db, reader } = await openReaderHarness();
  const handled: number[] = [];
  let running = 0;
  const handle = async ({ position }: LoggedEvent) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    handled.push(position);
    running -= 1;
  };
  const [first, second] = [reader(handle), reader(handle)];
  await first.register();
  const [stopFirst, stopSecond] = [new AbortController(), new AbortController()];
  const loops = [first.loop(stopFirst.signal), second.loop(stopSecond.signal)];
  // One key, so that a batch is handled one by one.
  for (let at = 0; at < 5; at++) await register(db, 1, 1);
  await until(() => handled.length === 10);
  stopFirst.abort();
  await loops[0];
  await register(db, 1, 1);
  await until(() => handled.length === 12);
  stopSecond.abort();
  await loops[1];
  expect(handled).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test("reader: events that the log dropped before they were read are reported, not skipped silently", async () => {
  const { db, reader, logLines } = await openReaderHarness();
  const handled: number[] = [];
  const ours = reader(async ({ position }) => void handled.push(position));
  await ours.register();
  await register(db, 1);
  await sql`update event_head set slot_started_at = now() - interval '1 year'`.execute(db);
  await listReaders(db);
  await trimLog(db, 1000);
  await sql`update event_log set numbered_at = now() - interval '1 year'`.execute(db);
  await trimLog(db, 1000);
  await register(db, 2);
  await ours.runOnce({ max: 100 });
  expect(handled).toEqual([2]);
  expect(logLines).toContainEqual(expect.objectContaining({ event: "events.reader_missed", after: 0, before: 2 }));
});

test("reader: only the event of a handler that never ends fails; those handled meanwhile are not repeated, those not begun come next", async () => {
  const { db, reader, logLines } = await openReaderHarness();
  const handled: number[] = [];
  const ours = reader(async () => {}, {
    deliver: inKeyOrder(
      async ({ position }) => {
        handled.push(position);
        if (position === 2) await new Promise(() => {});
      },
      { concurrency: 1 },
    ),
    bounds: { deadlineMs: 200, retryPauseMs: 60_000, maxRetryPauseMs: 60_000 },
  });
  await ours.register();
  await register(db, 1, 2, 3, 2, 4);
  await ours.runOnce({ max: 100 });
  expect(handled).toEqual([1, 2]);
  expect(logLines).toMatchObject([{ event: "events.delivery_failed", error: { message: "the deadline is over" } }]);
  await ours.runOnce({ max: 100 });
  await register(db, 5);
  await ours.runOnce({ max: 100 });
  // The fourth event has the key of the second one.
  expect(handled).toEqual([1, 2, 3, 5, 6]);
  expect(await listReaders(db)).toMatchObject([{ position: 6, waiting: 2, dead: 0 }]);
});

test("removeReader: a running reader stays; one that no longer runs leaves nothing behind, and starts from scratch when it returns", async () => {
  const { db, reader } = await openReaderHarness();
  const handled: number[] = [];
  let isBroken = true;
  const handle = async ({ position }: LoggedEvent) => {
    if (isBroken) throw new Error("broken");
    handled.push(position);
  };
  const stopping = new AbortController();
  const ours = reader(handle, { bounds: { maxRetryPauseMs: 1000, retryPauseMs: 1000 } });
  await ours.register();
  await register(db, 1);
  const looping = ours.loop(stopping.signal);
  await until(async () => (await listReaders(db))[0]?.waiting === 1);
  expect(await removeReader(db, "test")).toBe("running");
  stopping.abort();
  await looping;
  expect(await removeReader(db, "test")).toBe("removed");
  expect(await removeReader(db, "test")).toBe("unknown");
  expect(await listReaders(db)).toEqual([]);
  expect((await sql`select from event_delivery`.execute(db)).rows).toEqual([]);
  isBroken = false;
  const again = reader(handle);
  await again.register();
  await register(db, 2);
  await again.runOnce({ max: 100 });
  expect(handled).toEqual([2]);
});

test("createReaders: two readers of one name are refused, since they would share a position", async () => {
  const { db } = await databaseForTest();
  const definition = { name: "search", takes: () => true, deliver: async () => [] };
  const create = (...names: string[]) =>
    createReaders(
      names.map((name) => ({ ...definition, name })),
      { db, log: createLog("silent", () => {}) },
    );
  expect(() => create("search", "mail", "search")).toThrow('two readers of the event log are called "search"');
  expect(() => create("search", "mail")).not.toThrow();
});
