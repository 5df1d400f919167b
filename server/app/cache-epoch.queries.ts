import { sql } from "kysely";
import type { Db } from "../database/index.ts";
import { notifyOfPending } from "../jobs/index.ts";

/**
 * The identity of this database. It changes when the database is created, copied or restored from a dump; it survives
 * a restart and a failover. A rewritten row gets another `xmin`, and a database another oid.
 */
const identity = sql<string>`
  (select concat_ws(':', d.oid, i.id, i.xmin) from database_identity i, pg_database d where d.datname = current_database())`;

/** The server's start time. It changes after a restore from a file backup and after a failover to another server. */
const run = sql<string>`extract(epoch from pg_postmaster_start_time())::text`;

/** The current epoch, as the database stores it. */
export interface KnownEpoch {
  readonly database: string;
  readonly epoch: string;
}

const ensureIdentity = (db: Db) =>
  sql`insert into database_identity (singleton) values (true) on conflict do nothing`.execute(db);

/**
 * Reads the database's identity and creates it when it is missing.
 * @throws the database's error.
 */
export async function readDatabaseIdentity(db: Db): Promise<string> {
  const read = async () => (await sql<{ database: string | null }>`select ${identity} as database`.execute(db)).rows[0];
  const found = (await read())?.database;
  if (found != null) return found;
  await ensureIdentity(db);
  return (await read())?.database ?? "";
}

/**
 * Returns the current epoch. Starts a new one when Redis or the database differs from the one recorded for it, or
 * when the epoch is `lost`, and notifies the other processes. Concurrent callers get the same epoch.
 */
export async function enterEpoch(db: Db, redis: string, lost: string | undefined): Promise<KnownEpoch> {
  await ensureIdentity(db);
  // A single write: it reads the latest row and runs on the primary, wherever reads are routed.
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
  if (row === undefined) throw new Error("the write of the cache epoch returned no row");
  if (row.isNew) await notifyOfPending(db, "cache.invalidate");
  return { database: row.database, epoch: row.epoch };
}

/** True while `epoch` is still the current one. */
export async function isCurrentEpoch(db: Db, epoch: string): Promise<boolean> {
  const found = await sql`select from cache_epoch where epoch = ${epoch}::uuid`.execute(db);
  return found.rows.length > 0;
}
