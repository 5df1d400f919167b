import { sql } from "kysely";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openBrokers } from "../../server/app/brokers.ts";
import { createServices } from "../../server/app/services.ts";
import { longLivedAdapters } from "../../server/brokers/adapters.ts";
import { implementAllMessages, implementMessages, whileLeased } from "../../server/brokers/index.ts";
import { findBrokers } from "../support/brokers.ts";
import { databaseForTest, type TestDatabase } from "../support/database.ts";
import { createTestLog, messageOf, numbered, publisherAt } from "./pub-sub.ts";

const brokers = (await findBrokers()).filter(({ name }) => name !== "kafka");
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

const never = new AbortController().signal;
const patient = { timeout: 20_000, interval: 20 };

/** A process that consumes a queue as the service does, and notes what it handles. */
function consuming(address: string, { db }: TestDatabase, handle: (number: number) => Promise<void>) {
  const handlers = implementMessages(numbered, {
    paid: ({ input, write }) => write(() => handle(input.number)),
  });
  const opened = openBrokers({
    config: {
      brokerUrls: [],
      brokerSources: [{ name: "orders", url: new URL(address) }],
      publicUrl: new URL("https://shop.example.com"),
    },
    log: createTestLog().log,
    tracer: null,
    adapters: longLivedAdapters,
    messages: implementAllMessages(numbered, handlers),
  });
  const stopping = new AbortController();
  const ended = opened.consume(createServices(db, { passwordPolicy: "length", limits: "off" }), stopping.signal);
  const stop = () => {
    stopping.abort();
    return ended;
  };
  onTestFinished(stop);
  return stop;
}

describe.each(brokers.map((broker) => [broker.name, broker] as const))("%s", (_, broker) => {
  test.skipIf(broker.reason !== undefined)(
    "consume: with two processes, messages of a key are handled one after another, also after one of them stopped",
    async () => {
      const database = await databaseForTest();
      const address = broker.address(await broker.own());
      const { publisher } = publisherAt(address);
      const handled: number[] = [];
      let running = 0;
      let most = 0;
      const handle = async (number: number) => {
        most = Math.max(most, ++running);
        // Later ones take less time, so that they would overtake.
        await new Promise((resolve) => setTimeout(resolve, 20 - (number % 20)));
        handled.push(number);
        running -= 1;
      };
      const stops = [consuming(address, database, handle), consuming(address, database, handle)];
      const publish = async (first: number) => {
        for (let number = first; number < first + 20; number++)
          await publisher.publish([messageOf("order.paid", { number }, { key: "order:1" })], never);
      };
      await publish(0);
      await expect.poll(() => handled.length, patient).toBe(20);
      await stops[0]?.();
      await publish(20);
      await expect.poll(() => handled.length, patient).toBe(40);
      expect(handled).toEqual(Array.from({ length: 40 }, (__, number) => number));
      expect(most).toBe(1);
    },
  );
});

test("whileLeased: a process whose lease another one took ends its work, and goes on once that one is gone", async () => {
  const { db } = await databaseForTest();
  const stopping = new AbortController();
  let begun = 0;
  let ended = 0;
  const done = whileLeased({ db, name: "broker:orders", leaseMs: 100 }, stopping.signal, async (signal) => {
    begun += 1;
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    ended += 1;
  });
  await expect.poll(() => begun, patient).toBe(1);
  await sql`update source_lease set lease = gen_random_uuid(), leased_until = now() + interval '1 hour'`.execute(db);
  await expect.poll(() => ended, patient).toBe(1);
  await sql`update source_lease set leased_until = now() - interval '1 second'`.execute(db);
  await expect.poll(() => begun, patient).toBe(2);
  stopping.abort();
  await done;
  expect(ended).toBe(2);
  expect((await sql`select from source_lease`.execute(db)).rows).toEqual([]);
});
