import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import type { Db } from "../database/index.ts";
import { readInput } from "./job-handler.ts";
import { storedNameOf } from "./names.ts";
import { notify, selectPending } from "./queries.ts";

/** A job to do now and {@link complete} afterwards. */
export interface PendingJob<N extends JobName> {
  readonly id: string;
  readonly input: JobInputs[N];
}

/**
 * Lists pending jobs of one name, including those that are leased or wait for a retry, since a lease holder may have
 * died. For idempotent work only, such as cache invalidation after a Redis outage.
 * @throws {InputMismatch} when an input does not match.
 */
export async function listPending<N extends JobName>(
  db: Db,
  name: N,
  { max }: { readonly max: number },
): Promise<readonly PendingJob<N>[]> {
  const rows = await selectPending(db, storedNameOf(name, jobs[name]), max);
  return rows.map(({ id, input }) => ({ id, input: readInput(name, input) }));
}

/** Notifies all listeners that jobs of a name may have been missed. */
export const notifyOfPending = (db: Db, name: JobName) => notify(db, storedNameOf(name, jobs[name]));
