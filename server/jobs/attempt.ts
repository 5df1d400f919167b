import type { Job } from "../../shared/contract/index.ts";
import { backoffMs } from "../concurrency/backoff.ts";
import { withDeadline } from "../concurrency/deadline.ts";
import { brokenUniqueness, type Db, transaction } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { continueTrace, messageSpan, type Tracer } from "../telemetry/index.ts";
import { type ClaimedRow, type ClaimLimits, claimDue, isDue, lockNames } from "./claim.queries.ts";
import { type AttemptError, type HeldJob, markDead, markForRetry, release } from "./finish.queries.ts";
import { type BoundJob, InputMismatch } from "./job-handler.ts";
import { createSteps } from "./steps.ts";
import type { Batches } from "./write-batches.ts";

export interface AttemptSettings {
  readonly db: Db;
  readonly log: Log;
  readonly tracer: Tracer | null;
  /** The jobs with a handler here, by their name in the database. */
  readonly bound: ReadonlyMap<string, BoundJob>;
  /** How much longer than the deadline the lease lasts: time to record the outcome. */
  readonly leaseMarginMs: number;
}

/** Outcome of one attempt. `unrecorded`: the database could not record it, so the job is attempted again after its lease. */
export type AttemptEnding = "done" | "retried" | "dead" | "released" | "unrecorded";

/** A claimed job. */
export interface ClaimedJob {
  readonly row: ClaimedRow;
  readonly job: BoundJob;
  readonly held: HeldJob;
  /** By `performance.now()`. */
  readonly deadlineAt: number;
}

type Outcome = "finished" | "stopped" | AttemptError;

const retryPauseMs = ({ retry: { pauseMs, maxPauseMs } }: Job, attempts: number) =>
  backoffMs({ firstMs: pauseMs, maxMs: maxPauseMs }, attempts);

/** Handlers may throw any value, even one that throws when it is inspected. */
function isInputMismatch(error: unknown): boolean {
  try {
    return error instanceof InputMismatch;
  } catch {
    return false;
  }
}

/** Runs the handler of a claimed job. Never rejects. */
export async function attempt(
  { db, log, tracer }: AttemptSettings,
  { row, job, held, deadlineAt }: ClaimedJob,
  stop: AbortSignal,
): Promise<Outcome> {
  const { id, attempts, created_at: createdAt, scheduled_for: scheduledFor, traceparent } = row;
  let own: AbortSignal | undefined;
  const run = (signal: AbortSignal) => {
    own = signal;
    const steps = createSteps({ db, id, lease: held.lease, signal });
    return job.run(row.input, { id, createdAt, scheduledFor, attempt: attempts, signal, ...steps });
  };
  try {
    const details = { "messaging.message.id": id, "dovetail.job.attempt": attempts };
    const span = { ...messageSpan("process", "process", job.name, details), traceparent };
    await continueTrace(tracer, span, () => withDeadline(Math.max(0, deadlineAt - performance.now()), run, stop));
    return "finished";
  } catch (error) {
    if (stop.aborted && error === stop.reason) return "stopped";
    log.warn("jobs.attempt_failed", { id, name: job.name, attempt: attempts, error: describeError(error) });
    // By identity: a handler may have deadlines of its own.
    if (own?.aborted && error === own.reason) return "timed_out";
    return isInputMismatch(error) ? "payload_misfit" : "failed";
  }
}

/** Records the outcome of an attempt. Never rejects. */
export async function record(
  { db, log }: AttemptSettings,
  { row: { id, attempts }, job: { name, declaration }, held }: ClaimedJob,
  { outcome, done }: { readonly outcome: Outcome; readonly done: Batches<HeldJob, void> },
): Promise<AttemptEnding> {
  try {
    if (outcome === "finished") {
      await done.add(held);
      return "done";
    }
    if (outcome === "stopped") {
      await release(db, held);
      return "released";
    }
    if (attempts < declaration.retry.maxAttempts) {
      await markForRetry(db, held, outcome, retryPauseMs(declaration, attempts));
      return "retried";
    }
    await markDead(db, held, outcome);
    log.error("jobs.job_dead", { id, name, attempts, reason: outcome });
    return "dead";
  } catch (error) {
    log.warn("jobs.attempt_unrecorded", { id, name, error: describeError(error) });
    return "unrecorded";
  }
}

/** Claimed rows, and the number found due: fewer than requested means that no more are due. */
interface Found<T> {
  readonly rows: readonly T[];
  readonly found: number;
}

interface Claim {
  readonly limits: readonly ClaimLimits[];
  readonly max: number;
  readonly lease: string;
}

const none = { rows: [], found: 0 };

/** Claims under the locks of jobs with a bound on their concurrency, so that no other process counts at the same time. */
async function claimBounded(db: Db, { limits, max, lease }: Claim): Promise<Found<ClaimedRow>> {
  const names = limits.map(({ name }) => name);
  if (names.length === 0 || max === 0 || !(await isDue(db, names))) return none;
  return transaction(db, async (tx) => {
    await lockNames(tx, names);
    return claimDue(tx, { limits, max, lease });
  });
}

async function claimAll(db: Db, { limits, max, lease }: Claim): Promise<Found<ClaimedRow>> {
  const free = limits.filter(({ concurrency }) => concurrency === null);
  const bounded = limits.filter(({ concurrency }) => concurrency !== null);
  const first = free.length === 0 ? none : await claimDue(db, { limits: free, max, lease });
  const second = await claimBounded(db, { limits: bounded, max: max - first.rows.length, lease });
  return { rows: [...first.rows, ...second.rows], found: first.found + second.found };
}

/** {@link claimAll}, again where two dispatchers claimed jobs of the same key at the same time. */
async function claimRetried(db: Db, claim: Claim): Promise<Found<ClaimedRow>> {
  try {
    return await claimAll(db, claim);
  } catch (error) {
    if (brokenUniqueness(error) !== "job_running_key_idx") throw error;
    return claimAll(db, claim);
  }
}

/** Claims due jobs. Rejects when the database is unavailable. */
export type ClaimJobs = (max: number) => Promise<Found<ClaimedJob>>;

/** Creates a function that claims jobs with a handler here. */
export function createClaim({ db, bound, leaseMarginMs }: AttemptSettings): ClaimJobs {
  const limits = [...bound].map(([name, { declaration }]) => ({
    name,
    maxAttempts: declaration.retry.maxAttempts,
    leaseMs: declaration.timeoutMs + leaseMarginMs,
    concurrency: declaration.concurrency ?? null,
  }));
  let first = 0;
  return async (max) => {
    if (limits.length === 0) return none;
    // Each claim begins with another name, so that none with many jobs keeps the others waiting.
    first = (first + 1) % limits.length;
    const lease = crypto.randomUUID();
    // Measured from before the claim, so that the deadline ends before the lease, however long the query takes.
    const askedAt = performance.now();
    const order = [...limits.slice(first), ...limits.slice(0, first)];
    const { rows, found } = await claimRetried(db, { limits: order, max, lease });
    const claimed = rows.flatMap((row) => {
      const job = bound.get(row.name);
      if (job === undefined) return [];
      const deadlineAt = askedAt + job.declaration.timeoutMs;
      return [{ row, job, held: { id: row.id, lease, key: row.key }, deadlineAt }];
    });
    return { rows: claimed, found };
  };
}
