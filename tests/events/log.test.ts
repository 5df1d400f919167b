import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import {
  append,
  type LoggedEvent,
  latestCursor,
  readLog,
  resolveCursor,
  trimLog,
  typedEvent,
} from "../../server/events/index.ts";
import { copyForTest, databaseForTest } from "../support/database.ts";

const account = (accountId: number) => ({ accountId, username: `u${accountId}` });

const appendOne = (db: Db, accountId: number, beforeCommit: () => Promise<unknown> = async () => {}) =>
  transaction(db, async (tx) => {
    const id = await append(tx, "account.registered", account(accountId));
    await beforeCommit();
    return id;
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads like a client that is interrupted at random: each page from its last position, with another page size. */
async function readAll(db: Db, isOver: () => boolean): Promise<LoggedEvent[]> {
  const read: LoggedEvent[] = [];
  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    for (;;) {
      const page = await readLog(db, { after: read.at(-1)?.position ?? 0, max: 1 + Math.floor(Math.random() * 7) });
      read.push(...page);
      if (page.length === 0) break;
      isLast = false;
    }
    await pause(1);
  }
  return read;
}

test("readLog: a page costs the same however long the log is, also before it was ever analyzed", async () => {
  const { db } = await databaseForTest({ maxConnections: 1 });
  const rowsReadOf = async (tx: Db, tables: string) => {
    const { rows } = await sql<{ read: number }>`
      select sum(seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
        where relname like ${tables}`.execute(tx);
    return rows[0]?.read;
  };
  // Plans of the session are made while the log is empty.
  for (let turn = 0; turn < 7; turn++) await readLog(db, { after: 0, max: 10 });
  await sql`insert into event_log (slot, position, event_id, name, is_public, payload, occurred_at)
    select 0, n, gen_random_uuid(), 'x', true, '{}', now() from generate_series(1, 20000) n`.execute(db);
  await sql`update event_head set position = 20000`.execute(db);
  await db.transaction().execute(async (tx) => {
    expect(await readLog(tx, { after: 15_000, max: 10 })).toHaveLength(10);
    expect(await rowsReadOf(tx, "event_log%")).toBeLessThan(100);
  });
  await appendOne(db, 1);
  await db.transaction().execute(async (tx) => {
    expect(await readLog(tx, { after: 20_000, max: 10 })).toMatchObject([{ position: 20_001 }]);
    expect(await rowsReadOf(tx, "event_%")).toBeLessThan(100);
  });
});

test("readLog: 64 writers, a long transaction and three readers: each reads every committed event once, in one order", async () => {
  const { db } = await databaseForTest({ maxConnections: 80 });
  let isOver = false;
  const readers = [1, 2, 3].map(() => readAll(db, () => isOver));
  const release = Promise.withResolvers<void>();
  const long = appendOne(db, 1_000_000, () => release.promise);
  const writers = Array.from({ length: 64 }, async (_, writer) => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at++) {
      const write = appendOne(db, writer + 1, () => pause(Math.random() * 20));
      if (at === 3) {
        await transaction(db, async (tx) => {
          await append(tx, "account.registered", account(writer + 1));
          throw new Error("rolled back");
        }).catch(() => {});
      }
      ids.push(await write);
    }
    return ids;
  });
  const committed = (await Promise.all(writers)).flat();
  const beforeLong = await readLog(db, { after: 0, max: 1000 });
  release.resolve();
  committed.push(await long);
  isOver = true;
  const [first = [], ...others] = await Promise.all(readers);

  expect(beforeLong).toHaveLength(committed.length - 1);
  expect(first.map(({ position }) => position)).toEqual(committed.map((_, at) => at + 1));
  expect(new Set(first.map(({ id }) => id))).toEqual(new Set(committed));
  for (const other of others) expect(other).toEqual(first);
  for (let writer = 1; writer <= 64; writer++) {
    const own = committed.slice((writer - 1) * 5, writer * 5);
    expect(first.filter(({ key }) => key === `accountId:${writer}`).map(({ id }) => id)).toEqual(own);
  }
});

test("append: an event that does not fit, or outside a transaction, is refused", async () => {
  const { db } = await databaseForTest();
  await expect(transaction(db, (tx) => append(tx, "account.registered", account(0)))).rejects.toThrow("Too small");
  // @ts-expect-error: not a transaction
  await expect(append(db, "account.registered", account(1))).rejects.toThrow("in the transaction of its change");
  expect(await readLog(db, { after: 0, max: 10 })).toEqual([]);
});

test("typedEvent: an event of another release that does not match its contract gives undefined", async () => {
  const { db } = await databaseForTest();
  await appendOne(db, 7);
  const [event] = await readLog(db, { after: 0, max: 10 });
  if (event === undefined) throw new Error("no event");
  expect(typedEvent(event)).toMatchObject({
    name: "account.registered",
    payload: account(7),
    key: "accountId:7",
    isPublic: true,
  });
  expect(typedEvent({ ...event, name: "account.renamed" })).toBeUndefined();
  expect(typedEvent({ ...event, payload: { username: 3 } })).toBeUndefined();
});

test("cursor: one follows its event, and one of another history or of dropped events is a reset", async () => {
  const { db, url, usage, drop } = await databaseForTest();
  const atStart = await latestCursor(db);
  expect(await resolveCursor(db, atStart)).toBe(0);
  await appendOne(db, 1);
  await appendOne(db, 2);
  const cursor = await latestCursor(db);
  expect(await resolveCursor(db, cursor)).toBe(2);
  expect(await resolveCursor(db, atStart)).toBe(0);
  for (const other of ["", "3-00000000", `1${cursor.slice(1)}`, "2-00000000", "-1", "9007199254740993-00000000"])
    expect(await resolveCursor(db, other)).toBe("reset");

  const copy = await copyForTest({ url, db, usage, drop, close: async () => {} });
  expect(await resolveCursor(copy.db, cursor)).toBe(2);
  await appendOne(db, 3);
  await appendOne(copy.db, 4);
  expect(await resolveCursor(copy.db, await latestCursor(db))).toBe("reset");
});

test("trim: partitions are dropped once all their events are old; the last cursor stays valid, an older one is a reset", async () => {
  const { db } = await databaseForTest();
  const age = (days: number) =>
    sql`with aged as (update event_log set numbered_at = numbered_at - make_interval(days => ${days}))
      update event_head set slot_started_at = slot_started_at - make_interval(days => ${days})`.execute(db);
  const kept = 7 * 86_400_000;
  const cursors: string[] = [];
  for (let day = 0; day < 12; day++) {
    await appendOne(db, day + 1);
    cursors.push(await latestCursor(db));
    await age(1);
    await trimLog(db, kept);
  }
  const left = await readLog(db, { after: 0, max: 100 });
  expect(left.map(({ position }) => position)).toEqual([7, 8, 9, 10, 11, 12]);
  expect(await resolveCursor(db, cursors[5] ?? "")).toBe("reset");
  expect(await resolveCursor(db, cursors[6] ?? "")).toBe(7);
  await age(30);
  for (let turn = 0; turn < 10; turn++) await trimLog(db, kept);
  expect(await resolveCursor(db, cursors[11] ?? "")).toBe(12);
  expect(await resolveCursor(db, cursors[10] ?? "")).toBe("reset");
});
