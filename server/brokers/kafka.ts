import { compatibilityPartitioner, Producer, type ProducerOptions, stringSerializers } from "@platformatic/kafka";
import { untilAborted, withDeadline } from "../concurrency/deadline.ts";
import {
  type BrokerAdapter,
  type BrokerMessage,
  blocked,
  cloudEventsJson,
  nameOf,
  type PublishOutcome,
  published,
  reasonOf,
  refused,
  unconfirmed,
} from "./broker.ts";
import { declareTopic, isBrokerError, isTooLarge, kafkaOptionsOf } from "./kafka-connection.ts";
import { consumeKafkaTopic } from "./kafka-consume.ts";
import { publishInChunks } from "./publish-in-chunks.ts";

/** Partitions by key as Java's producer chooses them (murmur2); messages without a key are spread over all partitions. */
function createPartitioner(): NonNullable<ProducerOptions<string, string, string, string>["partitioner"]> {
  let next = 0;
  return (message, key) => {
    next = (next + 1) % 0x7fffffff;
    return key === undefined ? next : compatibilityPartitioner(message, key);
  };
}

/** Below what a broker takes as one batch of a partition unless configured otherwise (`max.message.bytes`, 1,048,588). */
const bounds = { maxMessages: 500, maxBytes: 900_000, maxMessageBytes: Number.POSITIVE_INFINITY };

function failure(error: unknown): PublishOutcome {
  if (!isBrokerError(error)) return unconfirmed(error);
  const reason = `Kafka: ${reasonOf(error)}`;
  return isTooLarge(error) ? refused(reason) : blocked(reason);
}

/**
 * Apache Kafka: one topic, key = the event's key, acknowledged by all replicas in sync. A request has one record batch a
 * partition, which is written whole or not at all, so that order within a key holds.
 * `kafka://host:9092?topic=events`; `kafkas://` over TLS.
 */
export const kafka: BrokerAdapter = {
  connect: async (url, options) => {
    const topic = nameOf(url, "topic", "events");
    await untilAborted(options.signal, () => declareTopic(url, options, topic));
    const producer = new Producer({
      ...kafkaOptionsOf(url, options),
      serializers: stringSerializers,
      partitioner: createPartitioner(),
      acks: -1,
    });
    let isOpen = true;
    const recordOf = ({ key, body, traceparent }: BrokerMessage) => ({
      topic,
      value: body,
      headers: { "content-type": cloudEventsJson, ...(traceparent !== null && { traceparent }) },
      ...(key !== null && { key }),
    });
    return {
      publish: (messages, signal) =>
        publishInChunks(messages, bounds, (chunk) =>
          untilAborted(signal, () => producer.send({ messages: chunk.map(recordOf) })).then(
            () => chunk.map(() => published),
            (error: unknown) => chunk.map(() => failure(error)),
          ),
        ),
      isOpen: () => isOpen,
      close: async () => {
        isOpen = false;
        await withDeadline(1000, () => producer.close(true)).catch(() => {});
      },
    };
  },
  consume: consumeKafkaTopic,
};
