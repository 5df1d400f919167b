export * from "./dispatcher.ts";
export { cancel, deleteJobsAbout, retry } from "./ending.queries.ts";
export * from "./enqueue.ts";
export type { Handlers, HandlersOf, JobHandler, JobRun } from "./handle.ts";
export { countJobs, findJob, type JobCounts, type JobCursor, type ListedJob, listJobs } from "./list.queries.ts";
export { jobNamed } from "./names.ts";
export * from "./pending.ts";
export { complete, completeClears, jobsChannel, makeDue } from "./queries.ts";
export * from "./register.ts";
