import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { startEmbeddedPostgres } from "../../embedded/postgres.ts";
import { longLivedAdapters } from "../../server/brokers/adapters.ts";
import { adapterFor, cloudEventOf, createPublisher, deliverTo } from "../../server/brokers/index.ts";
import type { Database, Db } from "../../server/database/index.ts";
import { migrate } from "../../server/database/migrate.ts";
import { createReaders } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { findBrokers, type TestBroker } from "../../tests/support/brokers.ts";
import { openConnection } from "../dataset.ts";
import type { Options } from "../options.ts";
import { type Section, times, whole } from "../section.ts";
import { median } from "../statistics.ts";
import { openLoop } from "./loops.ts";

const batch = 500;
const source = "https://news.example.com";
const log = createLog("warn", (line) => process.stderr.write(`${line}\n`));

/** Appends events of as many keys as a batch has events, so that no key waits for a confirmation of its own. */
async function fill(db: Db, count: number): Promise<void> {
  await sql`
    insert into event_pending (event_id, name, event_key, is_public, payload)
      select gen_random_uuid(), 'article.published', 'articleId:' || n % ${batch}, true,
        jsonb_build_object('articleId', n % ${batch}, 'slug', 'slug-' || n, 'authorId', 1, 'author', 'ada')
      from generate_series(1, ${count}::int) as n`.execute(db);
}

/** A database whose log holds so many events already. */
async function openLog(serverUrl: string, size: number): Promise<Database> {
  const name = `log_${size}`;
  const admin = openConnection(serverUrl);
  await sql`create database ${sql.id(name)}`.execute(admin.db);
  await admin.close();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = openConnection(url.href, 4);
  await migrate(database.db);
  await fill(database.db, size);
  // Numbers them a thousand at a time.
  for (let left = size; left > 0; left -= 1000) await sql`select event_log_number(1000)`.execute(database.db);
  // As after a day of service.
  await sql`vacuum (analyze)`.execute(database.db);
  return database;
}

async function openPublisher({ name }: TestBroker, address: string) {
  const url = new URL(address);
  const entry = adapterFor(longLivedAdapters, url);
  if (entry === undefined) throw new Error(`no adapter for ${name}`);
  const destination = { system: entry.messaging.system, name: "events" };
  const publisher = createPublisher({ name, destination, url, load: entry.load, log });
  await publisher.check();
  return publisher;
}

/** Events a second from the log to the broker. */
async function ours({ db }: Database, broker: TestBroker, count: number): Promise<number> {
  const publisher = await openPublisher(broker, broker.address(await broker.own()));
  const deliver = deliverTo(publisher, { source, log, tracer: null });
  const name = `bench:${crypto.randomUUID()}`;
  const readers = createReaders([{ name, takes: ({ isPublic }) => isPublic, deliver, bounds: { batch } }], { db, log });
  await readers.register();
  await fill(db, count);
  const startedAt = performance.now();
  await readers.runOnce({ max: count });
  const seconds = (performance.now() - startedAt) / 1000;
  const { rows } = await sql<{ left: number }>`
    select ((select position from event_head) - position)::int as left from event_reader where name = ${name}`.execute(
    db,
  );
  if (rows[0]?.left !== 0) throw new Error(`${broker.name}: ${rows[0]?.left} events were not published`);
  await sql`delete from event_reader where name = ${name}`.execute(db);
  await publisher.close();
  return count / seconds;
}

/** Events a second that the client library publishes in a loop of its own. */
async function theirs(broker: TestBroker, count: number): Promise<number> {
  const loop = await openLoop(broker, broker.address(await broker.own()));
  const messages = Array.from({ length: count }, (_, n) => {
    const payload = { articleId: n % batch, slug: `slug-${n}`, authorId: 1, author: "ada" };
    const about = { name: "article.published", key: `articleId:${n % batch}`, traceparent: null };
    return cloudEventOf({ ...about, id: crypto.randomUUID(), payload, occurredAt: "2026-11-29T12:00:00.000Z" }, source);
  });
  const startedAt = performance.now();
  for (let first = 0; first < count; first += batch) await loop.publish(messages.slice(first, first + batch));
  const seconds = (performance.now() - startedAt) / 1000;
  await loop.close();
  return count / seconds;
}

type Tell = (line: string) => void;

/** Rates of a broker: of the loop, and of each log. */
async function measure(broker: TestBroker, logs: readonly Database[], rounds: number, count: number, tell: Tell) {
  const rates = [undefined, ...logs].map((database) => ({ database, perSecond: [] as number[] }));
  for (let round = 0; round <= rounds; round++)
    for (const { database, perSecond } of round % 2 === 0 ? rates : rates.toReversed()) {
      const rate = await (database === undefined ? theirs(broker, count) : ours(database, broker, count));
      // The first round warms up.
      if (round > 0) perSecond.push(rate);
    }
  const found = rates.map(({ perSecond }) => perSecond);
  tell(`${broker.name}: ${found.map((rate) => whole(median(rate))).join(", ")} events a second`);
  return found;
}

/** The median of the ratios within each round. */
const ratio = (of: readonly number[], to: readonly number[]) =>
  median(of.map((rate, round) => rate / (to[round] ?? Number.NaN)));

const names = { amqp: "RabbitMQ", nats: "NATS JetStream", redis: "Redis Streams", kafka: "Kafka (mock cluster)" };

/** From the log to each broker, beside the same client library in a loop of its own. */
export async function measureBrokers({ rounds, quick, durable }: Options, tell: Tell): Promise<Section> {
  const count = quick ? 1000 : 20_000;
  const sizes = quick ? [1000, 2000] : [10_000, 1_000_000];
  const folder = mkdtempSync(join(tmpdir(), "dovetail-brokers-"));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable });
  const brokers = await findBrokers();
  const logs: Database[] = [];
  const rows: string[][] = [];
  try {
    for (const size of sizes) logs.push(await openLog(server.url, size));
    for (const broker of brokers.filter(({ reason }) => reason === undefined)) {
      const [loop = [], small = [], large = []] = await measure(broker, logs, rounds, count, tell);
      const cells = [whole(median(loop)), whole(median(small)), times(ratio(small, loop)), times(ratio(small, large))];
      rows.push([names[broker.name], ...cells]);
    }
  } finally {
    for (const { close } of logs) await close();
    for (const { stop } of brokers) await stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    name: "brokers",
    title: "Brokers",
    paragraphs: [
      `Public events of ${batch} keys from the log to each broker in batches of ${batch}, beside the same client library that publishes ` +
        "such batches, confirmed, in a loop of its own from memory. They take turns; figures are medians of the rounds.",
    ],
    tables: [
      {
        caption: "From the log to a broker",
        columns: [
          "broker",
          "loop, events/s",
          `Dovetail, events/s, ${whole(sizes[0] ?? 0)} in the log`,
          "of the loop",
          `slower with ${whole(sizes[1] ?? 0)} in the log`,
        ],
        rows,
      },
    ],
  };
}
