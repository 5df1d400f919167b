import type { JobName } from "../../shared/jobs.ts";
import { type Handlers, registerHandlers } from "../jobs/index.ts";
import type { Caching } from "./caching.ts";

/** Every job that the code enqueues. A test checks that each entry is enqueued somewhere. */
export const enqueuedJobs: readonly JobName[] = [
  "cache.invalidate",
  "mail.verification",
  "mail.email_change",
  "mail.password_reset",
  "mail.notice",
];

/**
 * All job handlers of a process. Add a feature's handlers as one line with a unique name.
 * @throws {JobsMisfit} for a job that nothing enqueues, that has no handler or two, and for a duplicate name.
 */
export const handlersOf = (caching: Pick<Caching, "handlers"> | undefined, mail: Handlers): Handlers =>
  registerHandlers({
    handlers: [
      ...(caching === undefined ? [] : [{ name: "cache", handlers: caching.handlers }]),
      { name: "mail", handlers: mail },
    ],
    enqueued: enqueuedJobs,
    // Without a cache there is nothing to invalidate here; processes with a cache do it.
    elsewhere: caching === undefined ? ["cache.invalidate"] : [],
  });
