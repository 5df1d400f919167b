import { sql } from "kysely";
import { expect, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { connect, type Database, type Db } from "../../server/database/index.ts";
import { migrate } from "../../server/database/migrate.ts";
import { databaseForTest } from "../support/database.ts";

const names = Object.keys(migrations);

/** Everything that makes up the schema, as text that can be compared. */
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

test("an empty database becomes what the template is", async () => {
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

test("FX-09 one that is killed half-way leaves nothing behind, and the next run does it all", async () => {
  const { db, url } = await databaseForTest({ migrated: false });
  const migrator = another(url);
  // Whoever holds the name of the last table keeps the migrator waiting half-way.
  const held = Promise.withResolvers<void>();
  const holder = db.transaction().execute(async (tx) => {
    await sql`create table article_total ()`.execute(tx);
    await held.promise;
    throw new Error("given up");
  });
  const outcome = migrate(migrator.db).then(
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
