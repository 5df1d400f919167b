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
  /** @returns the milliseconds until the next one is due, at most a minute. @throws when the database is unavailable. */
  readonly tick: () => Promise<number>;
}

const minuteMs = 60_000;
/** Missed runs of one schedule that one tick enqueues at most; the next tick continues. */
const maxRunsPerTick = 100;

const iso = (instantMs: number) => new Date(instantMs).toISOString();
const definitionOf = ({ timing, missed }: Schedule) => JSON.stringify({ timing, missed });

/**
 * The due minutes to enqueue and the next due minute, as `missed` of the schedule decides. All times are milliseconds
 * since 1970.
 */
export function planRuns(
  { timing, missed }: Pick<Schedule, "timing" | "missed">,
  dueAtMs: number,
  nowMs: number,
): { readonly runsMs: readonly number[]; readonly nextAtMs: number } {
  if (missed === "all") {
    const runsMs = [dueAtMs];
    let nextAtMs = nextRun(timing, dueAtMs);
    for (; nextAtMs <= nowMs && runsMs.length < maxRunsPerTick; nextAtMs = nextRun(timing, nextAtMs))
      runsMs.push(nextAtMs);
    return { runsMs, nextAtMs };
  }
  const nextAtMs = nextRun(timing, nowMs);
  if (missed === "once") return { runsMs: [dueAtMs], nextAtMs };
  // `skip`: runs on time alone, that is, within the due minute.
  const latestMs = dueAtMs > nowMs - minuteMs ? dueAtMs : nextRun(timing, nowMs - minuteMs);
  return { runsMs: latestMs <= nowMs ? [latestMs] : [], nextAtMs };
}

/** Creates the scheduler of a process. Several may share one database: each due minute is enqueued by one of them. */
export function createScheduler(db: Db, jobs: Jobs, schedules: Schedules): Scheduler {
  const names = Object.keys(schedules);
  let isStored = false;

  const store = async () => {
    const nowMs = await readClock(db);
    const rows = Object.entries(schedules).map(([name, schedule]) => ({
      name,
      definition: definitionOf(schedule),
      nextAt: iso(nextRun(schedule.timing, nowMs)),
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
      const { runsMs, nextAtMs } = planRuns(schedule, Date.parse(dueAt), Date.parse(now));
      for (const runMs of runsMs)
        await insertScheduled(tx, {
          name: storedNameOf(schedule.job, declaration),
          input: JSON.stringify(schedule.input),
          uniqueKey: uniqueKeyOf(declaration, schedule.input) ?? null,
          schedule: name,
          scheduledFor: iso(runMs),
        });
      await moveSchedule(tx, name, iso(nextAtMs));
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
