import { Consumer, type Message, type MessagesStream } from "@platformatic/kafka";
import { createConcurrencyLimit } from "../concurrency/concurrency-limit.ts";
import { untilAborted, withDeadline } from "../concurrency/deadline.ts";
import { type ConsumeOptions, type Consumption, countOf, nameOf } from "./broker.ts";
import type { IncomingMessage } from "./incoming.ts";
import { declareTopic, kafkaOptionsOf } from "./kafka-connection.ts";

const defaultSessionTimeoutMs = 10_000;
const heartbeatsOfSession = 5;
const rebalanceTimeoutMs = 15_000;
/** A broker answers a join request once all members of the group have rejoined, or after the rebalance timeout. */
const answerMarginMs = 5000;
const maxWaitMs = 500;

type KafkaRecord = Message<Buffer, Buffer, Buffer, Buffer>;
type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;
type KafkaConsumer = Consumer<Buffer, Buffer, Buffer, Buffer>;

/** Records of one partition in their order, as far as they are not committed. */
interface Pending {
  readonly record: KafkaRecord;
  isDone: boolean;
}

/** Commits an offset once all before it are done, so that a crash skips nothing. */
function createCommitter(consumer: KafkaConsumer) {
  const partitions = new Map<string, Pending[]>();
  return {
    add: (record: KafkaRecord): (() => Promise<void>) => {
      const name = `${record.topic}:${record.partition}`;
      const pending = partitions.get(name) ?? [];
      partitions.set(name, pending);
      const entry: Pending = { record, isDone: false };
      pending.push(entry);
      return async () => {
        entry.isDone = true;
        let last: KafkaRecord | undefined;
        for (let first = pending[0]; first?.isDone; first = pending[0]) {
          last = first.record;
          pending.shift();
        }
        if (last === undefined) return;
        const { topic, partition, offset, leaderEpoch } = last;
        // A message that cannot be committed, as after a rebalance, is delivered again.
        await consumer.commit({ offsets: [{ topic, partition, offset: offset + 1n, leaderEpoch }] }).catch(() => {});
      };
    },
  };
}

const incomingOf = ({ key, value, headers }: KafkaRecord): IncomingMessage => {
  const texts = Object.fromEntries([...headers].map(([name, text]) => [name.toString(), text.toString()]));
  return {
    contentType: texts["content-type"],
    headers: texts,
    body: value ?? new Uint8Array(),
    key: key === null || key === undefined || key.length === 0 ? null : key.toString(),
  };
};

/** Handles records as they come, at most `prefetch` at a time. A record that was not handled ends the consumption. */
async function consumeAll(stream: Stream, consumer: KafkaConsumer, { prefetch, deliver }: ConsumeOptions) {
  const committer = createCommitter(consumer);
  const inFlight = createConcurrencyLimit(prefetch);
  for await (const record of stream) {
    const done = committer.add(record);
    inFlight.add(
      deliver(incomingOf(record)).then(done, () => {
        // Its offset stays, so that it and the later ones are redelivered.
      }),
    );
    await inFlight.oneFree();
  }
}

/**
 * Consumes a topic as one of a group, from its beginning at first.
 * `kafka://host:9092?topic=orders&group=dovetail`
 */
export async function consumeKafkaTopic(url: URL, options: ConsumeOptions): Promise<Consumption> {
  const topic = nameOf(url, "topic", "");
  await untilAborted(options.signal, () => declareTopic(url, options, topic));
  // A member without a heartbeat for this long has left: its partitions go to the others.
  const sessionTimeoutMs = countOf(url, "redeliverAfterMs", defaultSessionTimeoutMs);
  const joinTimeoutMs = Math.max(rebalanceTimeoutMs, sessionTimeoutMs);
  const consumer: KafkaConsumer = new Consumer({
    ...kafkaOptionsOf(url, options),
    groupId: nameOf(url, "group", "dovetail"),
    autocommit: false,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: Math.max(1, Math.floor(sessionTimeoutMs / heartbeatsOfSession)),
    rebalanceTimeout: joinTimeoutMs,
    requestTimeout: joinTimeoutMs + answerMarginMs,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    highWaterMark: options.prefetch,
  });
  const close = async () => {
    await withDeadline(2000, () => consumer.close(true)).catch(() => {});
  };
  try {
    const stream = await untilAborted(options.signal, () =>
      consumer.consume({ topics: [topic], mode: "committed", fallbackMode: "earliest" }),
    );
    const running = consumeAll(stream, consumer, options);
    return {
      closed: running.catch(() => {}),
      stop: async () => {
        await withDeadline(2000, () => stream.close()).catch(() => {});
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
