import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import { append } from "../../server/events/index.ts";
import { findBrokers, type OwnServer, startDurableRedis, startNats, type TestBroker } from "../support/brokers.ts";
import { databaseForTest } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";

/** `BROKER_KILL_EVENTS=10000` for a long run. */
const count = Number(process.env.BROKER_KILL_EVENTS ?? 600);
const keys = 20;
const kills = count > 1000 ? 10 : 2;
const program = fileURLToPath(new URL("./reader-process.ts", import.meta.url));

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

/** Starts the readers, and waits until they have a place in the log. */
async function start(databaseUrl: string, address: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, databaseUrl, address], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

const about = (articleId: number, number: number) => ({
  articleId,
  slug: `slug-${number}`,
  authorId: 1,
  author: "ada",
});

/** Appends events of several keys in turn, some a transaction. */
async function appendAll(db: Db, total: number): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let first = 0; first < total; first += keys)
    await transaction(db, async (tx) => {
      for (let at = first; at < Math.min(first + keys, total); at++)
        ids.add(await append(tx, "article.deleted", about(1 + (at % keys), at)));
    });
  return ids;
}

const stateOf = async (db: Db) => {
  const { rows } = await sql<{ position: number; waiting: number }>`
    select position, (select count(*)::int from event_delivery where reader = event_reader.name) as waiting
      from event_reader where name like 'broker:%'`.execute(db);
  return rows[0] ?? { position: 0, waiting: 0 };
};

/** Waits until the reader has got so far. */
async function until(db: Db, isThere: (state: { position: number; waiting: number }) => boolean): Promise<void> {
  while (!isThere(await stateOf(db))) await sleep(20);
}

/** Slug numbers by key, first deliveries only, and how many came again. */
function summary(bodies: readonly string[]) {
  const ids = new Set<string>();
  const byKey = new Map<string, number[]>();
  for (const body of bodies) {
    const { id, partitionkey, data } = JSON.parse(body);
    if (ids.has(id)) continue;
    ids.add(id);
    byKey.set(partitionkey, [...(byKey.get(partitionkey) ?? []), Number(String(data.slug).slice(5))]);
  }
  const inOrder = [...byKey.values()].every((numbers) =>
    numbers.every((n, at) => at === 0 || n > (numbers[at - 1] ?? n)),
  );
  return { ids, inOrder, repeated: bodies.length - ids.size };
}

describe.each(brokers.map((broker) => [broker.name, broker] as const))("%s", (name, broker: TestBroker) => {
  const run = test.skipIf(broker.reason !== undefined);

  run("publish: killed again and again, and with the broker away for a while, the service loses no event", async () => {
    const own = await broker.own();
    const { db, url } = await databaseForTest();
    // A mock cluster of Kafka names its own ports, past the proxy.
    const proxy = name === "kafka" ? undefined : await startProxy("127.0.0.1", broker.port);
    if (proxy !== undefined) onTestFinished(proxy.stop);
    const address = broker.address(own, proxy?.port);
    let child = await start(url, address);
    const appended = appendAll(db, count);
    for (let turn = 1; turn <= kills; turn++) {
      await until(db, ({ position }) => position >= (turn * count) / (kills + 2));
      await kill(child);
      child = await start(url, address);
      if (turn !== 1) continue;
      await proxy?.become("refuse");
      await sleep(300);
      await proxy?.become("pass");
    }
    const ids = await appended;
    await until(db, ({ position, waiting }) => position >= count && waiting === 0);
    await kill(child);
    const seen = summary((await broker.read(own)).map(({ body }) => body));
    expect(seen.ids).toEqual(ids);
    expect(seen.inOrder).toBe(true);
    process.stdout.write(`${name}: ${count} events, ${kills} kills: 0 lost, in order, ${seen.repeated} repeated\n`);
  });
});

const restartable: readonly (readonly ["redis" | "nats", () => Promise<OwnServer>])[] = [
  ["redis", startDurableRedis],
  ["nats", startNats],
];

test.each(restartable)(
  "publish: %s itself is killed and started again, and no event is lost",
  async (name, startServer) => {
    const broker = brokers.find((one) => one.name === name);
    if (broker === undefined || broker.reason !== undefined) return;
    const server = await startServer();
    onTestFinished(server.stop);
    const own = await broker.own();
    const { db, url } = await databaseForTest();
    const child = await start(url, broker.address(own, server.port));
    const appended = appendAll(db, count);
    await until(db, ({ position }) => position >= count / 4);
    await server.kill();
    await sleep(100);
    await server.start();
    const ids = await appended;
    await until(db, ({ position, waiting }) => position >= count && waiting === 0);
    await kill(child);
    const seen = summary((await broker.read(own, server.port)).map(({ body }) => body));
    expect(seen.ids).toEqual(ids);
    expect(seen.inOrder).toBe(true);
    process.stdout.write(`${name}, killed itself: ${count} events: 0 lost, in order, ${seen.repeated} repeated\n`);
  },
);
