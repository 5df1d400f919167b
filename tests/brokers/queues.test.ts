import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { CloudEvent, HTTP } from "cloudevents";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { handleQueueBatch } from "../../server/brokers/cloudflare-queue.ts";
import { listDeadMessages } from "../../server/inbox/index.ts";
import { databaseForTest } from "../support/database.ts";
import { enrol } from "../support/people.ts";
import { startProxy, type TcpProxy } from "../support/proxy.ts";
import { startServer } from "../support/runtimes.ts";
import { messageOf } from "./pub-sub.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The other service: it reports each event to a server and sends the response to the Queue "orders". */
const observer = `export default {
  async queue(batch, env) {
    const body = JSON.stringify(batch.messages.map((message) => message.body));
    const response = await fetch(env.SINK, { method: "POST", body });
    for (const order of await response.json()) await env.ORDERS.send(order);
  },
};
`;

const observerConfig = (sink: string) => `name = "observer"
main = "observer.js"
compatibility_date = "2026-10-30"
vars = { SINK = "${sink}" }
queues.consumers = [{ queue = "events", max_batch_timeout = 1 }]
queues.producers = [{ queue = "orders", binding = "ORDERS" }]
`;

/** The bindings as the documentation shows them. */
async function documentedQueues(): Promise<string> {
  const page = await readFile(join(root, "docs/BROKERS.md"), "utf8");
  const block = /```toml\n(\[\[queues\.[\s\S]*?)```/.exec(page)?.[1];
  if (block === undefined) throw new Error("docs/BROKERS.md shows no Queues");
  return block;
}

/** Writes the two workers' configurations to a folder of their own. @returns their paths. */
async function writeConfigurations(sink: string): Promise<readonly [string, string]> {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-queues-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const paths = [join(folder, "wrangler.toml"), join(folder, "observer.toml")] as const;
  const own = (await readFile(join(root, "wrangler.toml"), "utf8"))
    .replace("server/entry/worker.ts", "./tests/brokers/queue-worker.ts")
    .replaceAll('"./', `"${root}`);
  const [common = "", environments = ""] = own.split("[env.staging.vars]");
  await writeFile(paths[0], `${common}\n${await documentedQueues()}\n[env.staging.vars]${environments}`);
  await writeFile(join(folder, "observer.js"), observer);
  await writeFile(paths[1], observerConfig(sink));
  return paths;
}

/** A server that keeps the observer's reports and answers, once, with the messages of `answer`. */
async function openSink(answer: () => Promise<readonly unknown[]>) {
  const events: unknown[] = [];
  let isAnswered = false;
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      events.push(...JSON.parse(body));
      const messages = isAnswered ? [] : answer();
      isAnswered = true;
      response.end(JSON.stringify(await messages));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { events, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const shop = { from: "https://shop.example.com" };
const orderPaid = (data: unknown, from = shop.from) => JSON.parse(messageOf("order.paid", data, { from }).body);

/**
 * Starts both workers and publishes an article, whose event the observer answers with messages.
 * @param via maps the database's URL to the worker's.
 */
async function publishAndOrder(
  orders: () => Promise<readonly unknown[]>,
  via: (databaseUrl: string) => Promise<string> = async (url) => url,
) {
  const database = await databaseForTest();
  const { db } = database;
  await sql`create table paid (order_id int)`.execute(db);
  const sink = await openSink(orders);
  const [own, other] = await writeConfigurations(sink.url);
  const server = await startServer("worker", await via(database.url), {
    parameters: ["--config", own, "--config", other],
    environment: { BROKER_URL: "queue://EVENTS", BROKER_SOURCES: "orders=queue://orders" },
  });
  onTestFinished(async () => {
    server.process.kill("SIGTERM");
    if (server.process.exitCode === null) await once(server.process, "exit");
  });
  // The first scheduled run gives the readers their places in the log.
  expect((await fetch(`${server.url}/cdn-cgi/handler/scheduled`)).status).toBe(200);
  const { token } = await enrol({ database }, "ada");
  const published = await fetch(`${server.url}/api/articles`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ article: { title: "Glue", description: "d", body: "b" } }),
  });
  expect(published.status, server.output()).toBe(201);
  await expect.poll(() => sink.events.length, { timeout: 60_000 }).toBeGreaterThan(0);
  const paid = async () =>
    (await sql<{ order_id: number }>`select order_id from paid order by order_id`.execute(db)).rows.map(
      ({ order_id }) => order_id,
    );
  return { db, events: sink.events, paid, output: server.output };
}

test("Queues: a worker publishes events, and does each consumed message once", async () => {
  const first = orderPaid({ orderId: 1 });
  const foreign = orderPaid({ orderId: 3 }, "https://elsewhere.example");
  const inText = JSON.stringify(orderPaid({ orderId: 2 }));
  const orders = [first, first, orderPaid({ orderId: "one" }), orderPaid({ orderId: 404 }), foreign, inText];
  const { db, events, paid } = await publishAndOrder(async () => orders);
  const event = HTTP.toEvent({
    headers: { "content-type": "application/cloudevents+json" },
    body: JSON.stringify(events[0]),
  });
  if (!(event instanceof CloudEvent)) throw new Error("not one event");
  expect(event.validate()).toBe(true);
  expect(event.toJSON()).toMatchObject({ type: "article.published", data: { slug: "glue", author: "ada" } });

  await expect.poll(paid, { timeout: 60_000 }).toEqual([1, 2]);
  const dead = async () => (await listDeadMessages(db, { max: 9 })).map(({ reason }) => reason).toSorted();
  await expect
    .poll(dead, { timeout: 60_000 })
    .toEqual([
      "access: its contract does not name this source",
      expect.stringMatching(/^invalid: orderId /),
      expect.stringMatching(/^unknown_order: /),
    ]);
});

test("Queues: messages that arrive while the database is away are done once it is back, and none is lost", async () => {
  let proxy: TcpProxy | undefined;
  const numbers = Array.from({ length: 20 }, (_, at) => at + 1);
  const goAway = async () => {
    await proxy?.become("refuse");
    return numbers.map((orderId) => orderPaid({ orderId }));
  };
  const { db, paid, output } = await publishAndOrder(goAway, async (url) => {
    const direct = new URL(url);
    proxy = await startProxy(direct.hostname, Number(direct.port));
    onTestFinished(proxy.stop);
    direct.port = String(proxy.port);
    return direct.href;
  });
  // The worker has begun with the messages, in vain.
  await expect.poll(output, { timeout: 60_000 }).toMatch(/failed to connect to local database/);
  expect(await paid()).toEqual([]);
  await proxy?.become("pass");
  await expect.poll(paid, { timeout: 110_000 }).toEqual(numbers);
  expect(await listDeadMessages(db, { max: 9 })).toEqual([]);
});

test("Queues: a message is acknowledged once it is settled, and one that was not settled in time comes again", async () => {
  const settled: unknown[] = [];
  const message = (body: unknown, attempts: number) => ({
    body,
    attempts,
    ack: () => settled.push(["ack", body]),
    retry: ({ delaySeconds }: { readonly delaySeconds: number }) => settled.push(["retry", body, delaySeconds > 0]),
  });
  const receive = ({ body }: { readonly body: Uint8Array }) => ({
    key: null,
    settle: async (signal: AbortSignal) => {
      if (Buffer.from(body).toString() === "late") await new Promise((_, reject) => (signal.onabort = reject));
      settled.push("settled");
      return true;
    },
  });
  const deadline = new AbortController();
  const handled = handleQueueBatch(
    { queue: "orders", messages: [message("late", 3), message({ a: 1 }, 1)] },
    receive,
    deadline.signal,
  );
  await expect.poll(() => settled.length).toBe(2);
  deadline.abort();
  await handled;
  expect(settled).toEqual(["settled", ["ack", { a: 1 }], ["retry", "late", true]]);
});
