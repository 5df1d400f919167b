import { sql } from "kysely";
import { afterEach, expect, test, vi } from "vitest";
import * as z from "zod";
import type { Db } from "../../server/database/index.ts";
import { job, type Missed, schedule } from "../../shared/contract/index.ts";
import { createTestDispatcherOf } from "../support/jobs.ts";
import { openJobDatabase } from "./job-database.ts";

afterEach(() => {
  vi.useRealTimers();
});

const declared = { count: job({ summary: "Count", input: z.object({ by: z.int() }) }) };
const eachMinute = (missed: Missed) => ({
  "count.each_minute": schedule(declared, { job: "count", input: { by: 1 }, every: { minutes: 1 }, missed }),
});

async function harness(missed: Missed) {
  const { db, log } = await openJobDatabase();
  const scheduler = () =>
    createTestDispatcherOf(declared, { db, log, handlers: { count: async () => {} }, schedules: eachMinute(missed) });
  return { db, scheduler };
}

/** Makes the schedule due since some minutes. */
const dueSince = (db: Db, minutes: number) =>
  sql`update job_schedule set next_at = date_trunc('minute', now()) - make_interval(mins => ${minutes})`.execute(db);
const runsOf = async (db: Db) =>
  (
    await sql<{ ago: number }>`
      select (extract(epoch from date_trunc('minute', now()) - scheduled_for) / 60)::integer as ago
      from job order by 1 desc`.execute(db)
  ).rows.map(({ ago }) => ago);

test("four processes whose clocks are 30 seconds apart enqueue one run for each due minute", async () => {
  const { db, scheduler } = await harness("all");
  const processes = [scheduler(), scheduler(), scheduler(), scheduler()];
  vi.useFakeTimers({ toFake: ["Date"] });
  const tickAll = () =>
    Promise.all(
      processes.map((one, at) => {
        vi.setSystemTime(new Date(2026, 0, 1).getTime() + at * 30_000);
        return one.tick();
      }),
    );
  await tickAll();
  await sql`delete from job`.execute(db);
  await dueSince(db, 3);
  for (let round = 0; round < 3; round++) await tickAll();
  // A minute may begin while the test runs.
  const runs = await runsOf(db);
  expect(runs.length).toBeGreaterThanOrEqual(4);
  expect(runs.length).toBeLessThanOrEqual(5);
  expect(new Set(runs).size).toBe(runs.length);
  await dueSince(db, 3);
  await tickAll();
  expect((await runsOf(db)).length).toBeLessThanOrEqual(5);
});

test.each<[Missed, number]>([
  ["skip", 1],
  ["once", 1],
  ["all", 61],
])("after an hour without processes, %s makes up for the missed minutes as declared", async (missed, runs) => {
  const { db, scheduler } = await harness(missed);
  const { tick, runOnce } = scheduler();
  expect(await tick()).toBeLessThanOrEqual(60_000);
  await dueSince(db, 60);
  await tick();
  const ago = await runsOf(db);
  expect(ago.length).toBeGreaterThanOrEqual(runs);
  expect(ago.length).toBeLessThanOrEqual(runs + 1);
  if (missed === "skip") expect(ago.at(-1)).toBeLessThanOrEqual(0);
  expect(await runOnce({ max: 100 })).toMatchObject({ done: ago.length });
});

test("a schedule whose definition another release changed is left to that release, without asking all the time", async () => {
  const { db, scheduler } = await harness("all");
  const { tick } = scheduler();
  await tick();
  await sql`update job_schedule set definition = 'of another release'`.execute(db);
  await dueSince(db, 0);
  expect(await tick()).toBe(1000);
  expect(await runsOf(db)).toEqual([]);
});

test("a schedule that another release changed returns to its former definition when that release is gone", async () => {
  const { db, scheduler } = await harness("all");
  const { tick } = scheduler();
  await tick();
  await sql`update job_schedule set definition = 'of a release that was rolled back'`.execute(db);
  await dueSince(db, 3);
  await tick();
  const runs = await runsOf(db);
  expect(runs.slice(0, 4).map((ago) => ago - (runs[0] ?? 0))).toEqual([0, -1, -2, -3]);
  const { rows } = await sql<{ definition: string; is_ahead: boolean }>`
    select definition, next_at > now() - interval '1 second' as is_ahead from job_schedule`.execute(db);
  expect(rows).toEqual([{ definition: expect.stringContaining('"missed":"all"'), is_ahead: true }]);
});

test("a period out of its bounds is refused", () => {
  const every = (minutes: number) =>
    schedule(declared, { job: "count", input: { by: 1 }, every: { minutes }, missed: "skip" });
  expect(() => every(0)).toThrow("whole number of minutes");
  expect(() => every(1.5)).toThrow("whole number of minutes");
});
