// Writers and a durable reader in a separate process that tests kill. Arguments: the database's URL, the number of writers.
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { connect, transaction } from "../../server/database/index.ts";
import { append, createReader, inKeyOrder } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";

const [url = "", count = "1"] = process.argv.slice(2);
const writerCount = Number(count);
const { db, close } = connect(url, {
  maxConnections: writerCount + 6,
  maxWaiting: 100,
  connectTimeoutMs: 20_000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});

const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());

/** Commits a row and its event together, after a random delay. */
const write = (accountId: number) =>
  transaction(db, async (tx) => {
    const id = await append(tx, "account.registered", { accountId, username: `u${accountId}` });
    await sql`insert into written (event_id) select ${id}::uuid from pg_sleep(${Math.random() / 5})`.execute(tx);
  });

async function writeUntilStopped(accountId: number): Promise<void> {
  // A failed write may have been committed; the log and the table agree either way.
  while (!stopping.signal.aborted) await write(accountId).catch(() => sleep(100));
}

const reader = createReader({
  name: "kill",
  db,
  log: createLog("error", (line) => process.stderr.write(`${line}\n`)),
  takes: () => true,
  deliver: inKeyOrder(
    async ({ id, position, key }) => {
      await sql`insert into handled (event_id, position, key) values (${id}, ${position}, ${key})`.execute(db);
    },
    { concurrency: 16 },
  ),
  bounds: { leaseMs: 500, deadlineMs: 400, claimEveryMs: 20, pollMs: 10, batch: 200 },
});

const writers = Array.from({ length: writerCount }, (_, at) => writeUntilStopped(at + 1));
await Promise.all([reader.loop(stopping.signal), ...writers]);
await close();
