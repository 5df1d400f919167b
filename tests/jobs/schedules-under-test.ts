import * as z from "zod";
import { job, schedule } from "../../shared/contract/index.ts";

/** A job that notes its due minute. */
export const scheduleJobs = {
  note: job({ summary: "Note the due minute", input: z.object({ schedule: z.string() }), timeoutMs: 1000 }),
};

/** A run for each minute, and one for each night around both changes of daylight saving, at an hour that they concern. */
export const schedulesUnderTest = {
  minutely: schedule(scheduleJobs, {
    job: "note",
    input: { schedule: "minutely" },
    every: { minutes: 1 },
    missed: "all",
  }),
  nightly: schedule(scheduleJobs, {
    job: "note",
    input: { schedule: "nightly" },
    cron: "30 2 26-31 3,10 *",
    timeZone: "Europe/Berlin",
    missed: "all",
  }),
};
