import { sql } from "kysely";
import type { JobState } from "../../shared/contract/index.ts";
import { jobs } from "../../shared/jobs.ts";
import type { Db, Schema } from "../database/index.ts";
import { isJobName, jobNamed, jobNames, storedNameOf } from "./names.ts";

/** The position of a job in a list, to continue after it. */
export interface JobCursor {
  /** The time that the list is ordered by, in microseconds since 1970; `null` for a job that waits for another one of its key. */
  readonly micros: string | null;
  readonly id: string;
}

/** A job as operators see it: without its input, which may hold personal data. */
export interface ListedJob extends JobCursor {
  readonly name: string;
  /** `running`: pending under a lease. */
  readonly state: JobState;
  readonly attempts: number;
  readonly lastError: Schema["job"]["last_error"];
  readonly createdAt: string;
  /** `null` for a job that waits for another one of its key. */
  readonly availableAt: string | null;
  readonly finishedAt: string | null;
}

export interface ListOptions {
  readonly state: JobState;
  /** Only jobs of this name; for jobs that wait, run or are dead. */
  readonly name?: string | undefined;
  readonly max: number;
  /** The last job of the previous page. */
  readonly after?: JobCursor | undefined;
}

const micros = (time: string) => sql`(extract(epoch from ${sql.ref(time)}) * 1000000)::bigint::text`;
const columns = sql`id, name, attempts, last_error as "lastError", created_at as "createdAt",
  nullif(available_at, 'infinity') as "availableAt", finished_at as "finishedAt",
  case when state = 'pending' and lease is not null then 'running' else state end as state,
  case when state <> 'pending' then ${micros("finished_at")} when available_at < 'infinity' then ${micros("available_at")}
    end as micros`;

const timeOf = ({ micros }: JobCursor) =>
  micros === null
    ? sql`'infinity'::timestamptz`
    : sql`timestamptz '1970-01-01 00:00:00+00' + ${micros}::bigint * interval '1 microsecond'`;

const storedName = (name: string) => (isJobName(name) ? storedNameOf(name, jobs[name]) : name);

/** Distinct names of unfinished jobs, including those that this release does not declare: one index lookup per name. */
const unfinishedNames = sql`
  with recursive named as (
    (select name from job where state = 'pending' order by name limit 1)
    union all
    select (select job.name from job where state = 'pending' and job.name > named.name order by job.name limit 1)
    from named where named.name is not null
  )
  select name from named where name is not null`;

const unfinished = (isRunning: boolean, { name, max, after }: ListOptions) => sql<ListedJob>`
  select found.* from (${name === undefined ? unfinishedNames : sql`select ${storedName(name)}::text as name`}) as named
  cross join lateral (
    select ${columns} from job
    where state = 'pending' and job.name = named.name and ${isRunning ? sql`lease is not null` : sql`lease is null`}
      ${after === undefined ? sql`` : sql`and (available_at, id) > (${timeOf(after)}, ${after.id}::uuid)`}
    order by available_at, id limit ${max}
  ) found
  order by "availableAt", id limit ${max}`;

const finished = ({ state, name, max, after }: ListOptions) => sql<ListedJob>`
  select ${columns} from job where state = ${sql.lit(state)} ${name === undefined ? sql`` : sql`and name = ${storedName(name)}`}
    ${after === undefined ? sql`` : sql`and (finished_at, id) < (${timeOf(after)}, ${after.id}::uuid)`}
  order by finished_at desc, id desc limit ${max}`;

/** Replaces the stored name of a job by its declared one. */
const withDeclaredName = (row: ListedJob): ListedJob => ({ ...row, name: jobNamed(row.name) ?? row.name });

/** Numbers of unfinished jobs and dead letters, by state. */
export interface JobCounts {
  readonly due: number;
  /** Not due yet, or behind another job of their key. */
  readonly scheduled: number;
  readonly running: number;
  readonly dead: number;
}

const maxCounted = sql.lit(10_000);

/** Counts jobs for metrics, at most 10,000 pending and as many dead ones, so that a long queue costs no more. */
export async function countJobs(db: Db): Promise<JobCounts> {
  const { rows } = await sql<JobCounts>`
    with unfinished as (select lease, available_at from job where state = 'pending' limit ${maxCounted})
    select count(*) filter (where lease is null and available_at <= now())::int as due,
        count(*) filter (where lease is null and available_at > now())::int as scheduled,
        count(*) filter (where lease is not null)::int as running,
        (select count(*)::int from (select from job where state = 'dead' limit ${maxCounted}) counted) as dead
      from unfinished`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("the count of jobs returned no row");
  return row;
}

/** Counts jobs by name that are due for an hour and that this release does not declare: no process does them. */
export async function countUndeclared(db: Db): Promise<readonly { readonly name: string; readonly count: number }[]> {
  const declared = jobNames.map((name) => storedNameOf(name, jobs[name]));
  const { rows } = await sql<{ name: string; count: number }>`
    select name, count(*)::int as count from job
      where state = 'pending' and available_at < now() - interval '1 hour' and name <> all(${declared}::text[])
      group by name order by name limit 20`.execute(db);
  return rows;
}

/** Lists jobs of a state: done, cancelled and dead ones latest first, the others by due time, earliest first. */
export async function listJobs(db: Db, options: ListOptions): Promise<readonly ListedJob[]> {
  const { state } = options;
  const isOpen = state === "pending" || state === "running";
  const { rows } = await (isOpen ? unfinished(state === "running", options) : finished(options)).execute(db);
  return rows.map(withDeclaredName);
}

/** Finds a job by its id. */
export async function findJob(db: Db, id: string): Promise<ListedJob | undefined> {
  const { rows } = await sql<ListedJob>`select ${columns} from job where id = ${id}`.execute(db);
  return rows.map(withDeclaredName)[0];
}
