import type { JobName } from "../../shared/jobs.ts";
import type { Db } from "../database/index.ts";
import { countUndeclared, type Handlers, registerHandlers, sweepJobs } from "../jobs/index.ts";
import type { Log } from "../providers/log.ts";
import type { Caching } from "./caching.ts";
import { deleteExpired } from "./retention.ts";

const maxDeletedAtOnce = 10_000;

/** The dependencies of maintenance jobs. */
export interface MaintenanceContext {
  readonly db: Db;
  readonly log: Log;
  readonly eventsKeptDays: number;
}

/** Jobs whose declaration a release removed wait indefinitely: the previous release may run beside this one, or return by a rollback. */
async function warnOfUndeclared(db: Db, log: Log): Promise<void> {
  for (const { name, count } of await countUndeclared(db)) log.warn("jobs.undeclared", { name, count });
}

/** Scheduled maintenance. */
const maintenanceHandlers = ({ db, log, eventsKeptDays }: MaintenanceContext): Handlers => ({
  "upkeep.sweep_jobs": () => sweepJobs(db),
  "upkeep.delete_expired": async () => {
    await deleteExpired(db, { max: maxDeletedAtOnce, eventsKeptDays });
    await warnOfUndeclared(db, log);
  },
});

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
 * @throws {JobsMismatch} for a job that nothing enqueues, that has no handler or two, and for a duplicate name.
 */
export const handlersOf = (
  upkeep: MaintenanceContext,
  caching: Pick<Caching, "handlers"> | undefined,
  mail: Handlers,
): Handlers =>
  registerHandlers({
    handlers: [
      ...(caching === undefined ? [] : [{ name: "cache", handlers: caching.handlers }]),
      { name: "mail", handlers: mail },
      { name: "upkeep", handlers: maintenanceHandlers(upkeep) },
    ],
    enqueued: [...enqueuedJobs, "upkeep.sweep_jobs", "upkeep.delete_expired"],
    // Without a cache there is nothing to invalidate here; processes with a cache do it.
    elsewhere: caching === undefined ? ["cache.invalidate"] : [],
  });

export { schedules } from "../../shared/schedules.ts";
