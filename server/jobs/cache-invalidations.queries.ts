import { sql } from "kysely";
import type { Db } from "../database/index.ts";
import { type Batches, createBatches } from "./write-batches.ts";

/** Invalidations that a process performed itself, in an epoch of the cache. */
interface PerformedClears {
  readonly ids: readonly string[];
  /** Absent where no database keeps epochs. */
  readonly epoch: string | undefined;
}

/** Marks jobs done that were performed in the current epoch, or in none. @returns that epoch. */
async function storeClears(db: Db, clears: readonly PerformedClears[]): Promise<string | undefined> {
  const ids = clears.flatMap(({ ids }) => ids);
  const epochs = clears.flatMap(({ ids, epoch }) => ids.map(() => epoch ?? null));
  const { rows } = await sql<{ epoch: string }>`
    with current as (select epoch from cache_epoch), done as (
      update job set state = 'done', finished_at = now(), lease = null
        from unnest(${ids}::uuid[], ${epochs}::uuid[]) as cleared (id, epoch)
        where job.id = cleared.id and job.state = 'pending'
          and (cleared.epoch is null or cleared.epoch in (select epoch from current))
    )
    select epoch from current`.execute(db);
  return rows[0]?.epoch;
}

type ClearBatches = Batches<PerformedClears, string | undefined>;

const batchesByDb = new WeakMap<Db, ClearBatches>();

function batchesOf(db: Db): ClearBatches {
  const batches = batchesByDb.get(db) ?? createBatches((clears) => storeClears(db, clears));
  batchesByDb.set(db, batches);
  return batches;
}

/**
 * Marks jobs done whose tags were cleared in this epoch of the cache, if it has any, regardless of leases. Those of concurrent
 * calls are stored by one statement.
 * @returns whether the epoch is still the current one; if not, the clears reached a former Redis, and the jobs stay pending.
 */
export async function completeClears(db: Db, ids: readonly string[], epoch: string | undefined): Promise<boolean> {
  const current = await batchesOf(db).add({ ids, epoch });
  return epoch === undefined || epoch === current;
}
