import { compatibilityPartitioner, Producer, type ProducerOptions, stringSerializers } from "@platformatic/kafka";
import { untilAborted, withDeadline } from "../concurrency/deadline.ts";
import {
  type BrokerAdapter,
  type BrokerMessage,
  cloudEventsJson,
  nameOf,
  type PublishOutcome,
  published,
  reasonOf,
  unconfirmed,
} from "./broker.ts";
import { declareTopic, isAnswer, kafkaOptionsOf } from "./kafka-connection.ts";
import { consumeKafkaTopic } from "./kafka-consume.ts";

/** Partitions by key as Java's producer chooses them (murmur2); messages without a key are spread over all partitions. */
function createPartitioner(): NonNullable<ProducerOptions<string, string, string, string>["partitioner"]> {
  let next = 0;
  return (message, key) => {
    next = (next + 1) % 0x7fffffff;
    return key === undefined ? next : compatibilityPartitioner(message, key);
  };
}

const failure = (error: unknown): PublishOutcome =>
  isAnswer(error) ? { state: "refused", reason: `Kafka: ${reasonOf(error)}` } : unconfirmed(error);

/**
 * Apache Kafka: one topic, key = the event's key, acknowledged by all replicas in sync. A batch is one record batch a
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
        untilAborted(signal, () => producer.send({ messages: messages.map(recordOf) })).then(
          () => messages.map(() => published),
          (error: unknown) => messages.map(() => failure(error)),
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
