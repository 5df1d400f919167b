import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { createReader, type LoggedEvent, latestCursor, readLog, resolveCursor } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";

const program = fileURLToPath(new URL("./log-process.ts", import.meta.url));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const start = (url: string): ChildProcess => {
  const child = spawn(process.execPath, [program, url], { stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};

const count = async (db: Db) =>
  (await sql<{ n: number }>`select count(*) as n from written`.execute(db)).rows[0]?.n ?? 0;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}

/** Follows the log by a cursor and forgets its position at random, as a client that reconnects. */
async function follow(db: Db, isOver: () => boolean): Promise<LoggedEvent[]> {
  const read: LoggedEvent[] = [];
  let cursor = await latestCursor(db);
  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    const after = await resolveCursor(db, cursor);
    if (after === "reset") throw new Error("the cursor was lost");
    const page = await readLog(db, { after, max: 50 });
    // A client that is cut off has seen a part of the page.
    const seen = page.slice(0, 1 + Math.floor(Math.random() * page.length));
    read.push(...seen);
    const last = seen.at(-1);
    if (last !== undefined) {
      cursor = `${last.position}-${last.id.slice(0, 8)}`;
      isLast = false;
    }
    await pause(Math.random() * 10);
  }
  return read;
}

test("killed again and again, writers and a durable reader lose no committed event, and all readers see one order", async () => {
  const { db, url } = await databaseForTest();
  await sql`create table written (event_id uuid primary key)`.execute(db);
  await sql`create table handled (event_id uuid, position bigint, key text, at bigint generated always as identity)`.execute(
    db,
  );
  const definition = { name: "kill", db, log: createLog("error", () => {}), takes: () => true };
  await createReader({ ...definition, deliver: async () => [] }).register();
  let isOver = false;
  const followers = [1, 2, 3].map(() => follow(db, () => isOver));
  for (let kill = 0; kill < 5; kill++) {
    const before = await count(db);
    const child = start(url);
    await until(async () => (await count(db)) > before);
    await pause(Math.random() * 100);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  // What the killed processes left in flight ends first.
  await until(async () => {
    const { rows } = await sql`select from pg_stat_activity where datname = current_database() and state <> 'idle'
      and pid <> pg_backend_pid()`.execute(db);
    return rows.length === 0;
  });
  isOver = true;
  const [first = [], ...others] = await Promise.all(followers);

  const { rows: written } = await sql<{ id: string }>`select event_id as id from written`.execute(db);
  expect(written.length).toBeGreaterThan(20);
  expect(first.map(({ position }) => position)).toEqual(first.map((_, at) => at + 1));
  expect(new Set(first.map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
  expect(first).toHaveLength(written.length);
  for (const other of others) expect(other).toEqual(first);

  await until(async () => {
    const last = createReader({
      ...definition,
      deliver: async (events) => {
        for (const { id, position, key } of events)
          await sql`insert into handled (event_id, position, key) values (${id}, ${position}, ${key})`.execute(db);
        return events.map(() => "done" as const);
      },
    });
    await last.runOnce({ max: 10_000 });
    const { rows } =
      await sql`select from event_reader, event_head where event_reader.position = event_head.position`.execute(db);
    return rows.length === 1;
  });
  const { rows: handled } = await sql<{ id: string; key: string; position: number }>`
    select event_id as id, key, position from handled order by at`.execute(db);
  expect(new Set(handled.map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
  // First deliveries of a key come in order, whatever is repeated after a kill.
  const reached = new Map<string, number>();
  const seen = new Set<string>();
  for (const { id, key, position } of handled) {
    if (seen.has(id)) continue;
    seen.add(id);
    expect(position).toBeGreaterThan(reached.get(key) ?? 0);
    reached.set(key, position);
  }
});
