import { sql } from "kysely";
import { type Db, type Schema, type Tx, transaction } from "../database/index.ts";
import { jobsChannel, notify } from "./queries.ts";

/** Why an attempt failed; nothing else of an error is stored. */
export type AttemptError = NonNullable<Schema["job"]["last_error"]>;

const pending = sql.lit<"pending">("pending");
const later = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000})`;

/** A job that ended; the next one of its key may begin. */
interface Ended {
  readonly name: string;
  readonly key: string | null;
}

/** Makes the first waiting job of each key due, if it is parked. In a statement after the one that ended a job of the key. */
async function releaseKeys(tx: Db, ended: readonly Ended[]): Promise<void> {
  const keyed = ended.filter(({ key }) => key !== null);
  if (keyed.length === 0) return;
  await sql`
    with freed as (
      update job set available_at = now() from (
        select first.id from unnest(${keyed.map(({ name }) => name)}::text[], ${keyed.map(({ key }) => key)}::text[])
          as ended (name, key)
        cross join lateral (
          select id from job where job.name = ended.name and job.key = ended.key and state = 'pending'
          order by position limit 1
        ) first
      ) next
      where job.id = next.id and available_at = 'infinity' returning job.id
    )
    select pg_notify(${jobsChannel}, '') from freed limit 1`.execute(tx);
}

/** Runs a statement that ends jobs; where they have keys, the next jobs of those become due in the same transaction. */
const endKeyed = (db: Db, end: (tx: Tx) => Promise<readonly Ended[]>): Promise<readonly Ended[]> =>
  transaction(db, async (tx) => {
    const ended = await end(tx);
    await releaseKeys(tx, ended);
    return ended;
  });

/** A job that an attempt holds. */
export interface HeldJob {
  readonly id: string;
  readonly lease: string;
  readonly key: string | null;
}

const held = (db: Db, { id, lease }: HeldJob) => db.updateTable("job").where("id", "=", id).where("lease", "=", lease);

async function storeDone(db: Db, jobs: readonly HeldJob[]): Promise<readonly Ended[]> {
  const { rows } = await sql<Ended>`
    update job set state = 'done', finished_at = now(), lease = null
    from unnest(${jobs.map(({ id }) => id)}::uuid[], ${jobs.map(({ lease }) => lease)}::uuid[]) as held (id, lease)
    where job.id = held.id and job.lease = held.lease
    returning job.name, job.key`.execute(db);
  return rows;
}

/** Marks jobs done whose lease the caller still holds. */
export async function markDone(db: Db, jobs: readonly HeldJob[]): Promise<void> {
  const keyed = jobs.filter(({ key }) => key !== null);
  const others = jobs.filter(({ key }) => key === null);
  if (others.length > 0) await storeDone(db, others);
  if (keyed.length > 0) await endKeyed(db, (tx) => storeDone(tx, keyed));
}

/** Schedules a retry after `pauseMs`, if the caller still holds the lease. */
export const markForRetry = (db: Db, job: HeldJob, error: AttemptError, pauseMs: number) =>
  held(db, job)
    .set({ available_at: later(pauseMs), last_error: error, lease: null })
    .execute();

/** Moves a job to the dead letters, if the caller still holds the lease. */
export const markDead = (db: Db, job: HeldJob, error: AttemptError) =>
  endKeyed(db, (tx) =>
    held(tx, job)
      .set({ state: "dead", finished_at: sql<string>`now()`, last_error: error, lease: null })
      .returning(["name", "key"])
      .execute(),
  );

/** Releases a job as if it had not been claimed; the attempt does not count. */
export const release = (db: Db, job: HeldJob) =>
  held(db, job).set({ available_at: sql<string>`now()`, attempts: sql`attempts - 1`, lease: null }).execute();

/**
 * Cancels jobs that are not done; a dead letter is dismissed. A running attempt gets an aborted signal where
 * notifications arrive, else at its next step; its changes so far remain. @returns how many were cancelled.
 */
export async function cancel(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const ended = await endKeyed(db, async (tx) => {
    const { rows } = await sql<Ended>`
      with cancelled as (
        update job set state = 'cancelled', finished_at = now(), lease = null
        where id = any(${[...ids]}::uuid[]) and state in ('pending', 'dead') returning id, name, key
      )
      select name, key, pg_notify(${jobsChannel}, ${cancelNotice} || id) from cancelled`.execute(tx);
    return rows;
  });
  return ended.length;
}

/** Precedes the id of a cancelled job in a notification. */
export const cancelNotice = "cancelled ";

/** Retries dead letters and cancelled jobs: makes them due again with all attempts. @returns how many there were. */
export async function retry(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set({ state: "pending", finished_at: null, attempts: 0, available_at: sql<string>`now()`, unique_key: null })
    .where("id", "in", ids)
    .where("state", "in", ["dead", "cancelled"])
    .executeTakeFirst();
  await notify(db);
  return Number(numUpdatedRows);
}

/** Dead-letters at most `max` jobs of a name whose attempts are exhausted and whose lease lapsed. */
export const deadLetterExpired = (
  db: Db,
  { name, maxAttempts, max }: { readonly name: string; readonly maxAttempts: number; readonly max: number },
): Promise<unknown> =>
  endKeyed(db, (tx) =>
    tx
      .with("lapsed", (cte) =>
        cte
          .selectFrom("job")
          .select("id")
          .where("state", "=", pending)
          .where("name", "=", name)
          .where("available_at", "<=", sql<string>`now()`)
          .where("attempts", ">=", maxAttempts)
          .limit(max)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable("job")
      .from("lapsed")
      .set({ state: "dead", finished_at: sql<string>`now()`, last_error: "lease_lapsed", lease: null })
      .whereRef("job.id", "=", "lapsed.id")
      .returning(["job.name", "job.key"])
      .execute(),
  );

const ends = {
  done: sql.lit<"done">("done"),
  dead: sql.lit<"dead">("dead"),
  cancelled: sql.lit<"cancelled">("cancelled"),
};

/** Deletes at most `max` finished jobs past their retention. @returns how many. */
export async function deleteFinished(
  db: Db,
  {
    state,
    retentionMs,
    max,
  }: { readonly state: keyof typeof ends; readonly retentionMs: number; readonly max: number },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("job")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("job as old")
        .select("old.id")
        .where("old.state", "=", ends[state])
        .where("old.finished_at", "<", later(-retentionMs))
        .orderBy("old.finished_at")
        .limit(max)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Deletes all jobs, in any state, that name an account or its address. For account deletion. */
export async function deleteJobsAbout(
  tx: Tx,
  { accountId, email }: { readonly accountId: number; readonly email: string },
): Promise<void> {
  await endKeyed(tx, async (within) => {
    const { rows } = await sql<Ended>`
      delete from job where (input ? 'accountId' and input ->> 'accountId' = ${String(accountId)})
        or (input ? 'email' and lower(input ->> 'email') = lower(${email})) returning name, key`.execute(within);
    return rows;
  });
}
