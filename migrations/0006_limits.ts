import { type Kysely, sql } from "kysely";

/** Rate limit counters for when Redis is unavailable, and addresses that an account was used from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Counters are worthless after a crash: unlogged tables cost no WAL.
  await sql`
    create unlogged table limit_count (
      key text primary key check (key <> ''),
      full_at_ms bigint not null
    )`.execute(db);
  await sql`create index limit_count_full_at_ms_idx on limit_count (full_at_ms)`.execute(db);
  await sql`
    create table known_address (
      fingerprint bytea primary key check (length(fingerprint) = 32),
      seen_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create index known_address_seen_at_idx on known_address (seen_at)`.execute(db);
}
