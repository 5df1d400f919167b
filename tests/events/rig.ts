import { onTestFinished } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import { append, type Consumers, createDispatcher, type DispatcherOptions } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";

/** A database with an outbox, and the log of its dispatchers. */
export async function outboxRig() {
  const { db, url } = await databaseForTest();
  const logLines: Record<string, unknown>[] = [];
  const log = createLog("info", (line) => logLines.push(JSON.parse(line)));
  return {
    db,
    url,
    logLines,
    dispatcher: (consumers: Consumers, options: Partial<DispatcherOptions> = {}) =>
      createDispatcher({ db, consumers, log, retryPauseMs: 1, maxRetryPauseMs: 1, ...options }),
  };
}

/**
 * Commits one `cache.cleared` event per tag.
 * @returns their ids.
 */
export const clearTags = (db: Db, ...tags: string[]): Promise<string[]> =>
  transaction(db, async (tx) => {
    const ids: string[] = [];
    for (const tag of tags) ids.push(await append(tx, "cache.cleared", { tags: [tag] }));
    return ids;
  });

export const outboxRow = (db: Db, id: string) =>
  db.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Polls until the condition holds; otherwise the test times out. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

/**
 * Runs a loop until the test ends or stops it.
 * @returns a function that stops it and waits for its end.
 */
export function inBackground(run: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const controller = new AbortController();
  const ended = run(controller.signal);
  const stop = () => {
    controller.abort();
    return ended;
  };
  onTestFinished(stop);
  return stop;
}
