import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";
import { until } from "./job-database.ts";

const program = fileURLToPath(new URL("./schedule-process.ts", import.meta.url));
const durationMs = Number(process.env.SCHEDULES_MS ?? 0);

const start = (url: string, offsetMs: number): ChildProcess => {
  const child = spawn(process.execPath, [program, url, String(offsetMs)], { stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

const first = async <T>(db: Db, query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows[0];

/** Due times of the runs of a schedule, in order. */
const runsOf = async (db: Db, schedule: string) =>
  (
    await sql<{ at: string }>`
      select scheduled_for as at from ran where schedule = ${schedule} order by scheduled_for`.execute(db)
  ).rows.map(({ at }) => at);

/** 02:30 in Berlin, around the night of 30 March, which has no such time, and from 26 October on, which has two. */
const nightsOf2025 = [
  ...["26", "27", "28", "29"].map((day) => `2025-03-${day}T01:30:00.000Z`),
  "2025-03-30T01:00:00.000Z",
  "2025-03-31T00:30:00.000Z",
  "2025-10-26T00:30:00.000Z",
  ...["27", "28", "29", "30", "31"].map((day) => `2025-10-${day}T01:30:00.000Z`),
];

/**
 * Four processes, one of which is killed on the way. `SCHEDULES_MS` lets real minutes come for so long; without it, the minutes
 * of an hour and the nights of last years are due at once, again and again.
 */
test("four processes whose clocks are 30 seconds apart run each due minute once, and each night of both changes of the clock", {
  timeout: durationMs + 120_000,
}, async () => {
  const { db, url } = await databaseForTest();
  await sql`create table ran (schedule text, scheduled_for timestamptz, pid integer)`.execute(db);
  await sql`create table alive (pid integer primary key)`.execute(db);
  const [killed] = [0, 30_000, 60_000, 90_000].map((offsetMs) => start(url, offsetMs));
  await until(async () => (await first(db, sql<{ n: number }>`select count(*) as n from alive`))?.n === 4);
  await sleep(durationMs);
  const minutesAgo = durationMs > 0 ? 0 : 60;
  for (let round = 0; round < 3; round++) {
    await sql`update job_schedule set next_at = case name when 'nightly' then timestamptz '2025-03-26 01:30+00'
        else date_trunc('minute', now() - make_interval(mins => ${minutesAgo})) end`.execute(db);
    if (round === 1) killed?.kill("SIGKILL");
    await until(async () => {
      const row = await first(
        db,
        sql<{ due: number }>`
          select (select count(*) from job_schedule where next_at <= now())
            + (select count(*) from job where state = 'pending') as due`,
      );
      return row?.due === 0;
    });
  }
  const minutes = await runsOf(db, "minutely");
  const expected = minutes.map((_, at) => new Date(Date.parse(minutes[0] ?? "") + at * 60_000).toISOString());
  expect(minutes).toEqual(expected);
  expect(minutes.length).toBeGreaterThan(durationMs > 0 ? durationMs / 60_000 : 60);
  expect((await runsOf(db, "nightly")).slice(0, nightsOf2025.length)).toEqual(nightsOf2025);
  const workers = await first(db, sql<{ n: number }>`select count(distinct pid) as n from ran`);
  expect(workers?.n).toBeGreaterThan(1);
});
