export * from "./dispatcher.ts";
export * from "./enqueue.ts";
export type { Handlers, JobHandler, JobRun } from "./handle.ts";
export { jobNamed } from "./names.ts";
export * from "./pending.ts";
export {
  complete,
  completeClears,
  type DeadJob,
  deleteJobsAbout,
  jobsChannel,
  listDead,
  makeDue,
  retry,
} from "./queries.ts";
export * from "./register.ts";
