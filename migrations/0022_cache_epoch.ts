import { type Kysely, sql } from "kysely";

/** Which database this is, and which entries of the cache were loaded since Redis and it were last known to agree. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Never updated: the row's own `xmin` tells a database that was copied or restored from the one it came from.
  await sql`
    create table database_identity (
      singleton boolean primary key default true check (singleton),
      id uuid not null default gen_random_uuid()
    )`.execute(db);
  await sql`insert into database_identity default values`.execute(db);

  await sql`
    create table cache_epoch (
      singleton boolean primary key default true check (singleton),
      epoch uuid not null,
      redis text not null,
      database text not null,
      began_at timestamptz not null default now()
    )`.execute(db);
}
