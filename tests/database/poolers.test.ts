import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import {
  compiledOnce,
  connect,
  type Db,
  type FoundRoute,
  isUnavailable,
  type PoolOptions,
  transaction,
} from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";
import {
  type PgBouncerOptions,
  type Pooler,
  pgBouncerMissing,
  startPgBouncer,
  trackingPgBouncerMissing,
} from "../support/pgbouncer.ts";
import { pgpoolMissing, startPgpool } from "../support/pgpool.ts";
import { startProxy } from "../support/proxy.ts";

// The route to the database (direct or through a pooler) is detected per connection, and never assumed beyond it.

const bounds = { maxConnections: 4, maxWaiting: 1000, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 };

const openForTest = (url: string, options: Partial<PoolOptions> = {}): Db => {
  const { db, close } = connect(url, { ...bounds, onConnectionError: () => {}, ...options });
  onTestFinished(close);
  return db;
};

const behindPgBouncer = (options: PgBouncerOptions, pool?: Partial<PoolOptions>) =>
  behind((url) => startPgBouncer(url, options), pool);

async function behind(start: (databaseUrl: string) => Promise<Pooler>, pool: Partial<PoolOptions> = {}) {
  const { url, db: direct } = await databaseForTest();
  const pooler = await start(url);
  onTestFinished(pooler.stop);
  const routes: FoundRoute[] = [];
  const db = openForTest(pooler.url, { ...pool, onRouteFound: (route) => routes.push(route) });
  return { db, direct, routes, url: pooler.url };
}

const echo = compiledOnce((db, { text }: { text: string }) =>
  db.selectNoFrom([sql<string>`${text}::text`.as("said"), sql<number>`pg_backend_pid()`.as("pid")]),
);
const texts = Array.from({ length: 200 }, (_, number) => `text ${number}`);
const echoAll = async (db: Db) =>
  (await Promise.all(texts.map((text) => echo(db, { text })))).map(([row]) => row?.said);

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const namesOn = async (db: Db) => {
  const { rows } = await sql<{ name: string; text: string }>`
    select name, statement as text from pg_prepared_statements where statement not like '%pg_prepared_statements%'`.execute(
    db,
  );
  return rows;
};

test("a statement has the same name in every process, and no other statement has it", async () => {
  const { url } = await databaseForTest();
  const [first, second] = [openForTest(url, { maxConnections: 1 }), openForTest(url, { maxConnections: 1 })];
  const insert = (db: Db) => db.insertInto("tag").values({ name: crypto.randomUUID() }).execute();
  await insert(first);
  await echo(first, { text: "" });
  await echo(second, { text: "" });
  await insert(second);
  const [names, others] = [await namesOn(first), await namesOn(second)];
  expect(names.length).toBeGreaterThanOrEqual(2);
  const byName = ({ name: a }: { name: string }, { name: b }: { name: string }) => a.localeCompare(b);
  expect(names.sort(byName)).toEqual(others.sort(byName));
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  for (const { name } of names) expect(name).toMatch(/^dovetail_[0-9a-f]{32}$/);
});

test("where a session forgets its statements, or has them of another process already, each call is answered right", async () => {
  const { db } = await databaseForTest({ maxConnections: 1 });
  await echo(db, { text: "" });
  const [known] = await namesOn(db);
  await sql`deallocate all`.execute(db);
  expect(await echoAll(db)).toEqual(texts);
  const { db: other } = await databaseForTest({ maxConnections: 1 });
  await sql`prepare ${sql.id(known?.name ?? "")} as ${sql.raw(known?.text ?? "")}`.execute(other);
  expect(await echoAll(other)).toEqual(texts);
});

test("outside of a compiled query too, and a transaction is run again as a whole", async () => {
  const { db } = await databaseForTest({ maxConnections: 1 });
  const insert = (on: Db) => on.insertInto("tag").values({ name: crypto.randomUUID() }).execute();
  await insert(db);
  await sql`deallocate all`.execute(db);
  await insert(db);
  const { db: another } = await databaseForTest({ maxConnections: 1 });
  await insert(another);
  await sql`deallocate all`.execute(another);
  await transaction(another, async (tx) => {
    await insert(tx);
    await insert(tx);
  });
  expect(await another.selectFrom("tag").selectAll().execute()).toHaveLength(3);
});

test("a migration that changes a table does not fail reads that were planned before", async () => {
  const { db, url } = await databaseForTest();
  const all = compiledOnce((on, { name }: { name: string }) =>
    on.selectFrom("tag").selectAll().where("name", "=", name),
  );
  const ask = () => Promise.all(texts.map((name) => all(db, { name })));
  await ask();
  await sql`alter table tag add column colour text`.execute(openForTest(url));
  expect(await ask()).toEqual(texts.map(() => []));
});

const poolers = test.skipIf(pgBouncerMissing() !== undefined);

poolers.each([
  ["session", {}],
  ["transaction", {}],
  ["transaction", { ignore_startup_parameters: "options" }],
] as const)(
  "PgBouncer in %s mode is found out (%j): no statement is named, all are answered",
  async (mode, settings) => {
    const { db, direct, routes } = await behindPgBouncer({ mode, settings: { default_pool_size: 4, ...settings } });
    expect(await echoAll(db)).toEqual(texts);
    await Promise.all(
      texts.slice(0, 20).map((name) => transaction(db, (tx) => tx.insertInto("tag").values({ name }).execute())),
    );
    expect(await direct.selectFrom("tag").select("name").execute()).toHaveLength(20);
    expect(routes).toEqual(["pooler"]);
    expect((await Promise.all(texts.slice(0, 20).map(() => namesOn(db)))).flat()).toEqual([]);
  },
);

test.skipIf(trackingPgBouncerMissing() !== undefined).each([200, 0])(
  "a PgBouncer that tracks %i statements is found out: no statement is named, all are answered",
  async (max_prepared_statements) => {
    const settings = { default_pool_size: 4, max_prepared_statements };
    const { db, routes } = await behindPgBouncer({ mode: "transaction", tracksStatements: true, settings });
    expect(await echoAll(db)).toEqual(texts);
    expect(routes).toEqual(["pooler"]);
    expect((await Promise.all(texts.slice(0, 20).map(() => namesOn(db)))).flat()).toEqual([]);
  },
);

test.skipIf(pgpoolMissing() !== undefined)(
  "behind pgpool-II all statements are answered, in transactions too",
  async () => {
    const { db, direct, routes } = await behind(startPgpool);
    expect(await echoAll(db)).toEqual(texts);
    await Promise.all(
      texts.slice(0, 20).map((name) => transaction(db, (tx) => tx.insertInto("tag").values({ name }).execute())),
    );
    expect(await direct.selectFrom("tag").select("name").execute()).toHaveLength(20);
    expect(routes).toEqual(["direct"]);
  },
);

test.skipIf(pgpoolMissing() !== undefined)(
  "pgpool-II in the mode that leaves writes uncommitted is refused",
  async () => {
    const { db } = await behind((url) => startPgpool(url, { backend_clustering_mode: "raw" }));
    await expect(echoAll(db)).rejects.toThrow("backend_clustering_mode = 'streaming_replication'");
  },
);

test("a connection that something forwards without answering for the server stays direct", async () => {
  const { url } = await databaseForTest();
  const address = new URL(url);
  const proxy = await startProxy(address.hostname, Number(address.port));
  onTestFinished(() => proxy.stop());
  address.host = `127.0.0.1:${proxy.port}`;
  const routes: FoundRoute[] = [];
  const db = openForTest(address.href, { onRouteFound: (route) => routes.push(route) });
  expect(await echoAll(db)).toEqual(texts);
  expect(routes).toEqual(["direct"]);
});

poolers("behind a pooler a statement that takes too long is ended on the server, in a transaction or not", async () => {
  const { db, direct } = await behindPgBouncer({ mode: "transaction" }, { statementTimeoutMs: 300 });
  const works = [
    sql`select pg_sleep(30)`.execute(db),
    transaction(db, (tx) => sql`select pg_sleep(31)`.execute(tx)),
    compiledOnce((on, { s }: { s: number }) => on.selectNoFrom(sql`pg_sleep(${s}::int)::text`.as("slept")))(db, {
      s: 32,
    }),
  ];
  const errors = await Promise.all(works.map(failure));
  expect(errors).toMatchObject([{ code: "57014" }, { code: "57014" }, { code: "57014" }]);
  expect(errors.every(isUnavailable)).toBe(true);
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(
    direct,
  );
  expect(rows).toEqual([]);
});

poolers("behind a pooler no setting of ours is left on a connection that others get", async () => {
  const { db, url } = await behindPgBouncer({ mode: "transaction", settings: { default_pool_size: 1 } });
  const shown = (on: Db) =>
    sql`select name, setting from pg_settings where source in ('session', 'client') and name not in
      ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings') order by name`.execute(
      on,
    );
  await transaction(db, async (tx) => {
    expect((await shown(tx)).rows).toContainEqual({ name: "statement_timeout", setting: "10000" });
  });
  expect((await shown(openForTest(url))).rows).toEqual([]);
});
