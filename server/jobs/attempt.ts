import type { Job } from "../../shared/contract/index.ts";
import type { Db } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { type BoundJob, InputMisfit } from "./handle.ts";
import { type AttemptError, type ClaimedRow, claimDue, markDead, markDone, markForRetry, release } from "./queries.ts";
import { withDeadline } from "./with-deadline.ts";

export interface AttemptSettings {
  readonly db: Db;
  readonly log: Log;
  /** The jobs with a handler here, by their name in the database. */
  readonly bound: ReadonlyMap<string, BoundJob>;
  /** How much longer than the deadline the lease lasts: time to record the outcome. */
  readonly leaseMarginMs: number;
}

/** Outcome of one attempt. `unrecorded`: the database could not record it, so the job is attempted again after its lease. */
export type AttemptEnding = "done" | "retried" | "dead" | "released" | "unrecorded";

type Outcome = "finished" | "stopped" | AttemptError;

/** Exponential backoff with jitter on half of it, so that jobs which failed together are not retried together. */
const retryPauseMs = ({ retry: { pauseMs, maxPauseMs } }: Job, attempts: number) =>
  Math.min(pauseMs * 2 ** (attempts - 1), maxPauseMs) * (0.5 + Math.random() / 2);

interface Claimed {
  readonly row: ClaimedRow;
  readonly job: BoundJob;
  readonly lease: string;
  /** Time left until the deadline. */
  readonly leftMs: number;
}

async function attempt({ log }: AttemptSettings, { row, job, leftMs }: Claimed, stop: AbortSignal): Promise<Outcome> {
  const { id, attempts, created_at: createdAt } = row;
  try {
    return await withDeadline(
      (signal) => job.run(row.input, { id, createdAt, attempt: attempts, signal }),
      leftMs,
      stop,
    );
  } catch (error) {
    log.warn("jobs.attempt_failed", { id, name: job.name, attempt: attempts, error: describeError(error) });
    return error instanceof InputMisfit ? "payload_misfit" : "failed";
  }
}

async function record({ db, log }: AttemptSettings, claimed: Claimed, outcome: Outcome): Promise<AttemptEnding> {
  const { id, attempts } = claimed.row;
  const { lease, job } = claimed;
  if (outcome === "finished") {
    await markDone(db, id, lease);
    return "done";
  }
  if (outcome === "stopped") {
    await release(db, id, lease);
    return "released";
  }
  if (attempts < job.declaration.retry.maxAttempts) {
    await markForRetry(db, id, lease, outcome, retryPauseMs(job.declaration, attempts));
    return "retried";
  }
  await markDead(db, id, lease, outcome);
  log.error("jobs.job_dead", { id, name: job.name, attempts, reason: outcome });
  return "dead";
}

async function perform(settings: AttemptSettings, claimed: Claimed, stop: AbortSignal): Promise<AttemptEnding> {
  const outcome = await attempt(settings, claimed, stop);
  try {
    return await record(settings, claimed, outcome);
  } catch (error) {
    const { row, job } = claimed;
    settings.log.warn("jobs.attempt_unrecorded", { id: row.id, name: job.name, error: describeError(error) });
    return "unrecorded";
  }
}

/**
 * Claims at most `max` due jobs and starts to attempt all of them concurrently.
 * @returns one promise per attempt; none rejects. @throws when the database is unavailable.
 */
export async function startAttempts(
  settings: AttemptSettings,
  max: number,
  stop: AbortSignal,
): Promise<readonly Promise<AttemptEnding>[]> {
  const { db, bound, leaseMarginMs } = settings;
  if (bound.size === 0) return [];
  const lease = crypto.randomUUID();
  const asked = [...bound].map(([name, { declaration }]) => ({
    name,
    maxAttempts: declaration.retry.maxAttempts,
    leaseMs: declaration.timeoutMs + leaseMarginMs,
  }));
  // Measured from before the claim, so that the deadline ends before the lease, however long the query takes.
  const askedAt = performance.now();
  const rows = await claimDue(db, { asked, max, lease });
  const spentMs = performance.now() - askedAt;
  return rows.flatMap((row) => {
    const job = bound.get(row.name);
    if (job === undefined) return [];
    const leftMs = Math.max(0, job.declaration.timeoutMs - spentMs);
    return [perform(settings, { row, job, lease, leftMs }, stop)];
  });
}
