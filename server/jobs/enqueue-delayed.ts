import { type JobInputs, type JobName, jobs } from "../../shared/jobs.ts";
import type { Tx } from "../database/index.ts";
import { storedNameOf } from "./names.ts";
import { insertDelayed } from "./queries.ts";

/**
 * Enqueues a job that the caller performs itself after the commit: dispatchers claim it only when `delayMs` are over. It leaves
 * with the next statement of the transaction, or with its commit.
 * @returns the job's id.
 * @throws {TypeError} outside a transaction; {z.ZodError} when the input does not fit the job.
 */
export async function enqueueDelayed<N extends JobName>(
  tx: Tx,
  name: N,
  input: JobInputs[N],
  delayMs: number,
): Promise<string> {
  const id = crypto.randomUUID();
  const declaration = jobs[name];
  const json = JSON.stringify(declaration.input.parse(input));
  await insertDelayed(tx, { id, name: storedNameOf(name, declaration), input: json, delaySeconds: delayMs / 1000 });
  return id;
}
