import { type Kysely, sql } from "kysely";

/** Messages of brokers that could not be handled, each with its reason. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbox_dead (
      source text not null check (octet_length(source) between 1 and 200),
      id text not null check (octet_length(id) between 1 and 512),
      type text check (octet_length(type) <= 1000),
      reason text not null check (octet_length(reason) <= 4000),
      content_type text check (octet_length(content_type) <= 1000),
      body text not null,
      attempts integer not null default 1,
      dead_at timestamptz(3) not null default now(),
      primary key (source, id)
    )`.execute(db);
  await sql`create index inbox_dead_dead_at_idx on inbox_dead (dead_at)`.execute(db);
}
