import { createHash } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { pause } from "../../server/concurrency/pause.ts";
import type { Db } from "../../server/database/index.ts";
import { createReader, readLog } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { databaseForTest } from "../support/database.ts";
import { createHost, disturb, follow, holdOpen, untilIdle } from "./log-history.ts";

const runtimes = ["node", "deno", "worker"] as const;
const runtime = runtimes.find((one) => one === (process.env.LOG_HISTORY_HOST ?? "node")) ?? "node";
const durationMs = Number(process.env.LOG_HISTORY_MS ?? 3000);

/** A hash of the ids of all events in the log, in order. */
async function hashOf(db: Db): Promise<string> {
  const hash = createHash("sha256");
  for (let after = 0; ; ) {
    const page = await readLog(db, { after, max: 1000 });
    for (const { id } of page) hash.update(id);
    const last = page.at(-1);
    if (last === undefined) return hash.digest("hex");
    after = last.position;
  }
}

/** Handles what the killed reader has left, with what it had parked. */
async function readToEnd(db: Db): Promise<void> {
  const isBehind = async () =>
    (
      await sql`
        select from event_reader, event_head where event_reader.position < event_head.position
        union all select from event_delivery where state = 'waiting' limit 1`.execute(db)
    ).rows.length > 0;
  const reader = createReader({
    ...reading(db),
    deliver: async (events) => {
      await sql`insert into handled (event_id, position, key) select * from unnest(
        ${events.map(({ id }) => id)}::uuid[], ${events.map(({ position }) => position)}::bigint[],
        ${events.map(({ key }) => key)}::text[])`.execute(db);
      return events.map(() => "done" as const);
    },
  });
  while (await isBehind()) {
    await reader.runOnce({ max: 10_000 });
    await pause(20);
  }
}

const reading = (db: Db) => ({ name: "kill", db, log: createLog("error", () => {}), takes: () => true });

/**
 * 64 writers that commit after random delays in a process that is killed again and again, transactions that stay open for a
 * minute, and three readers that reconnect at random. `LOG_HISTORY_MS` sets the duration, `LOG_HISTORY_HOST` the runtime of
 * the writers: `node`, `deno` or `worker`.
 */
test("killed again and again, writers and a durable reader lose no committed event, and all readers see one order", {
  timeout: durationMs * 1.5 + 120_000,
}, async () => {
  const { db, url } = await databaseForTest({
    maxConnections: 20,
    connectTimeoutMs: 60_000,
    statementTimeoutMs: 60_000,
  });
  await sql`create table written (event_id uuid primary key)`.execute(db);
  await sql`create table handled (event_id uuid, position bigint, key text, at bigint generated always as identity)`.execute(
    db,
  );
  await createReader({ ...reading(db), deliver: async () => [] }).register();
  const host = createHost(runtime, url);
  let isOver = false;
  const followers = [1, 2, 3].map(() => follow(db, () => isOver));
  let areEnded = false;
  const long = holdOpen(db, () => areEnded);
  const kills = await disturb(host, db, durationMs).finally(host.kill);
  areEnded = true;
  await long;
  await untilIdle(db);
  isOver = true;
  const seen = await Promise.all(followers);

  const { rows: written } = await sql<{ n: number }>`select count(*) as n from written`.execute(db);
  const [{ n = 0 } = {}] = written;
  process.stdout.write(`log history: ${runtime}, ${kills} kills, ${n} events, ${JSON.stringify(seen)}\n`);
  expect(n).toBeGreaterThan(20);
  const { rows: torn } = await sql`
      select event_id from written full join event_log using (event_id)
      where written.event_id is null or event_log.event_id is null`.execute(db);
  expect(torn, "events without their change, or changes without their event").toEqual([]);
  const hash = await hashOf(db);
  for (const one of seen) expect(one).toMatchObject({ events: n, hash });

  await readToEnd(db);
  const { rows: unhandled } = await sql`
      select from event_log where event_id not in (select event_id from handled)`.execute(db);
  expect(unhandled).toHaveLength(0);
  // First deliveries of a key come in order, whatever is repeated after a kill.
  const { rows: disordered } = await sql`
      select from (
        select position, lag(position) over (partition by key order by first_at) as before
        from (select key, position, min(at) as first_at from handled group by key, position) firsts
      ) ordered where position < before`.execute(db);
  expect(disordered).toHaveLength(0);
});
