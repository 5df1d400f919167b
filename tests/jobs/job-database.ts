import { onTestFinished } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import { enqueue, type Handlers, type LoopOptions } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";
import { createTestDispatcher, loopListening } from "../support/jobs.ts";

type Options = Omit<Parameters<typeof createTestDispatcher>[0], "db" | "log" | "handlers">;

/** A database with jobs, and the log of its dispatchers. */
export async function openJobDatabase() {
  const { db, url } = await databaseForTest();
  const logLines: Record<string, unknown>[] = [];
  const log = createLog("info", (line) => logLines.push(JSON.parse(line)));
  return {
    db,
    url,
    log,
    logLines,
    dispatcher: (handlers: Handlers, options: Options = {}) => {
      const dispatcher = createTestDispatcher({ db, handlers, log, ...options });
      /** A loop that commits wake. */
      const listening =
        (loopOptions: LoopOptions = {}) =>
        (signal: AbortSignal) =>
          loopListening(dispatcher, signal, { db, url, log, ...loopOptions });
      return { ...dispatcher, listening };
    },
  };
}

/**
 * Commits one `cache.invalidate` job per tag.
 * @returns their ids.
 */
export const clearTags = (db: Db, ...tags: string[]): Promise<string[]> =>
  transaction(db, async (tx) => {
    const ids: string[] = [];
    for (const tag of tags) ids.push(await enqueue(tx, "cache.invalidate", { tags: [tag] }));
    return ids;
  });

export const jobRow = (db: Db, id: string) =>
  db.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

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
