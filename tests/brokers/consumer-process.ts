// A consumer of several sources in a process that tests kill. Arguments: the database's URL, then `redis=redis://…`.
import { sql } from "kysely";
import * as z from "zod";
import { openBrokers } from "../../server/app/brokers.ts";
import { createServices } from "../../server/app/services.ts";
import { longLivedAdapters } from "../../server/brokers/adapters.ts";
import { implementAllMessages, type MessageHandlers } from "../../server/brokers/index.ts";
import { connect, type Db } from "../../server/database/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { consumes, defineMessages } from "../../shared/contract/index.ts";

const [url = "", ...sources] = process.argv.slice(2);
const brokerSources = sources.map((text) => {
  const at = text.indexOf("=");
  return { name: text.slice(0, at), url: new URL(text.slice(at + 1)) };
});

const paidOf = (source: string) =>
  consumes({
    summary: "Mark an order as paid",
    source,
    type: "order.paid",
    access: "any",
    input: z.object({ orderId: z.int(), number: z.int() }),
  });
const messages = defineMessages(Object.fromEntries(brokerSources.map(({ name }) => [name, paidOf(name)])));

const note = (db: Db, table: string, source: string, { orderId, number }: { orderId: number; number: number }) =>
  sql`insert into ${sql.table(table)} (source, order_id, number) values (${source}, ${orderId}, ${number})`.execute(db);

/** Notes each delivery outside of the transaction and each effect within it. */
const handlers: MessageHandlers<typeof messages> = Object.fromEntries(
  brokerSources.map(({ name }): [string, MessageHandlers<typeof messages>[string]] => [
    name,
    async ({ db, input, write }) => {
      await note(db, "delivered", name, input);
      return write(async (tx) => void (await note(tx, "paid", name, input)));
    },
  ]),
);

const { db } = connect(url, {
  maxConnections: 16,
  maxWaiting: 1000,
  connectTimeoutMs: 5000,
  statementTimeoutMs: 5000,
  onConnectionError: () => {},
});
const brokers = openBrokers({
  config: { brokerUrls: [], brokerSources, publicUrl: new URL("https://shop.example.com") },
  log: createLog("silent", () => {}),
  tracer: null,
  adapters: longLivedAdapters,
  messages: implementAllMessages(messages, handlers),
});
process.stdout.write("ready\n");
await brokers.consume(createServices(db, { passwordPolicy: "length", limits: "off" }), new AbortController().signal);
