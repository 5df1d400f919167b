import { sql } from "kysely";
import type { Db, Tx } from "../database/index.ts";

/** Days that an address stays trusted after its last success. */
const knownDays = 30;

/** A count, with its read time by the database's clock. */
export interface Count {
  readonly key: string;
  readonly full_at_ms: number;
  readonly now_ms: number;
}

const nowMs = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`;

/** Reads existing counts without locking. */
export const readCounts = (db: Db, keys: readonly string[]): Promise<readonly Count[]> =>
  db
    .selectFrom("limit_count")
    .select(["key", "full_at_ms", nowMs.as("now_ms")])
    .where("key", "in", keys)
    .execute();

/** Reads and locks counts until the transaction ends, always in one order, which prevents deadlocks. */
export async function lockCounts(tx: Tx, keys: readonly string[]): Promise<readonly Count[]> {
  // A no-op update: it locks the row and returns the last committed values.
  const { rows } = await sql<Count>`
    insert into limit_count as count (key, full_at_ms)
    select key, 0 from unnest(${keys}::text[]) as key order by key
    on conflict (key) do update set full_at_ms = count.full_at_ms
    returning key, full_at_ms, ${nowMs} as now_ms`.execute(tx);
  return rows;
}

/** Stores counts that {@link lockCounts} locked. */
export async function storeCounts(tx: Tx, keys: readonly string[], fullAtMs: readonly number[]): Promise<void> {
  await sql`
    update limit_count set full_at_ms = next.full_at_ms
    from unnest(${keys}::text[], ${fullAtMs}::bigint[]) as next (key, full_at_ms)
    where limit_count.key = next.key`.execute(tx);
}

/** Deletes up to `max` counts that are full again. */
export async function deleteLapsedCounts(db: Db, { max }: { readonly max: number }): Promise<void> {
  await sql`
    delete from limit_count where key in (
      select key from limit_count where full_at_ms < extract(epoch from now()) * 1000
      order by full_at_ms limit ${max} for update skip locked
    )`.execute(db);
}

/** Deletes up to `max` expired addresses. */
export async function deleteStaleAddresses(db: Db, { max }: { readonly max: number }): Promise<void> {
  await sql`
    delete from known_address where fingerprint in (
      select fingerprint from known_address where seen_at < now() - make_interval(days => ${sql.lit(knownDays)})
      order by seen_at limit ${max} for update skip locked
    )`.execute(db);
}

/** Whether the address was stored in the last 30 days. */
export const isKnown = async (db: Db, fingerprint: Uint8Array): Promise<boolean> =>
  (await db
    .selectFrom("known_address")
    .select("fingerprint")
    .where("fingerprint", "=", fingerprint)
    .where("seen_at", ">", sql<string>`now() - make_interval(days => ${sql.lit(knownDays)})`)
    .executeTakeFirst()) !== undefined;

/** Stores or refreshes an address, at most once a day. */
export async function storeAddress(db: Db, fingerprint: Uint8Array): Promise<void> {
  await sql`
    insert into known_address as known (fingerprint) values (${fingerprint})
    on conflict (fingerprint) do update set seen_at = now() where known.seen_at < now() - interval '1 day'`.execute(db);
}
