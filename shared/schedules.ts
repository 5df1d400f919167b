import { schedule } from "./contract/index.ts";
import { jobs } from "./jobs.ts";

/** Jobs that are enqueued at certain times, by the schedule's name. */
export const schedules = {
  "upkeep.each_minute": schedule(jobs, {
    job: "upkeep.sweep_jobs",
    input: {},
    every: { minutes: 1 },
    missed: "skip",
  }),
  "upkeep.hourly": schedule(jobs, {
    job: "upkeep.delete_expired",
    input: {},
    every: { hours: 1 },
    missed: "once",
  }),
};
