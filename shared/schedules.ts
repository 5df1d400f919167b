import { schedule } from "./contract/index.ts";
import { jobs } from "./jobs.ts";

/** Jobs that are enqueued at certain times, by the schedule's name. */
export const schedules = {
  "upkeep.hourly": schedule(jobs, {
    job: "upkeep.delete_expired",
    input: {},
    every: { hours: 1 },
    missed: "once",
  }),
};
