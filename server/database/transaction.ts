import type { Transaction } from "kysely";
import { isRetryable } from "./faults.ts";
import type { Db, Schema } from "./schema.ts";

const maxRetries = 3;
const maxPauseMs = 50;

const pause = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.random() * maxPauseMs * 2 ** attempt));

/**
 * Runs `work` again after a serialization failure or deadlock, at most three times more. For one statement, which
 * leaves nothing behind when it fails; several belong in a {@link transaction}.
 */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === maxRetries || !isRetryable(error)) throw error;
      await pause(attempt);
    }
  }
}

/**
 * Runs `work` in one transaction, again after a serialization failure or deadlock, at most three times more.
 * `work` may run several times: it must not do what a rollback cannot undo, nor swallow a statement's error.
 */
export const transaction = <T>(db: Db, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> =>
  retried(() => db.transaction().execute(work));
