import { sql } from "kysely";
import { isAborted, isRetryable } from "./errors.ts";
import type { Db, Tx } from "./schema.ts";

const maxRetries = 3;
const maxPauseMs = 50;

const pause = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.random() * maxPauseMs * 2 ** attempt));

/**
 * Runs `work` again after a serialization failure or deadlock, at most three times more. For one statement, which
 * leaves nothing behind when it fails; several belong in a {@link transaction}. Inside an open transaction, which such
 * a failure ends, a second try cannot run: then the failure itself is thrown, for the transaction to be run again.
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
      await pause(attempt);
    }
  }
}

/** True for a connection that is in a transaction already. */
const isOpen = (db: Db): db is Tx => db.isTransaction;

/** Runs `work` after a savepoint of the open transaction and, when it fails, takes back what it did since. */
async function nested<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  // One name for all: PostgreSQL takes the innermost.
  await sql`savepoint nested`.execute(tx);
  try {
    const result = await work(tx);
    await sql`release savepoint nested`.execute(tx);
    return result;
  } catch (error) {
    // When the connection is lost this fails as well, and what lost it says more.
    await sql`rollback to savepoint nested`.execute(tx).catch(() => {});
    await sql`release savepoint nested`.execute(tx).catch(() => {});
    throw error;
  }
}

/**
 * Runs `work` in one transaction, again after a serialization failure or deadlock, at most three times more.
 * `work` may run several times: it must not do what a rollback cannot undo, nor swallow a statement's error.
 *
 * Given an open transaction, `work` joins it: when it throws, only what it did is taken back and the outer one stays
 * usable; only the outermost is run again. Two must not join one transaction at the same time.
 */
export function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isOpen(db) ? nested(db, work) : retried(() => db.transaction().execute(work));
}
