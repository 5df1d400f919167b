import type { FeatureNames } from "../change/feature-names.ts";
import type { Field } from "./fields.ts";
import { sqlName } from "./sql-words.ts";

const columnOf = ({ column, isOptional, kind }: Field) => {
  const name = sqlName(column);
  const check = kind.check === undefined ? "" : ` check (${kind.check(name)})`;
  return `      ${name} ${kind.sql}${isOptional ? "" : " not null"}${check},`;
};

/** The migration that creates a feature's table. */
export function migrationFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const table = sqlName(names.table);
  const owner = "\n      account_id bigint not null references account on delete cascade,";
  const index = `
  await sql\`create index ${names.table}_account_id_idx on ${table} (account_id, id desc)\`.execute(db);`;
  return `import { type Kysely, sql } from "kysely";

/** ${names.Many.slice(0, 1)}${names.phrases.slice(1)}${isOwned ? ", each an account's" : ""}. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql\`
    create table ${table} (
      id bigint generated always as identity primary key,${isOwned ? owner : ""}
${fields.map(columnOf).join("\n")}
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now()
    )\`.execute(db);${isOwned ? index : ""}
}
`;
}

/** The migration that drops a feature's table. */
export const dropMigrationFile = (phrases: string, tables: readonly string[]): string =>
  `import { type Kysely, sql } from "kysely";

/** Drops the data of a removed feature: ${phrases}. */
export async function up(db: Kysely<unknown>): Promise<void> {
${tables.map((table) => `  await sql\`drop table ${sqlName(table)}\`.execute(db);`).join("\n")}
}
`;

/** The table's type in server/database/schema.ts. */
export const tableType = ({ One }: FeatureNames, fields: readonly Field[], isOwned: boolean): string =>
  `export interface ${One}Table {
  id: Generated<number>;${isOwned ? "\n  account_id: number;" : ""}
${fields.map(({ column, kind, isOptional }) => `  ${column}: ${kind.columnType ?? kind.type}${isOptional ? " | null" : ""};`).join("\n")}
  created_at: Generated<string>;
  updated_at: Generated<string>;
}
`;
