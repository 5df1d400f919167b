import { type Kysely, sql } from "kysely";

/** The process that consumes a source of messages: one at a time, where the broker does not give each key to one consumer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create table source_lease (name text primary key, lease uuid not null, leased_until timestamptz not null)`)
    .execute(db);
}
