import * as z from "zod";
import { jobStates, mutation, notFound, query } from "./contract/index.ts";
import { cursorPage, Moment, Next } from "./fields.ts";

const JobId = z.uuid().meta({ description: "A job's id.", examples: ["0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10"] });
const JobState = z.enum(jobStates).meta({
  description: "`running`: under the lease of an attempt. `dead`: out of attempts.",
  examples: ["dead"],
});
const Name = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "A job's name.", examples: ["mail.notice"] });

export const ManagedJob = z
  .object({
    id: JobId,
    name: z.string(),
    state: JobState,
    attempts: z.int().meta({ description: "Attempts begun so far." }),
    lastError: z.string().nullable().meta({
      description: "How the last failed attempt ended: `failed`, `timed_out`, `payload_misfit` or `lease_lapsed`.",
    }),
    createdAt: Moment,
    availableAt: z.iso.datetime().nullable().meta({
      description: "When the next attempt is due, or the lease ends; null behind another job of the same key.",
    }),
    finishedAt: z.iso.datetime().nullable().meta({ description: "When it ended; null until then." }),
  })
  .meta({
    id: "ManagedJob",
    description: "A job, as shown to admins: without its input, which may hold personal data.",
    examples: [
      {
        id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
        name: "mail.notice",
        state: "dead",
        attempts: 10,
        lastError: "failed",
        createdAt: "2026-11-05T09:30:00.000Z",
        availableAt: "2026-11-05T11:30:00.000Z",
        finishedAt: "2026-11-05T11:30:01.000Z",
      },
    ],
  });

const asAdmin = { role: "admin", fresh: true } as const;
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;
const errors = {
  not_found: notFound("job", "No job has this id; finished ones are deleted in time."),
  already_done: { status: 409, subject: "job", message: "is done", detail: "The job is done already." },
} as const;

/** Procedures that `admin` includes for jobs. */
export const jobAdministration = {
  listJobs: query({
    summary: "List jobs by state",
    description: "Ended jobs are listed with the latest first, others with the longest due first.",
    access: { role: "admin" },
    input: z.object({
      state: JobState.default("dead"),
      name: Name.optional().meta({
        description: "Only jobs of this name; not with `done` and `cancelled`.",
        examples: ["mail.notice"],
      }),
      ...cursorPage,
      cursor: z.string().max(80).optional().meta({ description: "Opaque cursor: `next` of the previous page." }),
    }),
    output: z.object({ jobs: z.array(ManagedJob), next: Next }),
    rest: { route: "GET /admin/jobs" },
  }),
  retryJob: mutation({
    summary: "Retry a dead or cancelled job",
    description: "It is due at once, with all its attempts. A job that waits or runs stays as it is.",
    access: asAdmin,
    input: z.object({ id: JobId }),
    output: ManagedJob,
    errors,
    limit,
    rest: { route: "POST /admin/jobs/{id}/retry", reply: "job" },
  }),
  retryDeadJobs: mutation({
    summary: "Retry the dead jobs of a name",
    description: "At most 1,000 of them, those first that died last.",
    access: asAdmin,
    input: z.object({ name: Name }),
    output: z.object({
      retried: z.int().meta({ description: "The number of jobs that are due again.", examples: [12] }),
      hasMore: z.boolean().meta({ description: "Whether the name has more dead jobs: call again.", examples: [false] }),
    }),
    limit,
    rest: { route: "POST /admin/jobs/retries" },
  }),
  cancelJob: mutation({
    summary: "Cancel a job",
    description:
      "It is not attempted again; a running attempt gets an aborted signal, and its changes so far remain. A dead job is dismissed. Idempotent.",
    access: asAdmin,
    input: z.object({ id: JobId }),
    output: ManagedJob,
    errors,
    limit,
    rest: { route: "POST /admin/jobs/{id}/cancellation", reply: "job" },
  }),
};
