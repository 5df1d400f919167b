import { type Jobs, nextRun, type Schedule, type Schedules } from "../../shared/contract/index.ts";
import { type Db, type Tx, transaction } from "../database/index.ts";
import { uniqueKeyOf } from "./enqueue.ts";
import { storedNameOf } from "./names.ts";
import {
  insertScheduled,
  lockDueSchedules,
  moveSchedule,
  readClock,
  readWaitMs,
  storeSchedules,
} from "./schedules.queries.ts";

/** Enqueues the jobs of schedules that are due. */
export interface Scheduler {
  /** @returns the time until the next one is due, at most a minute. @throws when the database is unavailable. */
  readonly tick: () => Promise<number>;
}

const minuteMs = 60_000;
/** Maximum number of missed runs of one schedule that one tick enqueues; the next tick continues. */
const maxRuns = 100;

const iso = (instant: number) => new Date(instant).toISOString();
const definitionOf = ({ timing, missed }: Schedule) => JSON.stringify({ timing, missed });

/** The due minutes to run, and the next one. */
export function planRuns(
  { timing, missed }: Pick<Schedule, "timing" | "missed">,
  dueAt: number,
  now: number,
): { readonly runs: readonly number[]; readonly nextAt: number } {
  if (missed === "all") {
    const runs = [dueAt];
    let nextAt = nextRun(timing, dueAt);
    for (; nextAt <= now && runs.length < maxRuns; nextAt = nextRun(timing, nextAt)) runs.push(nextAt);
    return { runs, nextAt };
  }
  const nextAt = nextRun(timing, now);
  if (missed === "once") return { runs: [dueAt], nextAt };
  // On time means within the due minute.
  const latest = dueAt > now - minuteMs ? dueAt : nextRun(timing, now - minuteMs);
  return { runs: latest <= now ? [latest] : [], nextAt };
}

/** Creates the scheduler of a process. Several may share one database: each due minute belongs to one of them. */
export function createScheduler(db: Db, jobs: Jobs, schedules: Schedules): Scheduler {
  const names = Object.keys(schedules);
  let isStored = false;

  const store = async () => {
    const now = await readClock(db);
    const rows = Object.entries(schedules).map(([name, schedule]) => ({
      name,
      definition: definitionOf(schedule),
      nextAt: iso(nextRun(schedule.timing, now)),
    }));
    await storeSchedules(db, rows);
    isStored = true;
  };

  const enqueueDue = async (tx: Tx) => {
    for (const { name, definition, nextAt: dueAt, now } of await lockDueSchedules(tx, names)) {
      const schedule = schedules[name];
      const declaration = schedule && jobs[schedule.job];
      // Another release changed the definition: its processes run it.
      if (schedule === undefined || declaration === undefined || definition !== definitionOf(schedule)) continue;
      const { runs, nextAt } = planRuns(schedule, Date.parse(dueAt), Date.parse(now));
      for (const run of runs)
        await insertScheduled(tx, {
          name: storedNameOf(schedule.job, declaration),
          input: JSON.stringify(schedule.input),
          uniqueKey: uniqueKeyOf(declaration, schedule.input) ?? null,
          schedule: name,
          scheduledFor: iso(run),
        });
      await moveSchedule(tx, name, iso(nextAt));
    }
  };

  return {
    tick: async () => {
      if (names.length === 0) return minuteMs;
      if (!isStored) await store();
      await transaction(db, enqueueDue);
      const waitMs = (await readWaitMs(db, names)) ?? minuteMs;
      return Math.min(Math.max(waitMs, 0), minuteMs);
    },
  };
}
