import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";

/** TypeScript types for each PostgreSQL type in use; see connect.ts for timestamps and 64-bit numbers. */
const sourceTypes: Readonly<Record<string, string>> = {
  bigint: "number",
  smallint: "number",
  integer: "number",
  boolean: "boolean",
  text: "string",
  uuid: "string",
  "timestamp with time zone": "string",
  bytea: "Uint8Array",
  date: "string",
  numeric: "string",
  json: "unknown",
  jsonb: "unknown",
  "text[]": "string[]",
};

/** `column: type` of each table, as in schema.ts. */
type Description = Readonly<Record<string, readonly string[]>>;

const body = (source: string, name: string): string[] => {
  const [, lines = ""] = new RegExp(`export interface ${name} \\{\\n([^}]*)\\}`).exec(source) ?? [];
  return lines
    .replace(/^\s*\/\/.*$/gm, "")
    .split(";\n")
    .map((field) => field.trim().replaceAll(/\s+/g, " ").replace(": | ", ": "))
    .filter((field) => field !== "");
};

/** Reads the interfaces of schema.ts; enumerations count as text, and columns written as text count as the type that is read. */
function describeSource(source: string): Description {
  return Object.fromEntries(
    body(source, "Schema").map((line) => {
      const [table = "", type = ""] = line.split(": ");
      return [
        table,
        body(source, type)
          .map((field) =>
            field.replace(/"\w+"(?: \| "\w+")*/, "string").replace(/ColumnType<(\w+), string, \w+>/, "$1"),
          )
          .sort(),
      ];
    }),
  );
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly generated: boolean;
}

/** Describes the database's tables, except the migrator's. */
async function describeDatabase(db: Db): Promise<Description> {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
        not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '') as generated
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely_%'
        and a.attnum > 0 and not a.attisdropped`.execute(db);
  const tables: Record<string, string[]> = {};
  for (const { table, name, type, nullable, generated } of rows) {
    const known = sourceTypes[type] ?? `a type that sourceTypes does not know: ${type}`;
    const full = nullable ? `${known} | null` : known;
    tables[table] ??= [];
    tables[table].push(`${name}: ${generated ? `Generated<${full}>` : full}`);
  }
  for (const columns of Object.values(tables)) columns.sort();
  return tables;
}

const lacking = (columns: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...columns].filter((column) => !others.has(column));

/** Describes differences in sentences. A database default that schema.ts does not mention is no difference. */
function differences(source: Description, database: Description): string[] {
  const flat = (description: Description) =>
    new Set(Object.entries(description).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)));
  const written = flat(source);
  const required = (column: string) => column.replace(/Generated<(.*)>/, "$1");
  const real = new Set(
    [...flat(database)].map((column) => (written.has(required(column)) ? required(column) : column)),
  );
  return [
    ...lacking(written, real).map(
      (column) => `schema.ts says ${column}; the migrations of migrations/index.ts make no such column`,
    ),
    ...lacking(real, written).map((column) => `the database has ${column}; schema.ts does not say so`),
  ].sort();
}

const compare = async (db: Db, source: string) => differences(describeSource(source), await describeDatabase(db));

const source = ["schema.ts", "credential-tables.ts", "event-tables.ts", "message-tables.ts"]
  .map((name) => readFileSync(new URL(`../../server/database/${name}`, import.meta.url), "utf8"))
  .join("\n");

test("schema.ts matches the migrated database", async () => {
  const { db } = await databaseForTest();
  expect(Object.keys(describeSource(source)).length).toBeGreaterThan(5);
  expect(await compare(db, source)).toEqual([]);
});

test("a column that exists only in the database or only in schema.ts is reported", async () => {
  const { db } = await databaseForTest();
  await sql`alter table account add column nickname text`.execute(db);
  await sql`alter table tag drop column articles_count`.execute(db);
  expect(await compare(db, source)).toEqual([
    "schema.ts says tag.articles_count: Generated<number>; the migrations of migrations/index.ts make no such column",
    "the database has account.nickname: string | null; schema.ts does not say so",
  ]);
});

test("a column whose type, default or nullability differs is reported with both versions", async () => {
  const { db } = await databaseForTest();
  await sql`alter table account alter column email drop not null`.execute(db);
  await sql`alter table tag alter column articles_count drop default`.execute(db);
  await sql`alter table follow alter column created_at drop default, alter column created_at type time`.execute(db);
  expect(await compare(db, source)).toEqual([
    "schema.ts says account.email: string; the migrations of migrations/index.ts make no such column",
    "schema.ts says follow.created_at: Generated<string>; the migrations of migrations/index.ts make no such column",
    "schema.ts says tag.articles_count: Generated<number>; the migrations of migrations/index.ts make no such column",
    "the database has account.email: string | null; schema.ts does not say so",
    "the database has follow.created_at: a type that sourceTypes does not know: time without time zone; schema.ts does not say so",
    "the database has tag.articles_count: number; schema.ts does not say so",
  ]);
});
