import { AckPolicy, type ConsumerConfig, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { afterAll, expect, test } from "vitest";
import { implementMessages } from "../../server/brokers/index.ts";
import { findBrokers } from "../support/brokers.ts";
import { databaseForTest } from "../support/database.ts";
import { messageOf, numbered, publisherAt, subscribed } from "./pub-sub.ts";

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));
const nats = brokers.find(({ name }) => name === "nats");
const run = test.skipIf(nats?.reason !== undefined);

/** A stream with the consumer that an operator made, and a service that finds it. */
async function withConsumer(config: Partial<ConsumerConfig>, handle: (number: number) => Promise<void>) {
  if (nats === undefined) throw new Error("no NATS");
  const database = await databaseForTest();
  const own = await nats.own();
  const address = nats.address(own);
  const { publisher } = publisherAt(address);
  await publisher.check();
  const connection = await connect({ servers: `127.0.0.1:${nats.port}` });
  const { consumers, streams } = await jetstreamManager(connection);
  await consumers.add(own, { durable_name: "dovetail", ...config });
  const handlers = implementMessages(numbered, {
    paid: ({ input, write }) => write(() => handle(input.number)),
  });
  const { lines, stop } = subscribed({ address, database, messages: numbered, handlers });
  const publish = (number: number) =>
    publisher.publish([messageOf("order.paid", { number })], new AbortController().signal);
  const finish = async () => {
    await stop();
    const info = await consumers.info(own, "dovetail");
    await connection.close();
    return info;
  };
  const remove = {
    consumer: () => consumers.delete(own, "dovetail"),
    stream: () => streams.delete(own),
  };
  return { lines, publish, finish, remove };
}

run(
  "nats: while a handler works, an existing consumer with a short acknowledgement timeout redelivers nothing",
  async () => {
    const handled: number[] = [];
    const config = { ack_policy: AckPolicy.Explicit, ack_wait: 2_000_000_000 };
    const { publish, finish } = await withConsumer(config, async (number) => {
      // Longer than the consumer waits.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      handled.push(number);
    });
    await publish(1);
    await expect.poll(() => handled, { timeout: 10_000 }).toEqual([1]);
    expect(await finish()).toMatchObject({ delivered: { consumer_seq: 1 }, num_ack_pending: 0 });
  },
);

run("nats: a consumer whose acknowledgements cover other messages is refused, since it loses messages", async () => {
  const { lines, finish } = await withConsumer({ ack_policy: AckPolicy.All }, async () => {});
  await expect
    .poll(() => lines, { timeout: 10_000 })
    .toMatchObject([
      { event: "broker.unavailable", error: { message: expect.stringContaining('has the ack policy "all"') } },
    ]);
  await finish();
});

for (const what of ["consumer", "stream"] as const)
  run(`nats: a deleted ${what} is declared again, and consumed`, async () => {
    const handled: number[] = [];
    const config = { ack_policy: AckPolicy.Explicit };
    const { publish, finish, remove } = await withConsumer(config, async (number) => void handled.push(number));
    await publish(1);
    await expect.poll(() => handled, { timeout: 10_000 }).toEqual([1]);
    await remove[what]();
    const published = async () => (await publish(2))[0]?.state;
    await expect.poll(published, { timeout: 10_000 }).toBe("published");
    await expect.poll(() => handled, { timeout: 10_000 }).toContain(2);
    await finish();
  });
