import { expect, test } from "vitest";
import { type BrokerMessage, blocked, type PublishOutcome, published, refused } from "./broker.ts";
import { publishInChunks } from "./publish-in-chunks.ts";

const messageOf = (id: string, key: string | null, length = 10): BrokerMessage => ({
  id,
  type: "article.published",
  key,
  body: "x".repeat(length),
  traceparent: null,
});

const bounds = { maxMessages: 10, maxBytes: 1000, maxMessageBytes: 500 };

/** A broker that takes a request of at most `maxBytes`. */
function brokerOf(maxBytes: number) {
  const stored: string[] = [];
  const send = async (chunk: readonly BrokerMessage[]): Promise<readonly PublishOutcome[]> => {
    if (chunk.reduce((sum, { body }) => sum + body.length, 0) > maxBytes) return chunk.map(() => refused("too large"));
    stored.push(...chunk.map(({ id }) => id));
    return chunk.map(() => published);
  };
  return { stored, send };
}

const statesOf = (outcomes: readonly PublishOutcome[]) => outcomes.map(({ state }) => state);

test("publishInChunks: a broker with a smaller limit than assumed gets the messages in smaller requests, in order", async () => {
  const { stored, send } = brokerOf(100);
  const messages = Array.from({ length: 9 }, (_, at) => messageOf(String(at), `k${at % 2}`, 60));
  const outcomes = await publishInChunks(messages, bounds, send);
  expect(statesOf(outcomes)).toEqual(messages.map(() => "published"));
  expect(stored).toEqual(messages.map(({ id }) => id));
});

test("publishInChunks: a message that the broker refuses alone holds up its key, and the others go through", async () => {
  const { stored, send } = brokerOf(100);
  const outcomes = await publishInChunks(
    [
      messageOf("a1", "a"),
      messageOf("b1", "b", 200),
      messageOf("a2", "a"),
      messageOf("b2", "b"),
      messageOf("c1", null, 200),
      messageOf("c2", null),
    ],
    bounds,
    send,
  );
  expect(statesOf(outcomes)).toEqual(["published", "refused", "published", "held", "refused", "published"]);
  expect(stored).toEqual(["a1", "a2", "c2"]);
});

test("publishInChunks: what precedes a message beyond the bound is sent, and nothing follows it under its key", async () => {
  const { stored, send } = brokerOf(1000);
  const outcomes = await publishInChunks(
    [messageOf("1", "a"), messageOf("2", "a", 501), messageOf("3", "a"), messageOf("4", "b")],
    bounds,
    send,
  );
  expect(statesOf(outcomes)).toEqual(["published", "refused", "held", "published"]);
  expect(stored).toEqual(["1", "4"]);
});

test("publishInChunks: once the broker takes nothing more, no further request is made", async () => {
  let requests = 0;
  const outcomes = await publishInChunks(
    Array.from({ length: 30 }, (_, at) => messageOf(String(at), null)),
    bounds,
    async (chunk) => {
      requests += 1;
      return chunk.map(() => (requests === 1 ? published : blocked("out of memory")));
    },
  );
  expect(requests).toBe(2);
  expect(statesOf(outcomes).filter((state) => state === "held")).toHaveLength(10);
});
