import { type Db, transaction } from "../../server/database/index.ts";
import { append, createReader, inKeyOrder, type LoggedEvent, type ReaderOptions } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";

/** Creates a database, and readers of its log that retry without pauses. */
export async function openReaderHarness() {
  const { db } = await databaseForTest();
  const logLines: Record<string, unknown>[] = [];
  const log = createLog("info", (line) => logLines.push(JSON.parse(line)));
  const reader = (handle: (event: LoggedEvent) => Promise<void>, options: Partial<ReaderOptions> = {}) =>
    createReader({
      name: "test",
      db,
      log,
      takes: () => true,
      deliver: inKeyOrder(handle, { concurrency: 4 }),
      ...options,
      bounds: { retryPauseMs: 0, maxRetryPauseMs: 0, maxAttempts: 3, pollMs: 5, claimEveryMs: 5, ...options.bounds },
    });
  return { db, logLines, reader };
}

/** Appends an event for each account, in one transaction. */
export const register = (db: Db, ...accountIds: number[]) =>
  transaction(db, async (tx) => {
    for (const accountId of accountIds)
      await append(tx, "account.registered", { accountId, username: `u${accountId}` });
  });

/** Polls until the condition holds; otherwise the test times out. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
