import { sql } from "kysely";
import * as z from "zod";
import { createApp } from "../../server/app/app.ts";
import { implementAllMessages, implementMessages } from "../../server/brokers/index.ts";
import { createWorker } from "../../server/entry/worker-host.ts";
import { workerBrokers } from "../../server/entry/worker-queues.ts";
import { consumes, defineMessages, notFound } from "../../shared/contract/index.ts";

// A worker that consumes messages of a Queue.

const messages = defineMessages({
  paid: consumes({
    summary: "Mark an order as paid",
    source: "orders",
    type: "order.paid",
    access: { sources: ["https://shop.example.com"] },
    input: z.object({ orderId: z.int() }),
    errors: { unknown_order: notFound("order") },
  }),
});

const messageHandlers = implementMessages(messages, {
  paid: ({ input: { orderId }, fail, write }) =>
    write(async (tx) => {
      if (orderId === 404) fail("unknown_order");
      await sql`insert into paid (order_id) values (${orderId})`.execute(tx);
    }),
});

const { handlers, StreamHub } = createWorker(createApp, workerBrokers(implementAllMessages(messages, messageHandlers)));

export { StreamHub };
export default handlers;
