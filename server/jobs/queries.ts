import { sql } from "kysely";
import { compiledLater, type Db } from "../database/index.ts";

/**
 * NOTIFY channel for commits that enqueued jobs; the previous release listens to it as well. A payload is the stored name of
 * a job whose writer could not do the work itself.
 */
export const jobsChannel = "outbox";

// States are SQL literals: a generic plan with a parameter could not use the partial indexes.
const pending = sql.lit<"pending">("pending");
/** A job to be inserted. */
export interface NewJob {
  /** The name in the database. */
  readonly name: string;
  /** JSON. */
  readonly input: string;
  /** Above 0: due only after this time. */
  readonly delayMs: number;
  /** ISO time from which the job is due; absent: at once, or after `delayMs`. */
  readonly at: string | undefined;
  readonly key: string | undefined;
  readonly uniqueKey: string | undefined;
  /** The trace of the change that enqueues it, as a W3C `traceparent`. */
  readonly traceparent: string | null;
}

/**
 * Inserts a job, or finds the one that waits under its unique key: that one is locked until the transaction ends, so that it
 * cannot begin before this change is committed. Notifies dispatchers of a job that is due.
 * @returns its id.
 */
export async function insertJob(tx: Db, job: NewJob): Promise<string> {
  const { name, input, delayMs, at, key, uniqueKey, traceparent } = job;
  const { rows } = await sql<{ id: string }>`
    with fresh as (
      insert into job (name, input, key, unique_key, traceparent, available_at)
      values (${name}, ${input}::jsonb, ${key ?? null}, ${uniqueKey ?? null}, ${traceparent},
        coalesce(${at ?? null}::timestamptz, clock_timestamp() + make_interval(secs => ${delayMs / 1000})))
      on conflict (name, unique_key) where state = 'pending' and unique_key is not null
        do update set available_at = least(job.available_at, excluded.available_at)
      returning id, available_at
    )
    select id, case when available_at <= clock_timestamp() then pg_notify(${jobsChannel}, '') end from fresh`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the job was not stored");
  return row.id;
}

/** Inserts a job with the next statement of the transaction, due after a time. */
export const insertDelayed = compiledLater(
  (db, { id, name, input, delaySeconds }: { id: string; name: string; input: string; delaySeconds: number }) =>
    db.insertInto("job").values({
      id,
      name,
      input,
      available_at: sql<string>`clock_timestamp() + make_interval(secs => ${delaySeconds})`,
    }),
);

/** Notifies listeners, once the transaction commits: of a name, or that any job may be due. */
export const notify = (db: Db, name = "") => sql`select pg_notify(${jobsChannel}, ${name})`.execute(db);

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

/** Makes a delayed job due at once, when its writer could not do the work, and notifies all listeners of its name. */
export const makeDue = (db: Db, id: string) =>
  sql`
    with due as (
      update job set available_at = now() where id = ${id} and state = 'pending' and lease is null returning name
    )
    select pg_notify(${jobsChannel}, name) from due`.execute(db);
