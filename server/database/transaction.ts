import { sql } from "kysely";
import { backoffMs } from "../concurrency/backoff.ts";
import { pause } from "../concurrency/pause.ts";
import { isAborted, isRetryable } from "./errors.ts";
import { withNotifications } from "./notify.ts";
import type { Db, Tx } from "./schema.ts";

const maxRetries = 3;
const retrying = { firstMs: 50, maxMs: 200 };

/**
 * Retries `work` with backoff after a serialization failure or deadlock, at most three times. For a single statement, which is
 * atomic; several statements belong in a {@link transaction}. Such a failure aborts an open transaction, so there the failure
 * itself is thrown and the outermost {@link transaction} is retried.
 */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  let failure: unknown;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > 0 && isAborted(error)) throw failure;
      if (attempt === maxRetries || !isRetryable(error)) throw error;
      failure = error;
      await pause(backoffMs(retrying, attempt + 1));
    }
  }
}

/** True inside an open transaction. */
const isOpen = (db: Db): db is Tx => db.isTransaction;

/** Runs `work` under a savepoint of the open transaction, and rolls back to it on failure. */
async function nested<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  // One name for all savepoints: PostgreSQL uses the innermost.
  await sql`savepoint nested`.execute(tx);
  try {
    const result = await work(tx);
    await sql`release savepoint nested`.execute(tx);
    return result;
  } catch (error) {
    // On a lost connection this fails too, and the original error says more.
    await sql`rollback to savepoint nested`.execute(tx).catch(() => {});
    await sql`release savepoint nested`.execute(tx).catch(() => {});
    throw error;
  }
}

/**
 * Runs `work` in a transaction; retries it after a serialization failure or deadlock, at most three times.
 * `work` may run several times, so it must not have side effects outside the database, nor swallow a statement's error.
 *
 * Given an open transaction, `work` runs under a savepoint: when it throws, only its own changes are rolled back and the outer
 * transaction stays usable. Only the outermost transaction is retried. Concurrent nested calls are not allowed.
 */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isOpen(db)) return nested(db, work);
  return retried(() =>
    withNotifications(db, (collect) =>
      db.transaction().execute((tx) => {
        collect(tx);
        return work(tx);
      }),
    ),
  );
}
