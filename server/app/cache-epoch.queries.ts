import { sql } from "kysely";
import type { Db } from "../database/index.ts";
import { announceClears } from "../events/index.ts";

/**
 * Which database this is: another for each that was created, copied or restored from a dump, the same for one that was
 * only stopped or that fails over. A row that is written anew has another `xmin`, and a database another oid.
 */
const identity = sql<string>`
  (select concat_ws(':', d.oid, i.id, i.xmin) from database_identity i, pg_database d where d.datname = current_database())`;

/** One run of its server: whatever brings files back to an earlier state, or another server to the fore, is another. */
const run = sql<string>`extract(epoch from pg_postmaster_start_time())::text`;

/** The epoch that the database knows. */
export interface KnownEpoch {
  readonly database: string;
  readonly epoch: string;
}

const ensureIdentity = (db: Db) =>
  sql`insert into database_identity (singleton) values (true) on conflict do nothing`.execute(db);

/** @throws what the database throws. */
export async function readDatabaseIdentity(db: Db): Promise<string> {
  const read = async () => (await sql<{ database: string | null }>`select ${identity} as database`.execute(db)).rows[0];
  const found = (await read())?.database;
  if (found != null) return found;
  await ensureIdentity(db);
  return (await read())?.database ?? "";
}

/**
 * Begins another epoch where this Redis, or this state of the database, is not the one that the epoch began with, or
 * where the epoch is `lost`; others who listen are told. Two who come together enter the same one.
 */
export async function enterEpoch(db: Db, redis: string, lost: string | undefined): Promise<KnownEpoch> {
  await ensureIdentity(db);
  // One statement that writes: it sees the latest row, and wherever reads may go, it asks the primary.
  const { rows } = await sql<KnownEpoch & { readonly isNew: boolean }>`
    insert into cache_epoch as known (epoch, redis, database)
    values (gen_random_uuid(), ${redis}, ${identity} || ':' || ${run})
    on conflict (singleton) do update set
      epoch = case when (known.redis, known.database) = (excluded.redis, excluded.database)
          and known.epoch is distinct from ${lost ?? null}::uuid then known.epoch else excluded.epoch end,
      began_at = case when (known.redis, known.database) = (excluded.redis, excluded.database)
          and known.epoch is distinct from ${lost ?? null}::uuid then known.began_at else excluded.began_at end,
      redis = excluded.redis,
      database = excluded.database
    returning epoch, ${identity} as database, began_at = now() as "isNew"`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("the epoch was not written");
  if (row.isNew) await announceClears(db);
  return { database: row.database, epoch: row.epoch };
}

/** Whether no other epoch has begun. */
export async function isCurrentEpoch(db: Db, epoch: string): Promise<boolean> {
  const found = await sql`select from cache_epoch where epoch = ${epoch}::uuid`.execute(db);
  return found.rows.length > 0;
}
