import { DiscardPolicy, jetstreamManager, type StreamConfig } from "@nats-io/jetstream";
import { connect as connectToNats } from "@nats-io/transport-node";
import { createClient } from "@redis/client";
import { type Channel, connect as connectToRabbitMq } from "amqplib";
import { afterAll, expect, test } from "vitest";
import { deliverTo } from "../../server/brokers/index.ts";
import { transaction } from "../../server/database/index.ts";
import { append, createReader, listReaders } from "../../server/events/index.ts";
import { findBrokers } from "../support/brokers.ts";
import { databaseForTest } from "../support/database.ts";
import { createTestLog, messageOf, publisherAt, source } from "./pub-sub.ts";

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

const never = new AbortController().signal;

function brokerOf(name: "amqp" | "nats" | "redis") {
  const found = brokers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return { ...found, run: test.skipIf(found.reason !== undefined) };
}

const [amqp, nats, redis] = [brokerOf("amqp"), brokerOf("nats"), brokerOf("redis")];

/** Prepares RabbitMQ as an operator did before the service starts. */
async function prepare(work: (channel: Channel) => Promise<unknown>): Promise<void> {
  const connection = await connectToRabbitMq(`amqp://127.0.0.1:${amqp.port}`);
  await work(await connection.createChannel());
  await connection.close();
}

/** Publishes one message of each type, and gives the outcomes with what was logged. */
async function published(address: string, ...types: readonly string[]) {
  const { publisher, lines } = publisherAt(address);
  const messages = types.map((type) => messageOf(type, { text: "x".repeat(200) }));
  const outcomes = await publisher.publish(messages, never);
  return { outcomes, events: lines.map(({ event }) => event) };
}

amqp.run("rabbitmq: a type that no queue is bound for is refused, and others are published", async () => {
  const own = await amqp.own();
  await prepare(async (channel) => {
    await channel.assertExchange(own, "direct");
    await channel.assertQueue(own);
    await channel.bindQueue(own, own, "article.deleted");
  });
  const address = `amqp://127.0.0.1:${amqp.port}?exchange=${own}`;
  expect(await published(address, "article.published", "article.deleted")).toEqual({
    outcomes: [
      { state: "refused", reason: `no queue is bound to the exchange "${own}" for article.published` },
      { state: "published" },
    ],
    events: [],
  });
});

amqp.run("rabbitmq: a full queue blocks, and says so", async () => {
  const own = await amqp.own();
  await prepare(async (channel) => {
    await channel.assertExchange(own, "topic");
    await channel.assertQueue(own, { maxLength: 1, arguments: { "x-overflow": "reject-publish" } });
    await channel.bindQueue(own, own, "#");
  });
  const address = `amqp://127.0.0.1:${amqp.port}?exchange=${own}`;
  expect((await published(address, "a.a")).outcomes).toEqual([{ state: "published" }]);
  expect(await published(address, "a.b")).toEqual({
    outcomes: [{ state: "blocked", reason: "RabbitMQ rejects messages, as where a queue is full" }],
    events: [],
  });
});

amqp.run("rabbitmq: without the right to publish, the log has the broker's own reason", async () => {
  const own = await amqp.own();
  // As with a user that may not write, RabbitMQ ends the channel.
  await prepare((channel) => channel.assertExchange(own, "topic", { internal: true }));
  const { outcomes, events } = await published(`amqp://127.0.0.1:${amqp.port}?exchange=${own}`, "a.a");
  expect(outcomes).toEqual([{ state: "unconfirmed", reason: expect.stringContaining("ACCESS_REFUSED") }]);
  expect(events).toEqual(["broker.unavailable"]);
});

amqp.run("rabbitmq: a queue of the address that was deleted is declared again", async () => {
  const own = await amqp.own();
  const { publisher } = publisherAt(amqp.address(own));
  await publisher.check();
  await prepare((channel) => channel.deleteQueue(own));
  const message = messageOf("a.a", {});
  expect(await publisher.publish([message], never)).toMatchObject([{ state: "unconfirmed" }]);
  expect(await publisher.publish([message], never)).toEqual([{ state: "published" }]);
  expect((await amqp.read(own)).map(({ id }) => id)).toEqual([message.id]);
});

/** Adds a stream to NATS. */
async function addStream(config: Partial<StreamConfig> & { readonly name: string }): Promise<void> {
  const connection = await connectToNats({ servers: `127.0.0.1:${nats.port}` });
  await (await jetstreamManager(connection)).streams.add(config);
  await connection.close();
}

nats.run("nats: a stream that keeps no names of two words is no place for events, which is said at start", async () => {
  const own = await nats.own();
  await addStream({ name: own, subjects: [`${own}.*`] });
  const { publisher, lines } = publisherAt(nats.address(own));
  await publisher.check();
  expect(lines).toMatchObject([
    { event: "broker.unavailable", error: { message: expect.stringContaining(`"${own}.>"`) } },
  ]);
});

nats.run("nats: an event that the stream finds too large is refused, and others are published", async () => {
  const own = await nats.own();
  await addStream({ name: own, subjects: [`${own}.>`], max_msg_size: 350 });
  const { publisher, lines } = publisherAt(nats.address(own));
  const [large, small] = [messageOf("a.a", { text: "x".repeat(500) }), messageOf("a.b", {})];
  expect(await publisher.publish([large, small], never)).toEqual([
    { state: "refused", reason: expect.stringContaining("message size exceeds maximum allowed") },
    { state: "published" },
  ]);
  expect(lines).toEqual([]);
});

nats.run("nats: an event beyond the server's own limit is refused, and the connection stays", async () => {
  const { publisher, lines } = publisherAt(nats.address(await nats.own()));
  const [large, small] = [messageOf("a.a", { text: "x".repeat(1_100_000) }), messageOf("a.b", {})];
  expect(await publisher.publish([large, small], never)).toEqual([
    { state: "refused", reason: expect.stringContaining("max_payload") },
    { state: "published" },
  ]);
  expect(lines).toEqual([]);
});

nats.run("nats: a stream that was deleted is named, and declared again", async () => {
  const own = await nats.own();
  const { publisher } = publisherAt(nats.address(own));
  await publisher.check();
  const connection = await connectToNats({ servers: `127.0.0.1:${nats.port}` });
  await (await jetstreamManager(connection)).streams.delete(own);
  await connection.close();
  const message = messageOf("a.a", {});
  expect(await publisher.publish([message], never)).toEqual([
    { state: "unconfirmed", reason: `NATS: no stream keeps the subject ${own}.a.a` },
  ]);
  expect(await publisher.publish([message], never)).toEqual([{ state: "published" }]);
});

nats.run("nats: a full stream that discards new messages blocks", async () => {
  const own = await nats.own();
  await addStream({ name: own, subjects: [`${own}.>`], max_msgs: 1, discard: DiscardPolicy.New });
  const { outcomes } = await published(nats.address(own), "a.a", "a.b");
  expect(outcomes).toEqual([{ state: "published" }, { state: "blocked", reason: "NATS: maximum messages exceeded" }]);
});

redis.run("redis: a key that is no stream blocks", async () => {
  const own = await redis.own();
  const client = await createClient({ url: `redis://127.0.0.1:${redis.port}` }).connect();
  await client.set(own, "no stream", { EX: 60 });
  client.destroy();
  const { outcomes } = await published(redis.address(own), "a.a");
  expect(outcomes).toEqual([{ state: "blocked", reason: expect.stringMatching(/^Redis: WRONGTYPE/) }]);
});

amqp.run("an event that RabbitMQ refuses, though it is the only one, delays no other event", async () => {
  const own = await amqp.own();
  await prepare(async (channel) => {
    await channel.assertExchange(own, "topic");
    await channel.assertQueue(own);
    await channel.bindQueue(own, own, "profile.#");
  });
  const { db } = await databaseForTest();
  const { log, lines } = createTestLog();
  const { publisher } = publisherAt(`amqp://127.0.0.1:${amqp.port}?exchange=${own}`);
  const deliver = deliverTo(publisher, { source, log, tracer: null });
  const bounds = { retryPauseMs: 0, maxRetryPauseMs: 0, maxAttempts: Number.MAX_SAFE_INTEGER };
  const reader = createReader({ name: "broker:amqp", db, log, takes: () => true, deliver, bounds });
  await reader.register();
  const register = () => transaction(db, (tx) => append(tx, "account.registered", { accountId: 1, username: "ada" }));
  const follow = (followedId: number) =>
    transaction(db, (tx) =>
      append(tx, "profile.followed", { followerId: 1, follower: "ada", followedId, followed: "x" }),
    );
  await register();
  await reader.runOnce({ max: 100 });
  for (const followedId of [2, 3]) {
    await follow(followedId);
    await reader.runOnce({ max: 100 });
  }
  expect((await amqp.read(own)).map(({ route }) => route)).toEqual(["profile.followed", "profile.followed"]);
  expect(await listReaders(db)).toMatchObject([{ lag: 0, waiting: 1, dead: 0 }]);
  expect(new Set(lines.map(({ event }) => event))).toEqual(new Set(["broker.message_refused"]));
});
