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
/**
 * After this time a due schedule is no longer left to the release that changed it: none of its processes runs, as after a rollback.
 * A worker looks once a minute.
 */
const abandonedAfterMs = 120_000;
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
  if (dueAtMs > nowMs) return { runsMs: [], nextAtMs: dueAtMs };
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

/** The due minute by this release's own definition: the first since a due minute by that of another release. */
const ownDueMs = ({ timing }: Pick<Schedule, "timing">, dueAtMs: number, isOwn: boolean) =>
  isOwn ? dueAtMs : nextRun(timing, dueAtMs - 1);

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

  /** @returns whether runs are left for the next tick. */
  const enqueueDue = async (tx: Tx): Promise<boolean> => {
    let isBehind = false;
    for (const { name, definition, nextAt: dueAt, now } of await lockDueSchedules(tx, names)) {
      const schedule = schedules[name];
      const declaration = schedule && jobs[schedule.job];
      if (schedule === undefined || declaration === undefined) continue;
      const [dueAtMs, nowMs, own] = [Date.parse(dueAt), Date.parse(now), definitionOf(schedule)];
      // Another release changed the definition: its processes run it.
      if (definition !== own && nowMs - dueAtMs < abandonedAfterMs) continue;
      const { runsMs, nextAtMs } = planRuns(schedule, ownDueMs(schedule, dueAtMs, definition === own), nowMs);
      for (const runMs of runsMs)
        await insertScheduled(tx, {
          name: storedNameOf(schedule.job, declaration),
          input: JSON.stringify(schedule.input),
          uniqueKey: uniqueKeyOf(declaration, schedule.input) ?? null,
          schedule: name,
          scheduledFor: iso(runMs),
        });
      await moveSchedule(tx, { name, definition: own, nextAt: iso(nextAtMs) });
      isBehind ||= nextAtMs <= nowMs;
    }
    return isBehind;
  };

  return {
    tick: async () => {
      if (names.length === 0) return minuteMs;
      if (!isStored) await store();
      if (await transaction(db, enqueueDue)) return 0;
      return Math.min((await readWaitMs(db, names)) ?? minuteMs, minuteMs);
    },
  };
}
