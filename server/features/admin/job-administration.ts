import { jobAdministration } from "../../../shared/job-administration.ts";
import { type AuditAction, recordAudit } from "../../audit/index.ts";
import { cancel, findJob, type JobCursor, type ListedJob, listJobs, retry } from "../../jobs/index.ts";
import { implement } from "../../procedures/index.ts";
import { lockRolesAs } from "./roles.ts";

const maxRetried = 1000;

/** A cursor: the microseconds since 1970, or `-` for a job that waits behind another one, and the id. */
const encode = ({ micros, id }: JobCursor) => `${micros ?? "-"}.${id}`;

function decode(cursor: string): JobCursor | undefined {
  const [, micros, id] = /^(-|\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  return micros === undefined || id === undefined ? undefined : { micros: micros === "-" ? null : micros, id };
}

const present = ({ micros: _, ...job }: ListedJob) => job;

export const jobAdministrationHandlers = implement(jobAdministration, {
  listJobs: async ({ db, input: { state, name, limit, cursor }, invalid }) => {
    if (name !== undefined && (state === "done" || state === "cancelled"))
      invalid("name", "cannot narrow jobs that are done or cancelled");
    const after = cursor === undefined ? undefined : (decode(cursor) ?? invalid("cursor", "is invalid"));
    const rows = await listJobs(db, { state, name, max: limit + 1, after });
    const pageRows = rows.slice(0, limit);
    const last = pageRows.at(-1);
    return { jobs: pageRows.map(present), next: rows.length > limit && last !== undefined ? encode(last) : null };
  },

  retryJob: ({ viewer, input: { id }, call, fail, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const before = (await findJob(tx, id)) ?? fail("not_found");
      if (before.state === "done") fail("already_done");
      const isRetried = (await retry(tx, [id])) > 0;
      if (isRetried) await recordAudit(tx, call, { ...actionOf("job.retried", before), actorId: viewer.id });
      return present((await findJob(tx, id)) ?? fail("not_found"));
    }),

  retryDeadJobs: ({ viewer, input: { name }, call, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const dead = await listJobs(tx, { state: "dead", name, max: maxRetried + 1 });
      const retried = await retry(
        tx,
        dead.slice(0, maxRetried).map(({ id }) => id),
      );
      if (retried > 0)
        await recordAudit(tx, call, {
          action: "job.retried",
          actorId: viewer.id,
          accountId: null,
          details: { name, count: retried },
        });
      return { retried, hasMore: dead.length > maxRetried };
    }),

  cancelJob: ({ viewer, input: { id }, call, fail, write }) =>
    write(async (tx) => {
      await lockRolesAs(tx, viewer);
      const before = (await findJob(tx, id)) ?? fail("not_found");
      if (before.state === "done") fail("already_done");
      const isCancelled = (await cancel(tx, [id])) > 0;
      if (isCancelled) await recordAudit(tx, call, { ...actionOf("job.cancelled", before), actorId: viewer.id });
      return present((await findJob(tx, id)) ?? fail("not_found"));
    }),
});

function actionOf(action: AuditAction, { id: jobId, name, state }: ListedJob) {
  return { action, accountId: null, details: { jobId, name, state } };
}
