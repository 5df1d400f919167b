import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, expect, onTestFinished, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { findBrokers } from "../support/brokers.ts";
import { databaseForTest } from "../support/database.ts";
import { awayMs, count, keys, kills, type Reached, reach, timeoutMs } from "./kill-target.ts";
import { messageOf, publisherAt } from "./pub-sub.ts";

const program = fileURLToPath(new URL("./consumer-process.ts", import.meta.url));
/** Kafka's group waits as long for a member that was killed. */
const redeliverAfterMs = { redis: 1000, nats: 1000, amqp: 1000, kafka: 3000 };
const batch = 500;

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

const sourceOf = ({ broker: { name }, address }: Reached) =>
  `${name}=${address}&redeliverAfterMs=${redeliverAfterMs[name]}`;

async function start(databaseUrl: string, reached: readonly Reached[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, databaseUrl, ...reached.map(sourceOf)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** Publishes messages of several keys in turn, each until the broker has taken it. */
async function publishAll({ address }: Reached): Promise<void> {
  const { publisher } = publisherAt(address);
  for (let first = 0; first < count; first += batch) {
    let messages = Array.from({ length: Math.min(batch, count - first) }, (_, at) => {
      const orderId = (first + at) % keys;
      return messageOf("order.paid", { orderId, number: first + at }, { key: `order:${orderId}` });
    });
    while (messages.length > 0) {
      const outcomes = await publisher.publish(messages, new AbortController().signal).catch(() => []);
      messages = messages.filter((_, at) => outcomes[at]?.state !== "published");
    }
  }
}

interface Progress {
  readonly source: string;
  /** How often a handler began, was done, and how many messages were done. */
  readonly delivered: number;
  readonly paid: number;
  readonly messages: number;
}

const progressOf = async (db: Db) =>
  (
    await sql<Progress>`
      select source, count(*)::int as paid, count(distinct number)::int as messages,
          (select count(*)::int from delivered where delivered.source = paid.source) as delivered
        from paid group by source order by source`.execute(db)
  ).rows;

/** Waits until each source has so many messages done. */
async function until(db: Db, sources: number, messages: number): Promise<void> {
  const isThere = (all: readonly Progress[]) => all.length === sources && all.every((one) => one.messages >= messages);
  while (!isThere(await progressOf(db))) await sleep(50);
}

/** Sources whose messages of a key were not done in their order, each at its first time. */
const outOfOrder = async (db: Db) =>
  (
    await sql<{ source: string }>`
      select distinct source from (
        select source, number, lag(number) over (partition by source, order_id order by at) as before from paid) as seen
      where number < before`.execute(db)
  ).rows.map(({ source }) => source);

test("consumes: consumers and brokers are killed again and again, and each message is done once", {
  timeout: timeoutMs,
}, async () => {
  const { db, url } = await databaseForTest();
  for (const table of ["delivered", "paid"])
    await sql`create table ${sql.table(table)}
      (source text, order_id int, number int, at bigint generated always as identity)`.execute(db);
  const reached = await Promise.all(brokers.filter(({ reason }) => reason === undefined).map(reach));
  await Promise.all(reached.map(publishAll));
  let child = await start(url, reached);
  for (let turn = 1; turn <= kills; turn++) {
    await until(db, reached.length, (turn * count) / (kills + 2));
    await kill(child);
    if (turn === 1) await Promise.all(reached.map(({ takeAway }) => takeAway()));
    child = await start(url, reached);
    if (turn !== 1) continue;
    await sleep(awayMs);
    await Promise.all(reached.map(({ bringBack }) => bringBack()));
    await until(db, reached.length, count / (kills + 1));
    await Promise.all(reached.map(({ takeAway }) => takeAway()));
    await sleep(awayMs);
    await Promise.all(reached.map(({ bringBack }) => bringBack()));
  }
  await until(db, reached.length, count);
  // Unacknowledged messages arrive again, and change nothing.
  await sleep(2 * Math.max(...reached.map(({ broker }) => redeliverAfterMs[broker.name])));
  await kill(child);
  for (const { source, paid, messages, delivered } of await progressOf(db)) {
    expect([paid, messages], source).toEqual([count, count]);
    process.stdout.write(
      `${source}: ${count} messages, ${kills} kills: 0 lost, 0 done twice, ${delivered - paid} delivered again\n`,
    );
  }
  // The others deliver out of order after a crash.
  expect(await outOfOrder(db)).not.toContain("kafka");
});
