import { sql } from "kysely";
import type { Db, Tx } from "../database/index.ts";

/** The database's clock decides which schedules are due, since the clocks of processes may differ. */
export async function readClock(db: Db): Promise<number> {
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(db);
  return Date.parse(rows[0]?.now ?? "");
}

/** Stores schedules that are new or whose definition changed; their next run counts from now. */
export const storeSchedules = (
  db: Db,
  schedules: readonly { readonly name: string; readonly definition: string; readonly nextAt: string }[],
) =>
  sql`
    insert into job_schedule (name, definition, next_at)
    select * from unnest(${schedules.map(({ name }) => name)}::text[],
      ${schedules.map(({ definition }) => definition)}::text[], ${schedules.map(({ nextAt }) => nextAt)}::timestamptz[])
    on conflict (name) do update set definition = excluded.definition, next_at = excluded.next_at
      where job_schedule.definition <> excluded.definition`.execute(db);

/** Locks the schedules that are due; those that another process has locked are its own. */
export async function lockDueSchedules(
  tx: Tx,
  names: readonly string[],
): Promise<
  readonly { readonly name: string; readonly definition: string; readonly nextAt: string; readonly now: string }[]
> {
  const { rows } = await sql<{ name: string; definition: string; nextAt: string; now: string }>`
    select name, definition, next_at as "nextAt", clock_timestamp() as now from job_schedule
    where name = any(${[...names]}::text[]) and next_at <= now() for update skip locked`.execute(tx);
  return rows;
}

/** Inserts the job of a due minute, unless it exists or an equal unique job waits. */
export const insertScheduled = (
  tx: Tx,
  job: {
    readonly name: string;
    readonly input: string;
    readonly uniqueKey: string | null;
    readonly schedule: string;
    readonly scheduledFor: string;
  },
) =>
  sql`
    insert into job (name, input, unique_key, schedule, scheduled_for)
    values (${job.name}, ${job.input}::jsonb, ${job.uniqueKey}, ${job.schedule}, ${job.scheduledFor})
    on conflict do nothing`.execute(tx);

/** Stores when a schedule is due next, by the definition of this release. */
export const moveSchedule = (
  tx: Tx,
  { name, definition, nextAt }: { readonly name: string; readonly definition: string; readonly nextAt: string },
) => tx.updateTable("job_schedule").set({ definition, next_at: nextAt }).where("name", "=", name).execute();

/**
 * Time until the next schedule is due, in milliseconds; `null` when there is none. One that is due and left to another process
 * is looked at again after a second.
 */
export async function readWaitMs(db: Db, names: readonly string[]): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(case when next_at > now() then next_at - now() else interval '1 second' end)) * 1000)::float8
      as ms from job_schedule where name = any(${[...names]}::text[])`.execute(db);
  return rows[0]?.ms ?? null;
}
