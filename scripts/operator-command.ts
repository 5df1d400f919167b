import { readConfig } from "../server/app/config.ts";
import { connect, type Db } from "../server/database/index.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare-database.ts";

/** Output of a command; `isDone: false` sets exit status 1. */
export interface CommandResult {
  readonly text: string;
  readonly isDone: boolean;
}

async function work(task: (db: Db) => Promise<CommandResult>): Promise<CommandResult> {
  const database = await prepareDatabase(readConfig(process.env), () => {});
  const { db, close } = connect(database.url, {
    maxConnections: 1,
    maxWaiting: 1,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    onConnectionError: () => {},
  });
  try {
    return await task(db);
  } finally {
    await close();
    await database.stop();
  }
}

/** Runs an operator command on the configured database and prints its result, or a readable error. */
export async function inDatabase(
  task: ((db: Db) => Promise<CommandResult>) | { readonly usage: string },
): Promise<void> {
  try {
    const { text, isDone } = "usage" in task ? { text: task.usage, isDone: false } : await work(task);
    (isDone ? process.stdout : process.stderr).write(`${text}\n`);
    if (!isDone) process.exitCode = 1;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
