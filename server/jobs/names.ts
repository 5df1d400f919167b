import type { Job } from "../../shared/contract/index.ts";
import { type JobName, jobs } from "../../shared/jobs.ts";

/** Whether this release declares a job of this name. */
export const isJobName = (name: string): name is JobName => Object.hasOwn(jobs, name);

/** The names of all declared jobs. */
export const jobNames: readonly JobName[] = Object.keys(jobs).filter(isJobName);

/** A job's name in the database. */
export const storedNameOf = (name: string, { storedAs = name }: Job): string => storedAs;

/** The declared job of a name in the database. */
export const jobNamed = (stored: string): JobName | undefined =>
  jobNames.find((name) => storedNameOf(name, jobs[name]) === stored);
