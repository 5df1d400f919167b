import { sql } from "kysely";
import { jobs } from "../../shared/jobs.ts";
import type { Db, Schema } from "../database/index.ts";
import { jobNamed, jobNames, storedNameOf } from "./names.ts";

/** `running`: pending under a lease. */
export const jobStates = ["pending", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** A job as operators see it: without its input, which may hold personal data. */
export interface ListedJob {
  readonly id: string;
  readonly name: string;
  readonly attempts: number;
  readonly lastError: Schema["job"]["last_error"];
  readonly createdAt: string;
  /** `null` for a job that waits for another one of its key. */
  readonly availableAt: string | null;
  readonly finishedAt: string | null;
}

export interface ListOptions {
  readonly state: JobState;
  readonly max: number;
  /** The last job of the page before. */
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

const columns = sql`id, name, attempts, last_error as "lastError", created_at as "createdAt",
  nullif(available_at, 'infinity') as "availableAt", finished_at as "finishedAt"`;

/** Unfinished jobs are found by name, since a declared name is what their index begins with. */
const unfinished = (isRunning: boolean, { max, after }: ListOptions) => sql<ListedJob>`
  select found.* from unnest(${jobNames.map((name) => storedNameOf(name, jobs[name]))}::text[]) as declared (name)
  cross join lateral (
    select ${columns} from job
    where state = 'pending' and job.name = declared.name and ${isRunning ? sql`lease is not null` : sql`lease is null`}
      ${after === undefined ? sql`` : sql`and (available_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by available_at, id limit ${max}
  ) found
  order by "availableAt", id limit ${max}`;

const finished = (state: JobState, { max, after }: ListOptions) => sql<ListedJob>`
  select ${columns} from job where state = ${sql.lit(state)}
    ${after === undefined ? sql`` : sql`and (finished_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
  order by finished_at desc, id desc limit ${max}`;

/** Lists jobs of a state: finished ones the latest first, others the longest due first. */
export async function listJobs(db: Db, options: ListOptions): Promise<readonly ListedJob[]> {
  const { state } = options;
  const isOpen = state === "pending" || state === "running";
  const { rows } = await (isOpen ? unfinished(state === "running", options) : finished(state, options)).execute(db);
  return rows.map((row) => ({ ...row, name: jobNamed(row.name) ?? row.name }));
}
