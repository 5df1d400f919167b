import { sql } from "kysely";
import { expect, test } from "vitest";
import * as z from "zod";
import { retryDeadMessages } from "../../server/app/dead-messages.ts";
import { createServices } from "../../server/app/services.ts";
import { createReceive, implementAllMessages, implementMessages } from "../../server/brokers/index.ts";
import { listDeadMessages } from "../../server/inbox/index.ts";
import { createPipeline } from "../../server/procedures/index.ts";
import { consumes, defineMessages, notFound } from "../../shared/contract/index.ts";
import { databaseForTest } from "../support/database.ts";
import { createTestLog, messageOf, source } from "./pub-sub.ts";

const messages = defineMessages({
  paid: consumes({
    summary: "Mark an order as paid",
    source: "orders",
    type: "order.paid",
    access: { sources: [source] },
    input: z.object({ orderId: z.int() }),
    errors: { unknown_order: notFound("order") },
  }),
});

test("dead letters are handled again once their cause is fixed, each once; what fails again keeps its new reason", async () => {
  const { db } = await databaseForTest();
  await sql`create table paid (order_id int)`.execute(db);
  const known = new Set<number>();
  const handlers = implementMessages(messages, {
    paid: ({ input: { orderId }, fail, write }) =>
      write(async (tx) => {
        if (!known.has(orderId)) fail("unknown_order");
        await sql`insert into paid (order_id) values (${orderId})`.execute(tx);
      }),
  });
  const services = createServices(db, { passwordPolicy: "length", limits: "off" });
  const { log } = createTestLog();
  const implemented = implementAllMessages(messages, handlers);
  const receive = createReceive({
    source: "orders",
    system: "redis",
    tracer: null,
    messages: implemented,
    services,
    execute: createPipeline(() => {}),
    log,
  });
  const deliver = async (data: unknown) => {
    const { id, body } = messageOf("order.paid", data);
    const incoming = { contentType: "application/cloudevents+json", headers: {}, body: Buffer.from(body), key: null };
    await receive(incoming).settle(new AbortController().signal);
    // Dead letters are ordered by the millisecond.
    await sql`select pg_sleep(0.002)`.execute(db);
    return `${source} ${id}`;
  };
  const one = await deliver({ orderId: 1 });
  await deliver({ orderId: 2 });
  const misfit = await deliver({});
  const retry = (isMeant: (letter: { readonly id: string }) => boolean) =>
    retryDeadMessages({ services, log, max: 2, isMeant, messages: implemented });
  const reasons = async () =>
    Object.fromEntries(
      (await listDeadMessages(db, { max: 100 })).map(({ id, reason, attempts }) => [id, [reason, attempts]]),
    );

  known.add(1);
  expect(await retry(({ id }) => id === one)).toEqual({ handled: 1, remaining: 0 });
  expect(await retry(() => true)).toEqual({ handled: 0, remaining: 2 });
  known.add(2);
  expect(await retry(() => true)).toEqual({ handled: 1, remaining: 1 });
  expect(await reasons()).toEqual({ [misfit]: [expect.stringMatching(/^invalid: orderId /), 3] });
  for (const orderId of [5, 4, 3]) await deliver({ orderId });
  for (const orderId of [3, 4, 5]) known.add(orderId);
  expect(await retry(() => true)).toEqual({ handled: 3, remaining: 1 });
  const { rows } = await sql<{ order_id: number }>`select order_id from paid`.execute(db);
  // In the order in which they came, whatever the number that is read at once.
  expect(rows.map(({ order_id }) => order_id)).toEqual([1, 2, 5, 4, 3]);
});
