import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import type { Tx } from "../database/index.ts";
import { storedNameOf } from "./names.ts";
import { insertJob } from "./queries.ts";

export interface EnqueueOptions {
  /** Above 0: the caller does the work itself after the commit, so dispatchers do not claim the job for this long. */
  readonly delayMs?: number;
}

/**
 * Enqueues a job in the transaction of the change that asks for it, so both commit atomically.
 * @returns the job's id, the same in every attempt.
 * @throws {TypeError} outside a transaction; {z.ZodError} when the input does not fit the job.
 *
 * @example
 * await transaction(db, async (tx) => {
 *   await changeRole(tx, accountId, role);
 *   await enqueue(tx, "mail.notice", { accountId, to: null, about: "role_changed" });
 * });
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  input: JobInputs[N],
  { delayMs = 0 }: EnqueueOptions = {},
): Promise<string> {
  if (!tx.isTransaction) throw new TypeError(`"${name}" must be enqueued in the transaction that asks for it`);
  const declaration = jobs[name];
  return insertJob(tx, storedNameOf(name, declaration), JSON.stringify(declaration.input.parse(input)), delayMs);
}
