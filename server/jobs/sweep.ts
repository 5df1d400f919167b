import { jobs } from "../../shared/jobs.ts";
import type { Db } from "../database/index.ts";
import { deadLetterExpired, deleteFinished } from "./finish.queries.ts";
import { jobNames, storedNameOf } from "./names.ts";

const dayMs = 86_400_000;
/** Dead letters are kept so that they can be retried, the others so that they can be inspected. */
const keptMs = { done: dayMs, cancelled: dayMs, dead: 30 * dayMs };
const batch = 1000;
const maxBatches = 10;

/**
 * Dead-letters jobs whose last attempt ended with its process, and deletes ended jobs past their retention: at most ten
 * thousand of each state.
 * @throws the database's error.
 */
export async function sweepJobs(db: Db): Promise<void> {
  for (const name of jobNames) {
    const { maxAttempts } = jobs[name].retry;
    await deadLetterExpired(db, { name: storedNameOf(name, jobs[name]), maxAttempts, max: batch });
  }
  for (const state of ["done", "cancelled", "dead"] as const)
    for (let deleted = 0; deleted < batch * maxBatches; deleted += batch)
      if ((await deleteFinished(db, { state, retentionMs: keptMs[state], max: batch })) < batch) break;
}
