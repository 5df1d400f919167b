import { type JobName, jobs } from "../../shared/jobs.ts";
import type { Handlers } from "./job-handler.ts";
import { jobNames, storedNameOf } from "./names.ts";

/** Handlers of one feature, such as `mail`. */
export interface NamedHandlers {
  readonly name: string;
  readonly handlers: Handlers;
}

/** Enqueued and handled jobs; listed where the application is composed. */
export interface Registration {
  readonly handlers: readonly NamedHandlers[];
  /** Every job that the application enqueues. */
  readonly enqueued: readonly JobName[];
  /** Enqueued jobs without a handler in this process; other processes may do them. */
  readonly elsewhere?: readonly JobName[];
}

/** Jobs and handlers do not match; the message names each mismatch. */
export class JobsMismatch extends Error {
  override readonly name = "JobsMismatch";
}

const repeated = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

function errorsOf({ handlers, enqueued, elsewhere = [] }: Registration): readonly string[] {
  const handled = handlers.flatMap((one) => Object.keys(one.handlers));
  return [
    ...repeated(handlers.map(({ name }) => name)).map((name) => `two lists of handlers are called "${name}"`),
    ...repeated(handled).map((name) => `"${name}" has two handlers`),
    ...repeated(jobNames.map((name) => storedNameOf(name, jobs[name]))).map(
      (name) => `two jobs are stored as "${name}"`,
    ),
    ...jobNames.filter((name) => !enqueued.includes(name)).map((name) => `"${name}" is enqueued by nothing`),
    ...jobNames
      .filter((name) => !handled.includes(name) && !elsewhere.includes(name))
      .map((name) => `"${name}" has no handler`),
  ];
}

/**
 * Merges the handlers of a process.
 * @throws {JobsMismatch} for a job that is never enqueued or has no handler or two, and for a duplicate name.
 */
export function registerHandlers(registration: Registration): Handlers {
  const errors = errorsOf(registration);
  if (errors.length > 0)
    throw new JobsMismatch(`The jobs do not fit together:\n${errors.map((one) => `  ${one}`).join("\n")}`);
  return Object.assign({}, ...registration.handlers.map(({ handlers }) => handlers));
}
