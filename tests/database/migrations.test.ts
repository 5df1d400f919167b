import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { expect, onTestFinished, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { connect, type Database, type Db, describeRefusal } from "../../server/database/index.ts";
import { migrate, migrateWithin } from "../../server/database/migrate.ts";
import { planMigrations } from "../../server/database/migration-plan.ts";
import { databaseForTest } from "../support/database.ts";
import { pgBouncerMissing, startPgBouncer } from "../support/pgbouncer.ts";

const names = Object.keys(migrations);

/** Dumps the schema as comparable text. */
async function schemaOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`
    select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public'
    union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
    union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select format('function %s %s', proname, md5(prosrc)) from pg_proc
      where pronamespace = 'public'::regnamespace
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select format('slots %s', count(*)) from article_total
    order by line`.execute(db);
  return rows.map(({ line }) => line);
}

const ranOnce = async (db: Db) => {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
};

function another(url: string): Database {
  return connect(url, {
    maxConnections: 2,
    maxWaiting: 10,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
}

test("migrate: an empty database gets the schema of the template", async () => {
  const [empty, template] = [await databaseForTest({ migrated: false }), await databaseForTest()];
  expect(await migrate(empty.db)).toEqual(names);
  expect(await schemaOf(empty.db)).toEqual(await schemaOf(template.db));
  expect(await ranOnce(empty.db)).toEqual(names);
});

test("FX-09 a second run finds nothing to do and changes nothing", async () => {
  const { db } = await databaseForTest({ migrated: false });
  await migrate(db);
  const before = await schemaOf(db);
  expect(await migrate(db)).toEqual([]);
  expect(await schemaOf(db)).toEqual(before);
});

test("FX-09 five at once from empty run each migration once, and none of them fails", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  const migrators = Array.from({ length: 5 }, () => another(url));
  const ran = await Promise.all(migrators.map((migrator) => migrate(migrator.db)));
  await Promise.all(migrators.map(({ close }) => close()));
  expect(ran.flat().sort()).toEqual(names);
  expect(await ranOnce(db)).toEqual(names);
});

test("one that began while another was about to commit reports nothing as run", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  const late = another(url);
  onTestFinished(late.close);
  await late.db.transaction().execute(async (tx) => {
    // The session remembers that there is no table of migrations.
    await planMigrations(tx, older);
    await migrate(db, { known: older });
    expect(await migrateWithin(tx, { known: older })).toMatchObject({ pending: [] });
  });
});

test("FX-09 one that is killed half-way leaves nothing behind, and the next run does it all", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  const migrator = another(url);
  // A held lock on the last table's name stops the migrator halfway.
  const held = Promise.withResolvers<void>();
  const holder = db.transaction().execute(async (tx) => {
    await sql`create table article_total ()`.execute(tx);
    await held.promise;
    throw new Error("given up");
  });
  const outcome = migrate(migrator.db, { lockTimeoutMs: 60_000 }).then(
    () => "done",
    () => "failed",
  );
  const waiting = async () => {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%article_total%'`.execute(db);
    return rows[0]?.pid;
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBeDefined();
  await sql`select pg_terminate_backend(${await waiting()})`.execute(db);
  expect(await outcome).toBe("failed");
  held.resolve();
  await expect(holder).rejects.toThrow("given up");
  const { rows } = await sql`select from pg_tables where schemaname = 'public' and tablename = 'account'`.execute(db);
  expect(rows).toEqual([]);
  expect(await migrate(migrator.db)).toEqual(names);
  await migrator.close();
});

/** A migration of one statement. */
const doing = (statement: string): Migration => ({ up: async (db) => void (await sql.raw(statement).execute(db)) });

/** The releases of a service that has one table, then another column of it. */
const older = { "0001_note": doing("create table note (id int primary key)") };
const newer = { ...older, "0002_text": doing("alter table note add column text text") };

test("a release before starts on the database of the one after, and the log names what it lacks", async () => {
  const { db } = await databaseForTest({ migrated: false });
  await migrate(db, { known: newer });
  const lines: string[] = [];
  expect(await migrate(db, { known: older, report: (line) => lines.push(line) })).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(/lacks.*: 0002_text$/)]);
  expect(await migrate(db, { known: newer })).toEqual([]);
});

test("a migration whose name says that there is no return refuses releases before it, in one sentence", async () => {
  const { db } = await databaseForTest({ migrated: false });
  const last = { ...newer, "0003_drop_no_return": doing("alter table note drop column text") };
  await migrate(db, { known: last });
  const failure: unknown = await migrate(db, { known: newer }).catch((error: unknown) => error);
  expect(describeRefusal(failure)).toMatch(/^migration 0003_drop_no_return has run/);
  expect(await migrate(db, { known: last })).toEqual([]);
});

test("branches with one number, merged after one of them ran, both run, in the order of names, and the log shows it", async () => {
  const { db } = await databaseForTest({ migrated: false });
  const theirs = { "0002_colour": doing("alter table note add column colour text") };
  await migrate(db, { known: newer });
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const merged = { ...newer, ...theirs, "0003_index": doing("create index on note (colour, text)") };
  expect(await migrate(db, { known: merged, report })).toEqual(["0002_colour", "0003_index"]);
  expect(lines).toEqual([expect.stringMatching(/after later ones.*: 0002_colour$/)]);
  expect(await migrate(db, { known: { ...older, ...theirs } })).toEqual([]);
});

const limitedRole = async (db: Db, url: string): Promise<URL> => {
  const name = `dovetail_limited_${crypto.randomUUID().slice(0, 8)}`;
  await sql.raw(`create role ${name} login superuser password 'limited'`).execute(db);
  await sql.raw(`alter role ${name} set statement_timeout = '300ms'`).execute(db);
  onTestFinished(async () => void (await sql.raw(`drop owned by ${name}; drop role ${name}`).execute(db)));
  const address = new URL(url);
  address.username = name;
  address.password = "limited";
  return address;
};

const slow = { ...older, "0002_slow": doing("select pg_sleep(1.5)") };

async function migrateAtOnce(url: string): Promise<{ readonly ran: readonly string[]; readonly lines: string[] }> {
  const migrators = Array.from({ length: 3 }, () => another(url));
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const ran = await Promise.all(migrators.map(({ db }) => migrate(db, { known: slow, report })));
  await Promise.all(migrators.map(({ close }) => close()));
  return { ran: ran.flat(), lines };
}

test("a migration may run longer than its role's statement_timeout, and waiting migrators survive and log it", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  const { ran, lines } = await migrateAtOnce((await limitedRole(db, url)).href);
  expect(ran).toEqual(Object.keys(slow));
  expect(lines).toContainEqual(expect.stringMatching(/another process is migrating/));
});

test.skipIf(pgBouncerMissing() !== undefined)(
  "behind a pooler that lends by transaction it does too, and leaves no lock behind",
  async () => {
    const { db, url } = await databaseForTest({ migrated: false });
    const pooler = await startPgBouncer((await limitedRole(db, url)).href, { mode: "transaction" });
    onTestFinished(pooler.stop);
    expect((await migrateAtOnce(pooler.url)).ran).toEqual(Object.keys(slow));
    const { rows } = await sql`select from pg_locks l join pg_database d on d.oid = l.database
    where locktype = 'advisory' and datname = current_database()`.execute(db);
    expect(rows).toEqual([]);
  },
);

test("a migration whose table is in use gives way to others, and runs once the table is free", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  await migrate(db, { known: older });
  const [used, reported] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reading = Promise.withResolvers<void>();
  const reader = db.transaction().execute(async (tx) => {
    await sql`select from note`.execute(tx);
    reading.resolve();
    await used.promise;
  });
  await reading.promise;
  const migrator = another(url);
  onTestFinished(migrator.close);
  const outcome = migrate(migrator.db, { known: newer, lockTimeoutMs: 50, report: () => reported.resolve() });
  await reported.promise;
  // Rolled back, it holds nothing that a reader would wait for.
  await sql`select from note`.execute(db);
  used.resolve();
  await reader;
  expect(await outcome).toEqual(["0002_text"]);
});

/** A database, and its address for a new role that owns nothing in it. */
async function databaseOfAnother() {
  const { db, url } = await databaseForTest({ migrated: false });
  const role = `dovetail_test_${crypto.randomUUID().replaceAll("-", "")}`;
  await sql`create role ${sql.id(role)} login password 'secret'`.execute(db);
  onTestFinished(async () => {
    await sql`drop owned by ${sql.id(role)}`.execute(db);
    await sql`drop role ${sql.id(role)}`.execute(db);
  });
  const at = new URL(url);
  at.username = role;
  at.password = "secret";
  return { db, role: sql.id(role), as: at.href };
}

const refusalOfMigration = async (url: string) => {
  const { db, close } = another(url);
  const error: unknown = await migrate(db).catch((failure: unknown) => failure);
  await close();
  return describeRefusal(error);
};

test("a role that may not create tables, or has no schema, is refused in one sentence", async () => {
  const { db, role, as } = await databaseOfAnother();
  await sql`revoke create on schema public from public`.execute(db);
  expect(await refusalOfMigration(as)).toMatch(/lacks a privilege: grant it create on schema public.*\(42501\)$/);
  await sql`alter role ${role} set search_path = nowhere`.execute(db);
  expect(await refusalOfMigration(as)).toMatch(/search_path names no schema.*\(3F000\)$/);
});

test("two services with schemas of their own share a database, each with its own tables", async () => {
  const { db, role, as } = await databaseOfAnother();
  await migrate(db);
  await sql`create schema other authorization ${role}`.execute(db);
  await sql`alter role ${role} set search_path = other`.execute(db);
  const { db: others, close } = another(as);
  onTestFinished(close);
  expect(await migrate(others)).toEqual(names);
  const { rows } = await sql<{ schema: string }>`
    select schemaname as schema from pg_tables where tablename in ('kysely_migration', 'article') order by 1`.execute(
    db,
  );
  expect(rows.map(({ schema }) => schema)).toEqual(["other", "other", "public", "public"]);
});
