import { sql } from "kysely";
import type { Db, Schema } from "../database/index.ts";

/**
 * NOTIFY channel for commits that enqueued jobs; the previous release listens to it as well. A payload is the stored name of
 * a job whose writer could not do the work itself.
 */
export const jobsChannel = "outbox";

// States are SQL literals: a generic plan with a parameter could not use the partial indexes.
const pending = sql.lit<"pending">("pending");
const done = sql.lit<"done">("done");
const dead = sql.lit<"dead">("dead");

const later = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000})`;

/** A claimed row. */
export interface ClaimedRow {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly attempts: number;
  readonly created_at: string;
}

/** Why an attempt failed; nothing else of an error is stored. */
export type AttemptError = NonNullable<Schema["job"]["last_error"]>;

/** Inserts a job. With `holdMs` above 0 it is due only after that time and dispatchers are not notified. @returns its id. */
export async function insertJob(tx: Db, name: string, input: string, holdMs: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with fresh as (
      insert into job (name, input, available_at)
      values (${name}, ${input}::jsonb, clock_timestamp() + make_interval(secs => ${holdMs / 1000}))
      returning id
    )
    select id, case when ${holdMs}::float8 = 0 then pg_notify(${jobsChannel}, '') end from fresh`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error("the job was not stored");
  return row.id;
}

/** Notifies listeners, once the transaction commits: of a name, or that any job may be due. */
export const notify = (db: Db, name = "") => sql`select pg_notify(${jobsChannel}, ${name})`.execute(db);

/** What a dispatcher claims of one job. */
export interface Asked {
  /** The name in the database. */
  readonly name: string;
  readonly maxAttempts: number;
  readonly leaseMs: number;
}

/**
 * Claims due rows under a lease: of each name the longest waiting first, names in the given order. `skip locked` keeps
 * concurrent dispatchers from blocking.
 */
export async function claimDue(
  db: Db,
  { asked, max, lease }: { readonly asked: readonly Asked[]; readonly max: number; readonly lease: string },
): Promise<readonly ClaimedRow[]> {
  const list = <T>(of: (one: Asked) => T) => asked.map(of);
  const { rows } = await sql<ClaimedRow>`
    with due as (
      select found.id, asked.lease_ms
      from unnest(${list(({ name }) => name)}::text[], ${list(({ maxAttempts }) => maxAttempts)}::integer[],
        ${list(({ leaseMs }) => leaseMs)}::integer[]) as asked (name, max_attempts, lease_ms)
      cross join lateral (
        select id from job
        where state = 'pending' and name = asked.name and available_at <= now() and attempts < asked.max_attempts
        order by available_at limit ${max} for update skip locked
      ) found
      limit ${max}
    )
    update job set lease = ${lease}, available_at = now() + make_interval(secs => due.lease_ms / 1000.0),
      attempts = attempts + 1
    from due where job.id = due.id
    returning job.id, job.name, job.input, job.attempts, job.created_at`.execute(db);
  return rows;
}

/** Selects the pending rows of one job, leased or not. */
export const selectPending = (db: Db, name: string, max: number) =>
  db
    .selectFrom("job")
    .select(["id", "input"])
    .where("state", "=", pending)
    .where("name", "=", name)
    .orderBy("available_at")
    .limit(max)
    .execute();

const held = (db: Db, id: string, lease: string) =>
  db.updateTable("job").where("id", "=", id).where("lease", "=", lease);

/** Marks a job done, if the caller still holds the lease. */
export const markDone = (db: Db, id: string, lease: string) =>
  held(db, id, lease).set({ state: "done", finished_at: sql<string>`now()`, lease: null }).execute();

/** Schedules a retry after `pauseMs`, if the caller still holds the lease. */
export const markForRetry = (db: Db, id: string, lease: string, error: AttemptError, pauseMs: number) =>
  held(db, id, lease)
    .set({ available_at: later(pauseMs), last_error: error, lease: null })
    .execute();

/** Moves a row to the dead letters, if the caller still holds the lease. */
export const markDead = (db: Db, id: string, lease: string, error: AttemptError) =>
  held(db, id, lease).set({ state: "dead", finished_at: sql<string>`now()`, last_error: error, lease: null }).execute();

/** Releases a row as if it had not been claimed; the attempt does not count. */
export const release = (db: Db, id: string, lease: string) =>
  held(db, id, lease).set({ available_at: sql<string>`now()`, attempts: sql`attempts - 1`, lease: null }).execute();

const completing = (db: Db, ids: readonly string[]) =>
  db
    .updateTable("job")
    .set({ state: "done", finished_at: sql<string>`now()`, lease: null })
    .where("id", "in", ids)
    .where("state", "=", pending);

/** Marks jobs done whose work is already done, regardless of leases. @returns how many were pending. */
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

/** Makes a delayed job due at once, when its writer could not do the work, and notifies all listeners of its name. */
export const makeDue = (db: Db, id: string) =>
  sql`
    with due as (
      update job set available_at = now() where id = ${id} and state = 'pending' and lease is null returning name
    )
    select pg_notify(${jobsChannel}, name) from due`.execute(db);

/** A dead letter: a job whose attempts are exhausted. */
export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly attempts: number;
  readonly lastError: AttemptError | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** Lists dead letters, the latest first. */
export const listDead = (db: Db, { max }: { readonly max: number }): Promise<readonly DeadJob[]> =>
  db
    .selectFrom("job")
    .select([
      "id",
      "name",
      "input",
      "attempts",
      "last_error as lastError",
      "created_at as createdAt",
      "finished_at as finishedAt",
    ])
    .where("state", "=", dead)
    .orderBy("finished_at", "desc")
    .limit(max)
    .execute();

/** Retries dead letters: makes them due again with all attempts. @returns how many were dead. */
export async function retry(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set({ state: "pending", finished_at: null, attempts: 0, available_at: sql<string>`now()` })
    .where("id", "in", ids)
    .where("state", "=", dead)
    .executeTakeFirst();
  await notify(db);
  return Number(numUpdatedRows);
}

/** Dead-letters at most `max` rows of a name whose attempts are exhausted and whose lease lapsed. @returns how many. */
export async function deadLetterExpired(
  db: Db,
  { name, maxAttempts }: Pick<Asked, "name" | "maxAttempts">,
  max: number,
): Promise<number> {
  const { numUpdatedRows } = await db
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
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deletes at most `max` done or dead rows past their retention. @returns how many. */
export async function deleteFinished(
  db: Db,
  ended: "done" | "dead",
  retentionMs: number,
  max: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("job")
    .where("id", "in", (eb) =>
      eb
        .selectFrom("job as old")
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

/** Deletes all jobs, in any state, that name an account or its address. For account deletion. */
export async function deleteJobsAbout(
  tx: Db,
  { accountId, email }: { readonly accountId: number; readonly email: string },
): Promise<void> {
  await sql`
    delete from job where (input ? 'accountId' and input ->> 'accountId' = ${String(accountId)})
      or (input ? 'email' and lower(input ->> 'email') = lower(${email}))`.execute(tx);
}
