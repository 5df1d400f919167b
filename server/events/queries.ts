import { sql } from "kysely";
import type { Db, Schema } from "../database/index.ts";

/**
 * NOTIFY channel for commits that appended events. A payload names an event whose writer could not do its work itself.
 */
export const channel = "outbox";

// States are SQL literals: a generic plan with a parameter could not use the partial indexes.
const pending = sql.lit<"pending">("pending");
const done = sql.lit<"done">("done");
const dead = sql.lit<"dead">("dead");

const later = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000})`;

/** A claimed outbox row. */
export interface ClaimedRow {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly created_at: string;
}

/** Why a delivery failed; nothing else of an error is stored. */
export type DeliveryError = NonNullable<Schema["outbox"]["last_error"]>;

/** Inserts an event. With `holdMs` above 0 it is due only after that time and dispatchers are not notified. @returns its id. */
export async function insertEvent(tx: Db, event: string, payload: string, holdMs: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with fresh as (
      insert into outbox (event, payload, available_at)
      values (${event}, ${payload}::jsonb, clock_timestamp() + make_interval(secs => ${holdMs / 1000}))
      returning id
    )
    select id, case when ${holdMs}::float8 = 0 then pg_notify(${channel}, '') end from fresh`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error("the outbox took no row");
  return row.id;
}

/** Notifies listening dispatchers, once the transaction commits. */
const notifyDispatchers = (db: Db) => sql`select pg_notify(${channel}, '')`.execute(db);

/** Claims due rows, the longest waiting first, under a lease; `skip locked` keeps concurrent dispatchers from blocking. */
export async function claimDue(
  db: Db,
  {
    events,
    max,
    lease,
    leaseMs,
    maxAttempts,
  }: {
    readonly events: readonly string[];
    readonly max: number;
    readonly lease: string;
    readonly leaseMs: number;
    readonly maxAttempts: number;
  },
): Promise<readonly ClaimedRow[]> {
  return db
    .with("due", (cte) =>
      cte
        .selectFrom("outbox")
        .select("id")
        .where("state", "=", pending)
        .where("available_at", "<=", sql<string>`now()`)
        .where("event", "in", events)
        .where("attempts", "<", maxAttempts)
        .orderBy("available_at")
        .limit(max)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("outbox")
    .from("due")
    .set({ lease, available_at: later(leaseMs), attempts: sql`attempts + 1` })
    .whereRef("outbox.id", "=", "due.id")
    .returning(["outbox.id", "outbox.event", "outbox.payload", "outbox.attempts", "outbox.created_at"])
    .execute();
}

/** Selects the pending rows of one event, leased or not. */
export const selectPending = (db: Db, event: string, max: number) =>
  db
    .selectFrom("outbox")
    .select(["id", "payload"])
    .where("state", "=", pending)
    .where("event", "=", event)
    .orderBy("available_at")
    .limit(max)
    .execute();

const held = (db: Db, id: string, lease: string) =>
  db.updateTable("outbox").where("id", "=", id).where("lease", "=", lease);

/** Marks a row delivered, if the caller still holds the lease. */
export const markDone = (db: Db, id: string, lease: string) =>
  held(db, id, lease).set({ state: "done", finished_at: sql<string>`now()`, lease: null }).execute();

/** Schedules a retry after `pauseMs`, if the caller still holds the lease. */
export const markForRetry = (db: Db, id: string, lease: string, error: DeliveryError, pauseMs: number) =>
  held(db, id, lease)
    .set({ available_at: later(pauseMs), last_error: error, lease: null })
    .execute();

/** Moves a row to the dead letters, if the caller still holds the lease. */
export const markDead = (db: Db, id: string, lease: string, error: DeliveryError) =>
  held(db, id, lease).set({ state: "dead", finished_at: sql<string>`now()`, last_error: error, lease: null }).execute();

/** Releases a row as if it had not been claimed; the attempt does not count. */
export const release = (db: Db, id: string, lease: string) =>
  held(db, id, lease).set({ available_at: sql<string>`now()`, attempts: sql`attempts - 1`, lease: null }).execute();

const completing = (db: Db, ids: readonly string[]) =>
  db
    .updateTable("outbox")
    .set({ state: "done", finished_at: sql<string>`now()`, lease: null })
    .where("id", "in", ids)
    .where("state", "=", pending);

/** Marks rows delivered whose work is already done, regardless of leases. @returns how many were pending. */
export async function complete(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await completing(db, ids).executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Like {@link complete}, but only within the given cache epoch: after an epoch change the clear reached a former Redis. */
export async function completeClears(db: Db, ids: readonly string[], epoch: string | undefined): Promise<number> {
  if (epoch === undefined) return complete(db, ids);
  const { numUpdatedRows } = await completing(db, ids)
    .where(({ exists, selectFrom }) => exists(selectFrom("cache_epoch").select("epoch").where("epoch", "=", epoch)))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Notifies all listeners that cache invalidations may be missing. */
export const announceClears = (db: Db) => sql`select pg_notify(${channel}, 'cache.cleared')`.execute(db);

/** Makes a delayed event due at once, when its writer could not do the work, and notifies all listeners of its name. */
export const makeDue = (db: Db, id: string) =>
  sql`
    with due as (
      update outbox set available_at = now() where id = ${id} and state = 'pending' and lease is null returning event
    )
    select pg_notify(${channel}, event) from due`.execute(db);

/** A dead letter: an event whose attempts are exhausted. */
export interface DeadEvent {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly lastError: DeliveryError | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** Lists dead letters, the latest first. */
export const listDead = (db: Db, { max }: { readonly max: number }): Promise<readonly DeadEvent[]> =>
  db
    .selectFrom("outbox")
    .select([
      "id",
      "event",
      "payload",
      "attempts",
      "last_error as lastError",
      "created_at as createdAt",
      "finished_at as finishedAt",
    ])
    .where("state", "=", dead)
    .orderBy("finished_at", "desc")
    .limit(max)
    .execute();

/** Replays dead letters: makes them due again with all attempts. @returns how many were dead. */
export async function replay(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable("outbox")
    .set({ state: "pending", finished_at: null, attempts: 0, available_at: sql<string>`now()` })
    .where("id", "in", ids)
    .where("state", "=", dead)
    .executeTakeFirst();
  await notifyDispatchers(db);
  return Number(numUpdatedRows);
}

/** Dead-letters at most `max` rows whose attempts are exhausted and whose lease lapsed. @returns how many. */
export async function deadLetterExpired(db: Db, maxAttempts: number, max: number): Promise<number> {
  const { numUpdatedRows } = await db
    .with("lapsed", (cte) =>
      cte
        .selectFrom("outbox")
        .select("id")
        .where("state", "=", pending)
        .where("available_at", "<=", sql<string>`now()`)
        .where("attempts", ">=", maxAttempts)
        .limit(max)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("outbox")
    .from("lapsed")
    .set({ state: "dead", finished_at: sql<string>`now()`, last_error: "lease_lapsed", lease: null })
    .whereRef("outbox.id", "=", "lapsed.id")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deletes at most `max` delivered or dead rows past their retention. @returns how many. */
export async function deleteFinished(
  db: Db,
  ended: "done" | "dead",
  retentionMs: number,
  max: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("outbox")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("outbox as old")
        .select("old.id")
        .where("old.state", "=", ended === "done" ? done : dead)
        .where("old.finished_at", "<", later(-retentionMs))
        .orderBy("old.finished_at")
        .limit(max)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Deletes all events, in any state, that name an account or its address. For account deletion. */
export async function deleteEventsAbout(
  tx: Db,
  { accountId, email }: { readonly accountId: number; readonly email: string },
): Promise<void> {
  await sql`
    delete from outbox where (payload ? 'accountId' and payload ->> 'accountId' = ${String(accountId)})
      or (payload ? 'email' and lower(payload ->> 'email') = lower(${email}))`.execute(tx);
}
