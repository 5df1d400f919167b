import { createClient } from "@redis/client";
import { expect, onTestFinished, test } from "vitest";
import type { BrokerMessage } from "../../server/brokers/index.ts";
import { upstashForTest } from "../redis/transports.ts";
import { isWithoutRedis, redisUrl } from "../support/redis.ts";
import { messageOf, publisherAt } from "./pub-sub.ts";

const never = new AbortController().signal;
const run = test.skipIf(isWithoutRedis);

/** A stand-in for Upstash in front of the real Redis, and the entries of a stream of its own. */
async function open() {
  const upstash = await upstashForTest();
  const { host } = new URL(upstash.address.url);
  const stream = `t${crypto.randomUUID()}`;
  const client = await createClient({ url: redisUrl }).connect();
  onTestFinished(async () => {
    await client.del(stream);
    client.destroy();
  });
  const addressWith = (token: string) => `upstash://${token}@${host}?stream=${stream}&tls=off`;
  const entries = async () => ((await client.xRange(stream, "-", "+")) ?? []).map(({ message }) => message);
  return { upstash, entries, client, stream, addressWith, address: addressWith(upstash.address.token) };
}

const eventsOf = (count: number, keys = 3): readonly BrokerMessage[] =>
  Array.from({ length: count }, (_, number) => messageOf("order.paid", { number }, { key: `order:${number % keys}` }));

run("upstash: a batch of several requests arrives whole, in order, with the fields of Redis Streams", async () => {
  const { address, entries, upstash } = await open();
  const { publisher } = publisherAt(address);
  const sent = eventsOf(250);
  const outcomes = await publisher.publish(sent, never);
  expect(outcomes.every(({ state }) => state === "published")).toBe(true);
  expect(await entries()).toEqual(
    sent.map(({ id, type, key, body }) => ({
      id,
      type,
      key,
      "content-type": "application/cloudevents+json",
      event: body,
    })),
  );
  // One question whether the token is good, and three requests of at most a hundred events.
  expect(upstash.count()).toBe(4);
});

run(
  "upstash: what was not answered is not published, nothing is sent behind it, and it goes through again",
  async () => {
    const { address, entries, upstash } = await open();
    const { publisher, lines } = publisherAt(address);
    const sent = eventsOf(250);
    let requests = 0;
    upstash.draw(() => (++requests === 3 ? "reset after" : undefined));
    const states = (await publisher.publish(sent, never)).map(({ state }) => state);
    expect(states.map((state) => state[0]).join("")).toBe("p".repeat(100) + "u".repeat(100) + "h".repeat(50));
    expect(await entries()).toHaveLength(200);
    const rest = sent.slice(100);
    expect((await publisher.publish(rest, never)).every(({ state }) => state === "published")).toBe(true);
    const ids = (await entries()).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(sent.map(({ id }) => id)));
    expect(lines.map(({ event }) => event)).toEqual(["broker.unavailable", "broker.recovered"]);
  },
);

run("upstash: a rejected token is reported in one sentence, without the token", async () => {
  const { addressWith } = await open();
  const { publisher, lines } = publisherAt(addressWith("wrong-token"));
  await expect(publisher.publish(eventsOf(1), never)).rejects.toThrow("Upstash refuses the token: NOAUTH");
  expect(JSON.stringify(lines)).not.toContain("wrong-token");
});

run("upstash: a stream that is none takes no event, and an event that is too long holds up its key alone", async () => {
  const { address, client, stream, entries } = await open();
  const { publisher } = publisherAt(address);
  const [first, second, third] = eventsOf(3, 2);
  if (first === undefined || second === undefined || third === undefined) throw new Error("too few");
  const outcomes = await publisher.publish([{ ...first, body: "x".repeat(500_001) }, second, third], never);
  expect(outcomes).toEqual([
    { state: "refused", reason: "the event is longer than 500000 bytes" },
    { state: "published" },
    { state: "held" },
  ]);
  expect((await entries()).map(({ id }) => id)).toEqual([second.id]);
  await client.set(stream, "no stream");
  expect(await publisher.publish([first], never)).toEqual([
    { state: "blocked", reason: expect.stringMatching(/^Redis: WRONGTYPE/) },
  ]);
});
