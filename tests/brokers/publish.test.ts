import { CloudEvent, HTTP } from "cloudevents";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { type BrokerMessage, cloudEventOf } from "../../server/brokers/index.ts";
import { findBrokers, type TestBroker } from "../support/brokers.ts";
import { startProxy } from "../support/proxy.ts";
import { publisherAt, source } from "./pub-sub.ts";

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

const never = new AbortController().signal;

/** Events of some keys in turn, each with its number among those of its key. */
const eventsOf = (count: number, keys: number): readonly BrokerMessage[] =>
  Array.from({ length: count }, (_, at) =>
    cloudEventOf(
      {
        id: crypto.randomUUID(),
        name: "article.published",
        key: `articleId:${at % keys}`,
        payload: { articleId: at % keys, number: Math.floor(at / keys) },
        occurredAt: "2026-11-29T12:00:00.000Z",
        traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      },
      source,
    ),
  );

/** Numbers by key, in the order in which a consumer sees them; a repeated id counts once. */
function numbersByKey(bodies: readonly string[]) {
  const seen = new Set<string>();
  const numbers = new Map<string, number[]>();
  for (const body of bodies) {
    const { id, partitionkey, data } = JSON.parse(body);
    if (seen.has(id)) continue;
    seen.add(id);
    numbers.set(partitionkey, [...(numbers.get(partitionkey) ?? []), data.number]);
  }
  return Object.fromEntries(numbers);
}

const inOrder = (count: number, keys: number) =>
  Object.fromEntries(
    Array.from({ length: keys }, (_, key) => [
      `articleId:${key}`,
      Array.from({ length: count / keys }, (_, number) => number),
    ]),
  );

describe.each(brokers.map((broker) => [broker.name, broker] as const))("%s", (name, broker: TestBroker) => {
  const run = test.skipIf(broker.reason !== undefined);

  run("publish: a consumer sees a CloudEvent in structured mode, with the event's id and key", async () => {
    const own = await broker.own();
    const { publisher } = publisherAt(broker.address(own));
    const [message] = eventsOf(1, 1);
    if (message === undefined) throw new Error("no message");
    expect(await publisher.publish([message], never)).toEqual([{ state: "published" }]);

    const [seen, ...more] = await broker.read(own);
    expect(more).toEqual([]);
    if (seen === undefined) throw new Error("nothing was published");
    expect(seen.contentType).toBe("application/cloudevents+json");
    expect(seen.id ?? message.id).toBe(message.id);
    expect(seen.route ?? message.type).toBe(message.type);
    expect(seen.key ?? message.key).toBe(message.key);
    // The oracle is the official SDK: it parses structured mode and validates by the specification's schema.
    const event = HTTP.toEvent({ headers: { "content-type": String(seen.contentType) }, body: seen.body });
    if (!(event instanceof CloudEvent)) throw new Error("not one event");
    expect(event.validate()).toBe(true);
    expect(event.toJSON()).toMatchObject({
      specversion: "1.0",
      id: message.id,
      source,
      type: "article.published",
      subject: "articleId:0",
      partitionkey: "articleId:0",
      time: "2026-11-29T12:00:00.000Z",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      datacontenttype: "application/json",
      data: { articleId: 0, number: 0 },
    });
  });

  run("publish: a batch arrives whole and in order for each key", async () => {
    const own = await broker.own();
    const { publisher } = publisherAt(broker.address(own));
    const outcomes = await publisher.publish(eventsOf(200, 10), never);
    expect(outcomes.every(({ state }) => state === "published")).toBe(true);
    const seen = await broker.read(own);
    expect(numbersByKey(seen.map(({ body }) => body))).toEqual(inOrder(200, 10));
  });

  run(
    "publish: while the broker is away nothing counts as published, and afterwards the same batch arrives",
    async () => {
      // A mock cluster of Kafka names its own ports, past the proxy.
      if (name === "kafka") return;
      const own = await broker.own();
      const proxy = await startProxy("127.0.0.1", broker.port);
      onTestFinished(proxy.stop);
      const { publisher, lines } = publisherAt(broker.address(own, proxy.port));
      const batch = eventsOf(20, 4);
      await publisher.check();
      await proxy.become("refuse");
      const publish = () =>
        publisher.publish(batch, never).then(
          (outcomes) => outcomes.every(({ state }) => state === "published"),
          () => false,
        );
      expect([await publish(), await publish()]).toEqual([false, false]);
      await proxy.become("pass");
      await expect.poll(publish).toBe(true);
      const seen = await broker.read(own);
      expect(numbersByKey(seen.map(({ body }) => body))).toEqual(inOrder(20, 4));
      expect(lines.map(({ event, broker }) => [event, broker])).toEqual([
        ["broker.unavailable", `broker:${name}`],
        ["broker.recovered", `broker:${name}`],
      ]);
    },
  );
});
