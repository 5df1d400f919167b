import { type Kysely, sql } from "kysely";

/**
 * The database's identity, and the cache epoch: which entries were loaded since Redis and this database last agreed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Never updated: the row's `xmin` distinguishes a copied or restored database from its source.
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
