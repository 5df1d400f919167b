import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { implementMessages } from "../../server/brokers/index.ts";
import { listDeadMessages } from "../../server/inbox/index.ts";
import { consumes, defineMessages, notFound } from "../../shared/contract/index.ts";
import { findBrokers, type TestBroker } from "../support/brokers.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";
import { messageOf, publisherAt, source, subscribed } from "./pub-sub.ts";

const messages = defineMessages({
  paid: consumes({
    summary: "Mark an order as paid",
    source: "orders",
    type: "order.paid",
    access: { sources: [source] },
    input: z.object({ orderId: z.int(), number: z.int(), tags: z.record(z.string(), z.int()).optional() }),
    errors: { unknown_order: notFound("order") },
  }),
});

const never = new AbortController().signal;
const brokers = await findBrokers();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table paid (queue text, order_id int, number int, at bigint generated always as identity)`.execute(
    database.db,
  );
});
afterAll(async () => {
  await database.drop();
  await Promise.all(brokers.map(({ stop }) => stop()));
});

/** Handlers that record in the database what they did, for one queue. */
const handlersFor = (queue: string, before: (number: number) => Promise<void> = async () => {}) =>
  implementMessages(messages, {
    paid: ({ input, fail, write }) =>
      write(async (tx) => {
        await before(input.number);
        if (input.orderId === 404) fail("unknown_order");
        await sql`insert into paid (queue, order_id, number) values (${queue}, ${input.orderId}, ${input.number})`.execute(
          tx,
        );
      }),
  });

async function paidOf(queue: string): Promise<Record<string, number[]>> {
  const { rows } = await sql<{ order_id: number; number: number }>`
    select order_id, number from paid where queue = ${queue} order by at`.execute(database.db);
  const byOrder: Record<string, number[]> = {};
  for (const { order_id, number } of rows) byOrder[order_id] = [...(byOrder[order_id] ?? []), number];
  return byOrder;
}

const countOf = async (queue: string) => Object.values(await paidOf(queue)).flat().length;

const patient = { timeout: 20_000, interval: 20 };

/** Messages of several orders in turn. */
const paidMessages = (count: number, orders: number) =>
  Array.from({ length: count }, (_, at) => {
    const orderId = at % orders;
    return messageOf("order.paid", { orderId, number: Math.floor(at / orders) }, { key: `order:${orderId}` });
  });

const inOrder = (count: number, orders: number) =>
  Object.fromEntries(
    Array.from({ length: orders }, (_, order) => [order, Array.from({ length: count / orders }, (__, n) => n)]),
  );

describe.each(brokers.map((broker) => [broker.name, broker] as const))("%s", (name, broker: TestBroker) => {
  const run = test.skipIf(broker.reason !== undefined);
  // The mock cluster lets a first member of a group wait for three seconds, so Kafka has the tests of what is its own.
  const runQuickly = test.skipIf(broker.reason !== undefined || name === "kafka");
  const redeliverAfterMs = name === "kafka" ? 3000 : 200;

  run("consumes: each message is done once and in order for its key, however often it arrives", async () => {
    const own = await broker.own();
    const address = broker.address(own);
    const { publisher } = publisherAt(address);
    const batch = paidMessages(40, 4);
    await publisher.publish(batch, never);
    subscribed({ address, database, messages, handlers: handlersFor(own) });
    await publisher.publish([...batch, ...paidMessages(0, 1)], never);
    await expect.poll(() => countOf(own), patient).toBe(40);
    await publisher.publish([messageOf("order.paid", { orderId: 99, number: 0 }, { key: "order:99" })], never);
    await expect.poll(() => paidOf(own), patient).toEqual({ ...inOrder(40, 4), 99: [0] });
  });

  runQuickly("consumes: what does not fit is a dead letter with its reason, and the rest goes on", async () => {
    const own = await broker.own();
    const address = broker.address(own);
    const { publisher } = publisherAt(address);
    const unfit = messageOf("order.paid", { orderId: "seven", number: 1 });
    const foreign = messageOf("order.paid", { orderId: 1, number: 1 }, { from: "https://elsewhere.example" });
    const failing = messageOf("order.paid", { orderId: 404, number: 1 });
    const unreadable = { ...messageOf("order.paid", {}), body: `no JSON: ${own}` };
    const other = messageOf("order.sent", { orderId: 1 });
    const good = messageOf("order.paid", { orderId: 1, number: 7 });
    const { lines } = subscribed({ address, database, messages, handlers: handlersFor(own) });
    for (const one of [unfit, foreign, failing, unreadable, other, good]) await publisher.publish([one], never);
    await expect.poll(() => paidOf(own), patient).toEqual({ 1: [7] });
    const reasonsOf = async () => {
      const dead = await listDeadMessages(database.db, { max: 100 });
      const find = (part: string) => dead.find(({ id, body }) => id.includes(part) || body.includes(part))?.reason;
      return [unfit.id, foreign.id, failing.id, own].map(find);
    };
    await expect
      .poll(reasonsOf, patient)
      .toEqual([
        expect.stringMatching(/^invalid: orderId /),
        "access: its contract does not name this source",
        expect.stringMatching(/^unknown_order: /),
        "the message is not JSON",
      ]);
    expect(lines.filter(({ event }) => event === "broker.message_dead")).toHaveLength(4);
  });

  runQuickly("consumes: what can be neither decoded nor stored is a dead letter, and its key goes on", async () => {
    const own = await broker.own();
    const address = broker.address(own);
    const { publisher } = publisherAt(address);
    const attributes = { specversion: "1.0", id: own, source, type: "order.paid", partitionkey: "k" };
    const sent = (event: object) => ({
      ...messageOf("order.paid", {}, { key: "k" }),
      body: JSON.stringify({ ...attributes, ...event }),
    });
    const poison = [
      sent({ data_base64: "%%%", comment: own }),
      sent({ id: `${own}\0`, data: {} }),
      sent({ data: { orderId: 1, number: 1, tags: { "a\0b": "text" } } }),
    ];
    subscribed({ address, database, messages, handlers: handlersFor(own) });
    for (const one of poison) await publisher.publish([one], never);
    await publisher.publish([messageOf("order.paid", { orderId: 1, number: 7 }, { key: "k" })], never);
    await expect.poll(() => paidOf(own), patient).toEqual({ 1: [7] });
    const dead = (await listDeadMessages(database.db, { max: 100 })).filter(({ body }) => body.includes(own));
    expect(dead.map(({ reason }) => reason).sort()).toEqual([
      '"data_base64" of the CloudEvent is not base64',
      '"id" of the CloudEvent holds NUL or half of a surrogate pair',
      expect.stringMatching(/^invalid: tags.a\ufffdb /),
    ]);
  });

  run("consumes: a message whose handler was cut off is delivered again and done once", async () => {
    const own = await broker.own();
    const address = `${broker.address(own)}&redeliverAfterMs=${redeliverAfterMs}`;
    const { publisher } = publisherAt(address);
    await publisher.publish(paidMessages(5, 1), never);
    let reached = () => {};
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stuck = handlersFor(own, async (number) => {
      if (number !== 2) return;
      reached();
      await isReleased;
      throw new Error("the process is gone");
    });
    const first = subscribed({ address, database, messages, handlers: stuck, drainMs: 1 });
    await isReached;
    await first.stop();
    release();
    subscribed({ address, database, messages, handlers: handlersFor(own) });
    await expect.poll(() => countOf(own), patient).toBe(5);
    expect(new Set((await paidOf(own))[0])).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  runQuickly(
    "consumes: a handler that never ends is given up, and its message is tried again behind no other key",
    async () => {
      const own = await broker.own();
      const address = `${broker.address(own)}&concurrency=1`;
      const { publisher } = publisherAt(address);
      let attempts = 0;
      const { paid } = handlersFor(own);
      const hanging = implementMessages(messages, {
        paid: async (context) => {
          if (context.input.number === 1 && ++attempts < 3) await new Promise(() => {});
          return paid(context);
        },
      });
      const { lines } = subscribed({ address, database, messages, handlers: hanging, attemptDeadlineMs: 100 });
      for (const number of [1, 2])
        await publisher.publish(
          [messageOf("order.paid", { orderId: number, number }, { key: `order:${number}` })],
          never,
        );
      await expect.poll(() => paidOf(own), patient).toEqual({ 1: [1], 2: [2] });
      expect(lines.filter(({ event }) => event === "broker.handler_failed")).toHaveLength(2);
      expect(lines.filter(({ event }) => event === "broker.message_dead")).toEqual([]);
    },
  );

  runQuickly("consumes: at shutdown a running handler ends and its message is acknowledged", async () => {
    const own = await broker.own();
    const address = `${broker.address(own)}&redeliverAfterMs=${redeliverAfterMs}`;
    const { publisher } = publisherAt(address);
    await publisher.publish(paidMessages(1, 1), never);
    let reached = () => {};
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = handlersFor(own, async () => {
      reached();
      await isReleased;
    });
    const first = subscribed({ address, database, messages, handlers: slow });
    await isReached;
    const stopped = first.stop();
    release();
    await stopped;
    expect(await paidOf(own)).toEqual({ 0: [0] });
    // Were it delivered again, it would come before the next one.
    const numbers: number[] = [];
    subscribed({ address, database, messages, handlers: handlersFor(own, async (n) => void numbers.push(n)) });
    await publisher.publish([messageOf("order.paid", { orderId: 0, number: 1 }, { key: "order:0" })], never);
    await expect.poll(() => paidOf(own), patient).toEqual({ 0: [0, 1] });
    expect(numbers).toEqual([1]);
  });

  runQuickly("consumes: after a lost connection it goes on", async () => {
    const own = await broker.own();
    const proxy = await startProxy("127.0.0.1", broker.port);
    onTestFinished(proxy.stop);
    const { publisher } = publisherAt(broker.address(own));
    const { lines } = subscribed({
      address: `${broker.address(own, proxy.port)}&redeliverAfterMs=${redeliverAfterMs}`,
      database,
      messages,
      handlers: handlersFor(own),
    });
    await publisher.publish(paidMessages(4, 2), never);
    await expect.poll(() => countOf(own), patient).toBe(4);
    proxy.reset();
    await publisher.publish(paidMessages(8, 2).slice(4), never);
    await expect.poll(() => countOf(own), patient).toBe(8);
    // Messages in flight over the lost connection may arrive again after later ones.
    const sorted = Object.entries(await paidOf(own)).map(([order, numbers]) => [order, numbers.toSorted()]);
    expect(Object.fromEntries(sorted)).toEqual(inOrder(8, 2));
    // A first attempt to connect again may meet the broker's end of the lost connection and fail too.
    const events = lines.map(({ event }) => event);
    expect([events[0], events.at(-1)]).toEqual(["broker.unavailable", "broker.recovered"]);
  });
});
