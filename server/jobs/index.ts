export { completeClears } from "./cache-invalidations.queries.ts";
export * from "./dispatcher.ts";
export * from "./enqueue.ts";
export * from "./enqueue-delayed.ts";
export { cancel, deleteJobsAbout, retry } from "./finish.queries.ts";
export type { Handlers, HandlersOf, JobHandler, JobRun } from "./job-handler.ts";
export {
  countJobs,
  countUndeclared,
  findJob,
  type JobCounts,
  type JobCursor,
  type ListedJob,
  listJobs,
} from "./list.queries.ts";
export * from "./list-pending.ts";
export { jobNamed } from "./names.ts";
export { jobsChannel, makeDue } from "./queries.ts";
export * from "./register-handlers.ts";
export { sweepJobs } from "./sweep.ts";
