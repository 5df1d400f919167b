import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { compiledOnce, connect, isUnavailable, ping, toIsoTime, transaction } from "../../server/database/index.ts";
import { startTestApp } from "../support/app.ts";
import { databaseForTest } from "../support/database.ts";
import { draft, enrol } from "../support/people.ts";
import { startProxy } from "../support/proxy.ts";

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
};

test("a backend that dies inside a transaction fails that call alone; the process lives and the next call works", async () => {
  const lost: Error[] = [];
  const { db } = await databaseForTest({ maxConnections: 2, onConnectionError: (error) => lost.push(error) });
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  onTestFinished(() => void process.off("unhandledRejection", note).off("uncaughtException", note));
  const work = transaction(db, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    // The client is idle in a transaction: there is no query that could report the error.
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    await ping(tx);
  });
  expect(isUnavailable(await failure(work))).toBe(true);
  await ping(db);
  await Promise.all(Array.from({ length: 4 }, () => ping(db)));
  expect(unhandled).toEqual([]);
});

test("backends that die while idle are replaced", async () => {
  const { db } = await databaseForTest({ maxConnections: 3 });
  await Promise.all(Array.from({ length: 3 }, () => sql`select pg_sleep(0.05)`.execute(db)));
  const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await others.execute(db);
  const settled = async () => (await Promise.all(Array.from({ length: 3 }, () => failure(ping(db))))).every((e) => !e);
  await expect.poll(settled).toBe(true);
});

test("a statement that takes too long is ended by the server, and its connection serves the next", async () => {
  const { db } = await databaseForTest({ maxConnections: 1, statementTimeoutMs: 200 });
  let error: unknown;
  const ms = await elapsed(failure(sql`select pg_sleep(30)`.execute(db)).then((found) => (error = found)));
  expect(error).toMatchObject({ code: "57014" });
  expect(isUnavailable(error)).toBe(true);
  expect(ms).toBeLessThan(2000);
  await ping(db);
});

test("a transaction that is left idle is ended, and its connection is not lost to the pool", async () => {
  const { db } = await databaseForTest({ maxConnections: 1, statementTimeoutMs: 100 });
  const idle = transaction(db, async (tx) => {
    await ping(tx);
    await expect.poll(async () => failure(ping(tx)), { interval: 500 }).toBeDefined();
    await ping(tx);
  });
  expect(isUnavailable(await failure(idle))).toBe(true);
  await ping(db);
});

test("a connection that fell silent is given up, and the next call gets a new one", async () => {
  const { url } = await databaseForTest();
  const direct = new URL(url);
  const proxy = await startProxy(direct.hostname, Number(direct.port));
  onTestFinished(() => proxy.stop());
  direct.hostname = "127.0.0.1";
  direct.port = String(proxy.port);
  const { db, close } = connect(direct.href, {
    maxConnections: 1,
    maxWaiting: 5,
    connectTimeoutMs: 1000,
    statementTimeoutMs: 100,
    onConnectionError: () => {},
  });
  await ping(db);
  proxy.stall();
  expect(isUnavailable(await failure(ping(db)))).toBe(true);
  expect(await elapsed(ping(db))).toBeLessThan(1000);
  await close();
});

test("a database that cannot be reached counts as unavailable", async () => {
  for (const url of ["postgres://user:secret@127.0.0.1:1/none", "postgres://user:secret@name.invalid:5432/none"]) {
    const { db, close } = connect(url, {
      maxConnections: 1,
      maxWaiting: 5,
      connectTimeoutMs: 2000,
      statementTimeoutMs: 100,
      onConnectionError: () => {},
    });
    expect(isUnavailable(await failure(ping(db)))).toBe(true);
    await close();
  }
});

test("without a free connection callers get 503 with Retry-After within a second, over REST and tRPC, and later calls succeed", async () => {
  const app = await startTestApp({}, { maxConnections: 1, maxWaiting: 2, connectTimeoutMs: 500 });
  onTestFinished(app.stop);
  const person = await enrol(app);
  const release = Promise.withResolvers<void>();
  const holding = Promise.withResolvers<void>();
  const holder = transaction(app.database.db, async (tx) => {
    await ping(tx);
    holding.resolve();
    await release.promise;
  });
  await holding.promise;
  const ask = () => app.rest("GET", "/user", { token: person.token });
  const answers = [ask(), ask(), ask(), ask()];
  expect(await elapsed(Promise.all(answers))).toBeLessThan(1000);
  for (const { status, headers, body } of await Promise.all(answers)) {
    expect({ status, code: body.code, retryAfter: headers.get("retry-after") }).toEqual({
      status: 503,
      code: "unavailable",
      retryAfter: "1",
    });
    expect(JSON.stringify(body)).not.toMatch(/pool|timeout|connect|postgres/i);
  }
  const overTrpc = await app.fetch("/trpc/tags.list");
  expect(overTrpc.status).toBe(503);
  expect((await overTrpc.json()).error.data).toMatchObject({ code: "SERVICE_UNAVAILABLE", reason: "unavailable" });
  expect((await app.fetch("/healthz")).status).toBe(200);
  release.resolve();
  await holder;
  expect((await ask()).status).toBe(200);
});

test("a write whose connection is lost at its commit has an unknown outcome, an uncommitted one has not", async () => {
  const app = await startTestApp();
  onTestFinished(app.stop);
  const { db } = app.database;
  await sql`create function wait_long() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return null; end $$`.execute(
    db,
  );
  const waitsAtCommit = (time: "initially deferred" | "initially immediate") =>
    sql`create constraint trigger waits after insert on article deferrable ${sql.raw(time)}
      for each row execute function wait_long()`.execute(db);
  const lost = async () => {
    const person = await enrol(app);
    const answer = app.rest("POST", "/articles", { token: person.token, body: { article: draft() } });
    const end = async () => {
      const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`.execute(db);
      return rows.length;
    };
    await expect.poll(end).toBe(1);
    return answer;
  };
  await waitsAtCommit("initially deferred");
  const { status, body } = await lost();
  expect(status).toBe(503);
  expect(body.detail).toMatch(/may have been made or not.*Idempotency-Key/);
  await sql`drop trigger waits on article`.execute(db);
  await waitsAtCommit("initially immediate");
  expect(await lost()).toMatchObject({
    status: 503,
    body: { detail: expect.not.stringMatching(/may have been made/) },
  });
  expect(await db.selectFrom("article").selectAll().execute()).toEqual([]);
});

test.each([
  ["2026-11-05 09:30:00+00", "2026-11-05T09:30:00.000Z"],
  ["2026-11-05 09:30:00.1+00", "2026-11-05T09:30:00.100Z"],
  ["2026-11-05 09:30:00.12+00", "2026-11-05T09:30:00.120Z"],
  ["2026-11-05 09:30:00.123+00", "2026-11-05T09:30:00.123Z"],
  ["2026-11-05 09:30:00.123456+00", "2026-11-05T09:30:00.123Z"],
  ["2026-11-05 09:30:00.999999+00", "2026-11-05T09:30:00.999Z"],
  ["2026-11-05 10:30:00+01", "2026-11-05T09:30:00.000Z"],
  ["2026-11-05 15:00:00.5+05:30", "2026-11-05T09:30:00.500Z"],
  ["2026-11-04 23:30:00-10", "2026-11-05T09:30:00.000Z"],
])("the moment %s reads %s", (text, iso) => {
  expect(toIsoTime(text)).toBe(iso);
});

test.each(["infinity", "-infinity", "0044-03-15 00:00:00+00 BC", ""])(
  "%s is refused, since it has no ISO form",
  (text) => {
    expect(() => toIsoTime(text)).toThrow();
  },
);

test("moments come as ISO text whatever the session's time zone, and 64-bit numbers as numbers", async () => {
  const { db } = await databaseForTest();
  const read = () =>
    transaction(db, async (tx) => {
      await sql`set local time zone 'Asia/Kolkata'`.execute(tx);
      return sql`select timestamptz '2026-11-05 09:30:00.25+00' as at, 9007199254740991::bigint as large`.execute(tx);
    });
  expect((await read()).rows).toEqual([{ at: "2026-11-05T09:30:00.250Z", large: Number.MAX_SAFE_INTEGER }]);
});

test("a closed database lets go of its connections, though only compiled queries used them", async () => {
  const { url } = await databaseForTest();
  const { db, close } = connect(url, {
    maxConnections: 2,
    maxWaiting: 2,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 5000,
    onConnectionError: () => {},
  });
  const one = compiledOnce((of, { id }: { id: number }) => of.selectFrom("account").select("id").where("id", "=", id));
  expect(await one(db, { id: 1 })).toEqual([]);
  await close();
  await expect(one(db, { id: 1 })).rejects.toThrow("after calling end");
});
