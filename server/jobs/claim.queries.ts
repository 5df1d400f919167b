import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** A claimed row. */
export interface ClaimedRow {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly attempts: number;
  readonly key: string | null;
  readonly created_at: string;
  readonly scheduled_for: string | null;
  /** The trace of the change that enqueued the job. */
  readonly traceparent: string | null;
}

/** The limits of a claim on jobs of one name. */
export interface ClaimLimits {
  /** The name in the database. */
  readonly name: string;
  readonly maxAttempts: number;
  readonly leaseMs: number;
  /** Attempts that may run at the same time in all processes; `null`: any number. */
  readonly concurrency: number | null;
}

/** A claim of at most `max` jobs, under one lease. */
export interface Claim {
  readonly limits: readonly ClaimLimits[];
  readonly max: number;
  readonly lease: string;
}

/** The claimed rows, and how many were found due. */
export interface ClaimResult {
  readonly rows: readonly ClaimedRow[];
  readonly found: number;
}

/**
 * Claims due rows under a lease: of each name the longest waiting first, names in the given order; `skip locked` keeps
 * concurrent dispatchers from blocking. Of rows that share a key only the first is claimed, and only while none of that key
 * runs; the others are parked (available at infinity) until {@link releaseKeys}. A row is parked only while the one that it
 * waits for is locked, so that its end cannot be missed.
 * @throws a unique violation of `job_running_key_idx` when another dispatcher claimed a job of the same key meanwhile.
 */
export async function claimDue(db: Db, { limits, max, lease }: Claim): Promise<ClaimResult> {
  const list = <T>(of: (one: ClaimLimits) => T) => limits.map(of);
  const { rows } = await sql<{ readonly found: number } & (ClaimedRow | { readonly id: null })>`
    with asked as (
      select name, max_attempts, lease_ms, case when concurrency is null then ${max} else greatest(0, concurrency
        - (select count(*)::integer from job where name = asked.name and lease is not null and available_at > now())) end as room
      from unnest(${list(({ name }) => name)}::text[], ${list(({ maxAttempts }) => maxAttempts)}::integer[],
        ${list(({ leaseMs }) => leaseMs)}::integer[], ${list(({ concurrency }) => concurrency)}::integer[])
        as asked (name, max_attempts, lease_ms, concurrency)
    ),
    due as (
      select found.*, asked.lease_ms from asked cross join lateral (
        select id, name, key, position from job
        where state = 'pending' and name = asked.name and available_at <= now() and attempts < asked.max_attempts
        order by available_at limit least(asked.room, ${max}) for update skip locked
      ) found limit ${max}
    ),
    judged as (
      select due.*, key is null or not exists (
          select from job other where other.name = due.name and other.key = due.key and other.state = 'pending'
            and other.position < due.position
        ) and not exists (
          select from job other where other.name = due.name and other.key = due.key and other.lease is not null
            and other.id <> due.id
        ) as is_first
      from due
    ),
    parked as (
      update job set available_at = 'infinity' from (
        select judged.id from judged cross join lateral (
          select from job ahead where ahead.name = judged.name and ahead.key = judged.key and ahead.state = 'pending'
            and ahead.id <> judged.id and (ahead.position < judged.position or ahead.lease is not null)
          order by ahead.position limit 1 for share skip locked
        ) locked
        where not judged.is_first
      ) waiting
      where job.id = waiting.id
    ),
    claimed as (
      update job set lease = ${lease}, available_at = now() + make_interval(secs => judged.lease_ms / 1000.0),
        attempts = attempts + 1, unique_key = null
      from judged where job.id = judged.id and judged.is_first
      returning job.id, job.name, job.input, job.attempts, job.key, job.created_at, job.scheduled_for, job.traceparent
    )
    select tally.found, claimed.* from (select count(*)::integer as found from due) tally left join claimed on true`.execute(
    db,
  );
  return { rows: rows.flatMap(({ found: _, ...row }) => (row.id === null ? [] : [row])), found: rows[0]?.found ?? 0 };
}

/** Serializes claims of jobs with a bound on their concurrency, until the transaction ends. */
export const lockNames = (tx: Db, names: readonly string[]) =>
  sql`
    select pg_advisory_xact_lock(hashtextextended('dovetail.job.' || name, 0))
    from (select name from unnest(${[...names]}::text[]) name order by name) ordered`.execute(tx);

/** Whether a job of these names is due. */
export async function isDue(db: Db, names: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ is_due: boolean }>`
    select exists (
      select from unnest(${[...names]}::text[]) as asked (name)
      where exists (select from job where state = 'pending' and job.name = asked.name and available_at <= now())
    ) as is_due`.execute(db);
  return rows[0]?.is_due === true;
}
