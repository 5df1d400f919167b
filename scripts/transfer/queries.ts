import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";

/** A column whose values are stored. */
export interface Column {
  readonly name: string;
  /** As SQL writes it. */
  readonly type: string;
}

/** A table and its stored columns, in the order of the catalog. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A table's foreign key, and what adds it again. */
export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** How far a sequence has counted. */
export interface SequenceValue {
  readonly name: string;
  /** `null` before its first use. */
  readonly value: string | null;
}

/** From here on the transaction sees one snapshot and writes nothing; it must come first. */
export async function takeSnapshot(tx: Db): Promise<void> {
  await sql`set transaction isolation level repeatable read, read only`.execute(tx);
}

/** The service's tables in the current schema, without the migrator's own and those of extensions. */
export async function listTables(db: Db): Promise<readonly Table[]> {
  const { rows } = await sql<{ name: string; columns: Column[] }>`
    select c.relname as name,
        jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum) as columns
      from pg_class c join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
      where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely\\_%'
        and not exists (
          select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e'
        )
      group by c.relname order by c.relname`.execute(db);
  return rows;
}

/** Names of the migrations that ran, sorted. Throws where none ever did. */
export async function listMigrations(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name).sort();
}

export async function listSequences(db: Db): Promise<readonly SequenceValue[]> {
  const { rows } = await sql<SequenceValue>`
    select sequencename as name, last_value::text as value
      from pg_sequences where schemaname = current_schema() order by sequencename`.execute(db);
  return rows;
}

/** Opens a cursor on a table, whose rows are JSON lists of each column's text or null. */
export async function openRows(tx: Db, { name, columns }: Table): Promise<void> {
  const texts = sql.join(columns.map((column) => sql`${sql.id(column.name)}::text`));
  await sql`
    declare exported no scroll cursor for
      select to_jsonb(array[${texts}])::text as line from ${sql.id(name)}`.execute(tx);
}

/** The cursor's next rows; none at its end. */
export async function nextRows(tx: Db, max: number): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string }>`fetch ${sql.lit(max)} from exported`.execute(tx);
  return rows.map(({ line }) => line);
}

export async function closeRows(tx: Db): Promise<void> {
  await sql`close exported`.execute(tx);
}

/** Adds rows as {@link nextRows} gives them. */
export async function insertRows(
  tx: Db,
  name: string,
  columns: readonly Column[],
  rows: readonly string[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.id(column.name)));
  const values = sql.join(columns.map(({ type }, place) => sql`(line ->> ${sql.lit(place)})::${sql.raw(type)}`));
  await sql`
    insert into ${sql.id(name)} (${names}) overriding system value
      select ${values} from jsonb_array_elements(${`[${rows.join(",")}]`}::jsonb) line`.execute(tx);
}

/** Removes all rows, the triggers' work and the foreign keys of tables. @returns the keys, to be added again. */
export async function bareTables(tx: Db, tables: readonly Table[]): Promise<readonly ForeignKey[]> {
  const { rows: keys } = await sql<ForeignKey>`
    select relname as table, conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = conrelid
      where connamespace = current_schema()::regnamespace and contype = 'f'`.execute(tx);
  for (const { table, name } of keys)
    await sql`alter table ${sql.id(table)} drop constraint ${sql.id(name)}`.execute(tx);
  for (const { name } of tables) {
    await sql`alter table ${sql.id(name)} disable trigger user`.execute(tx);
    await sql`delete from ${sql.id(name)}`.execute(tx);
  }
  return keys;
}

/** Undoes {@link bareTables} but for the rows; each foreign key is checked. */
export async function completeTables(tx: Db, tables: readonly Table[], keys: readonly ForeignKey[]): Promise<void> {
  for (const { name } of tables) await sql`alter table ${sql.id(name)} enable trigger user`.execute(tx);
  for (const { table, name, definition } of keys)
    await sql`alter table ${sql.id(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(tx);
}

/** Lets a sequence go on where another stood. */
export async function setSequence(tx: Db, { name, value }: SequenceValue): Promise<void> {
  if (value !== null) await sql`select setval(quote_ident(${name})::regclass, ${value}::bigint)`.execute(tx);
}

/** Lets the planner know the new rows. */
export async function analyse(db: Db): Promise<void> {
  await sql`analyze`.execute(db);
}
