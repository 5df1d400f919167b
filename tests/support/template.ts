import pg from "pg";
import { connect } from "../../server/database/index.ts";
import { migrate } from "../../server/database/migrate.ts";

/** The migrated template database that every test database is a copy of. */
const templateName = "dovetail_test_template";

/** The steps that reset a used copy. */
export interface Template {
  readonly name: string;
  /** Statements that restore every row and sequence. */
  readonly reset: string;
  /** A fingerprint of the unchanged schema. */
  readonly fingerprint: string;
}

/** The URL of a database in the cluster at `clusterUrl`. */
export function urlOf(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A value that changes with each change to a catalog's rows about our own objects, in one scan without sorting. */
const version = "count(*), max(xmin::text::bigint)";

// Statistics count as schema, because they change query plans. A copy that grew is not worth cleaning.
const fingerprintSql = `
  select concat_ws(' ',
    (select concat_ws(':', ${version}, sum(relpages), sum(reltuples)) from pg_class where oid >= 16384),
    (select concat_ws(':', ${version}) from pg_attribute where attrelid >= 16384),
    (select concat_ws(':', ${version}) from pg_proc where oid >= 16384),
    (select concat_ws(':', ${version}) from pg_constraint where oid >= 16384),
    (select concat_ws(':', ${version}) from pg_trigger where oid >= 16384),
    (select concat_ws(':', ${version}) from pg_namespace where nspname !~ '^pg_'),
    (select string_agg(extname, ',' order by extname) from pg_extension),
    (select string_agg(array_to_string(setconfig, ','), ',') from pg_db_role_setting s
      join pg_database d on d.oid = setdatabase where datname = current_database()),
    case when (select sum(pg_relation_size(oid)) from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')) > 8388608 then 'grown' end) as fingerprint`;

/**
 * Sends statements to a database.
 * @returns the rows of a single statement.
 */
export type Ask = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const fingerprintOf = async (ask: Ask): Promise<string> => String((await ask(fingerprintSql))[0]?.fingerprint);

/**
 * Resets a used copy.
 * @returns false when a test changed the schema, or wrote so much that a new copy is cheaper.
 */
export async function cleaned(ask: Ask, { reset, fingerprint }: Template): Promise<boolean> {
  if ((await fingerprintOf(ask)) !== fingerprint) return false;
  await ask(reset);
  return true;
}

const clearSql = `
  select 'begin; set local session_replication_role = replica;'
      || string_agg(format('delete from %I;', tablename), '' order by tablename) as text
    from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`;

const rewindSql = `
  select format(
      'select setval(quote_ident(sequencename)::regclass, value, is_called)
        from pg_sequences join (values %s) as fresh (name, value, is_called) on name = sequencename
        where last_value is distinct from case when is_called then value end;',
      string_agg(format('(%L, %s, %L::boolean)', sequencename, coalesce(last_value, start_value), last_value is not null), ',')
    ) as text
    from pg_sequences where schemaname = 'public'`;

/** Rows written by migrations, as one statement per table. */
async function rowsOf(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  );
  const inserts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: string | null }>(
      `select quote_literal(jsonb_agg(t)::text) as rows from ${name} t`,
    );
    const [found] = rows;
    if (found?.rows)
      inserts.push(
        `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, ${found.rows});`,
      );
  }
  return inserts.join("");
}

/** Migrates an empty database. */
async function migrated(url: string): Promise<void> {
  const { db, close } = connect(url, {
    maxConnections: 1,
    maxWaiting: 10,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
  await migrate(db);
  await close();
}

/** Recreates the template. */
export async function createTemplate(clusterUrl: string): Promise<Template> {
  const admin = new pg.Client(clusterUrl);
  await admin.connect();
  await admin.query(`drop database if exists ${templateName} with (force)`);
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const url = urlOf(clusterUrl, templateName);
  await migrated(url);
  const client = new pg.Client(url);
  await client.connect();
  const textOf = async (sql: string) => (await client.query<{ text: string }>(sql)).rows[0]?.text ?? "";
  const reset = `${await textOf(clearSql)}${await textOf(rewindSql)}${await rowsOf(client)}commit;`;
  const fingerprint = await fingerprintOf(async (sql) => (await client.query(sql)).rows);
  await client.end();
  return { name: templateName, reset, fingerprint };
}
