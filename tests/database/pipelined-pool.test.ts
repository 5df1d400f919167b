import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { compiledOnce, connect, type Db, isUnavailable, transaction } from "../../server/database/index.ts";
import { countStatements } from "../../server/telemetry/index.ts";
import { databaseForTest } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";

// Compiled reads share connections, several in flight on each; callers must not notice.

interface Echo {
  pid: number;
  said: string;
}

const quick = compiledOnce((db, { text }: { text: string }) =>
  db.selectNoFrom([sql<number>`pg_backend_pid()`.as("pid"), sql<string>`${text}::text`.as("said")]),
);
const slow = compiledOnce((db, { seconds }: { seconds: number }) =>
  db.selectNoFrom([
    sql<string>`pg_sleep(${seconds}::float8)::text`.as("slept"),
    sql<number>`pg_backend_pid()`.as("pid"),
  ]),
);
const divided = compiledOnce((db, { by }: { by: number }) => db.selectNoFrom(sql<number>`1 / ${by}::int`.as("result")));

const settle = async (work: Promise<unknown>) =>
  work.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const texts = Array.from({ length: 200 }, (_, number) => `text ${number}`);
const askAll = (db: Db): Promise<Echo[]> =>
  Promise.all(texts.map(async (text) => (await quick(db, { text }))[0] ?? { pid: 0, said: "" }));

test("two hundred at once each get their own answer, over half of the connections at most", async () => {
  const { db } = await databaseForTest({ maxConnections: 4 });
  await askAll(db);
  const answers = await askAll(db);
  expect(answers.map(({ said }) => said)).toEqual(texts);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBeLessThanOrEqual(2);
});

test("slow ones spread over connections", async () => {
  const { db } = await databaseForTest({ maxConnections: 8 });
  expect(await elapsed(Promise.all([1, 2, 3, 4].map(() => slow(db, { seconds: 0.4 }))))).toBeLessThan(1200);
});

test("behind a pooler none is sent before the one ahead of it is answered, and all connections are used", async () => {
  const { db } = await databaseForTest({ maxConnections: 4, ownsSessions: false });
  const ms = await elapsed(Promise.all(Array.from({ length: 4 }, () => slow(db, { seconds: 0.3 }))));
  expect(ms).toBeLessThan(900);
  expect((await askAll(db)).map(({ said }) => said)).toEqual(texts);
});

test("a slow statement does not delay later ones", async () => {
  const { db } = await databaseForTest({ maxConnections: 4 });
  await askAll(db);
  const inFlight = slow(db, { seconds: 1 });
  await pause(50);
  expect(await elapsed(askAll(db))).toBeLessThan(500);
  await inFlight;
});

test("among slow statements, one that is slower delays at most seven others", async () => {
  const { db } = await databaseForTest({ maxConnections: 4 });
  for (let time = 0; time < 10; time++) await slow(db, { seconds: 0.01 });
  const [slowest, ...others] = [1, ...Array(20).fill(0.01)].map((seconds) => elapsed(slow(db, { seconds })));
  const heldUp = (await Promise.all(others)).filter((ms) => ms > 900);
  expect(await slowest).toBeGreaterThan(900);
  expect(heldUp.length).toBeLessThanOrEqual(7);
});

test("a statement that fails does not affect the others", async () => {
  const { db } = await databaseForTest({ maxConnections: 2 });
  const [before, failed, after] = await Promise.all([
    settle(quick(db, { text: "before" })),
    settle(divided(db, { by: 0 })),
    settle(quick(db, { text: "after" })),
  ]);
  expect(failed).toMatchObject({ error: { code: "22012" } });
  expect([before, after]).toMatchObject([{ answer: [{ said: "before" }] }, { answer: [{ said: "after" }] }]);
  expect(await divided(db, { by: 1 })).toEqual([{ result: 1 }]);
});

test("statements beyond the queue's bound fail at once, those that wait too long fail later, and then the pool works again", async () => {
  const { db } = await databaseForTest({ maxConnections: 1, maxWaiting: 3, connectTimeoutMs: 200 });
  await quick(db, { text: "opens the connection" });
  const inFlight = slow(db, { seconds: 1 });
  await pause(50);
  const asked = Array.from({ length: 5 }, () => settle(quick(db, { text: "late" })));
  expect(await elapsed(Promise.all(asked))).toBeLessThan(800);
  const errors = (await Promise.all(asked)).map((outcome) => ("error" in outcome ? outcome.error : undefined));
  expect(errors.map(String)).toEqual([
    ...Array(3).fill("PoolExhausted: no connection came free in time"),
    ...Array(2).fill("PoolExhausted: too many callers wait for a connection"),
  ]);
  expect(errors.every(isUnavailable)).toBe(true);
  await inFlight;
  expect(await quick(db, { text: "then" })).toMatchObject([{ said: "then" }]);
});

test("when the server ends a connection, its queries in flight fail as unavailable, and the next call works", async () => {
  const { db } = await databaseForTest({ maxConnections: 2 });
  const pid = (await quick(db, { text: "" }))[0]?.pid;
  const asked = [slow(db, { seconds: 5 }), quick(db, { text: "behind it" })].map(settle);
  await pause(100);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(db);
  const [first] = await Promise.all(asked);
  expect(first).toHaveProperty("error");
  expect(isUnavailable(first !== undefined && "error" in first ? first.error : undefined)).toBe(true);
  expect((await quick(db, { text: "next" }))[0]?.pid).not.toBe(pid);
});

test("when a connection stops responding, statements behind the first are resent over another, and the first times out", async () => {
  const { url } = await databaseForTest();
  const direct = new URL(url);
  const proxy = await startProxy(direct.hostname, Number(direct.port));
  onTestFinished(() => proxy.stop());
  direct.host = `127.0.0.1:${proxy.port}`;
  const bounds = { maxConnections: 4, maxWaiting: 10, connectTimeoutMs: 800, statementTimeoutMs: 100 };
  const { db, close } = connect(direct.href, { ...bounds, onConnectionError: () => {} });
  // Low latency is learned first, so that several queries share the connection.
  for (let time = 0; time < 20; time++) await quick(db, { text: "" });
  proxy.stall();
  const [first, ...behind] = ["first", "behind it", "last"].map((text) => settle(quick(db, { text })));
  expect(await Promise.all(behind)).toMatchObject([
    { answer: [{ said: "behind it" }] },
    { answer: [{ said: "last" }] },
  ]);
  expect(await first).toHaveProperty("error");
  expect(await elapsed(quick(db, { text: "next" }))).toBeLessThan(1000);
  await close();
});

/** Locks a table until released. */
async function lockTable(url: string, table: string) {
  const { db, close } = connect(url, { ...lockBounds, onConnectionError: () => {} });
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const held = transaction(db, async (tx) => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(tx);
    locked.resolve();
    await release.promise;
  });
  // A failed test must not wait for its own lock.
  onTestFinished(async () => {
    release.resolve();
    await close();
  });
  await locked.promise;
  return async () => {
    release.resolve();
    await held;
  };
}
const lockBounds = { maxConnections: 1, maxWaiting: 1, connectTimeoutMs: 10_000, statementTimeoutMs: 0 };
const countOf = (table: "article" | "tag") =>
  compiledOnce((db, { above }: { above: number }) =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as("count"))
      .where(sql.lit(0), "<=", above),
  );

test("fifty reads of a locked table do not delay reads of another, and are answered once it is unlocked", async () => {
  const { db, url } = await databaseForTest({ maxConnections: 10, connectTimeoutMs: 5000 });
  const [articles, tags] = [countOf("article"), countOf("tag")];
  await Promise.all(texts.slice(0, 20).flatMap(() => [articles(db, { above: 1 }), tags(db, { above: 1 })]));
  const unlock = await lockTable(url, "article");
  const blocked = Array.from({ length: 50 }, () => settle(articles(db, { above: 1 })));
  for (let time = 0; time < 20; time++) {
    expect(await Promise.all([0, 1, 2].map(() => tags(db, { above: 1 })))).toEqual(Array(3).fill([{ count: 0 }]));
    await pause(50);
  }
  await unlock();
  const outcomes = await Promise.all(blocked);
  expect(outcomes.filter((outcome) => "answer" in outcome).length).toBeGreaterThanOrEqual(1);
  expect(outcomes.every((outcome) => "answer" in outcome || isUnavailable(outcome.error))).toBe(true);
  expect(await articles(db, { above: 1 })).toEqual([{ count: 0 }]);
});

test("writes that wait for a lock leave connections to reads, and further writes time out", async () => {
  const { db, url } = await databaseForTest({ maxConnections: 10, connectTimeoutMs: 500 });
  const tags = countOf("tag");
  // Opening a connection may take as long as a caller waits for one.
  await Promise.all(texts.slice(0, 20).map(() => tags(db, { above: 1 })));
  const unlock = await lockTable(url, "article");
  const write = () => transaction(db, (tx) => sql`delete from article`.execute(tx));
  const writes = Array.from({ length: 20 }, () => settle(write()));
  await pause(100);
  for (let time = 0; time < 10; time++) {
    expect(await tags(db, { above: 1 })).toEqual([{ count: 0 }]);
    await pause(50);
  }
  await pause(200);
  await unlock();
  const outcomes = await Promise.all(writes);
  expect(outcomes.filter((outcome) => "answer" in outcome)).toHaveLength(8);
  expect(outcomes.every((outcome) => "answer" in outcome || isUnavailable(outcome.error))).toBe(true);
  expect(await settle(write())).toHaveProperty("answer");
});

test("a transaction gets its connection under continuous reads", async () => {
  const { db } = await databaseForTest({ maxConnections: 1 });
  let isOver = false;
  const readers = Array.from({ length: 20 }, async () => {
    while (!isOver) await quick(db, { text: "on and on" });
  });
  await pause(50);
  expect(await elapsed(transaction(db, (tx) => sql`select 1`.execute(tx)))).toBeLessThan(500);
  isOver = true;
  await Promise.all(readers);
});

test("reads get their connections under continuous transactions", async () => {
  const { db } = await databaseForTest({ maxConnections: 2 });
  let isOver = false;
  const writers = Array.from({ length: 8 }, async () => {
    while (!isOver) await transaction(db, (tx) => sql`select pg_sleep(0.02)`.execute(tx));
  });
  await pause(50);
  expect(await elapsed(askAll(db))).toBeLessThan(1000);
  isOver = true;
  await Promise.all(writers);
});

test("each caller's statements count as its own", async () => {
  const { db } = await databaseForTest({ maxConnections: 1 });
  const counts = [1, 2, 3].map(() => ({ statements: 0 }));
  const ask = async (times: number) => {
    for (let time = 0; time < times; time++) await quick(db, { text: "counted" });
  };
  await Promise.all(counts.map((count, index) => countStatements(count, () => ask(index + 1))));
  expect(counts.map(({ statements }) => statements)).toEqual([1, 2, 3]);
});
