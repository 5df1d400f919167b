import {
  Admin,
  compatibilityPartitioner,
  Producer,
  type ProducerOptions,
  stringSerializers,
} from "@platformatic/kafka";
import {
  type BrokerAdapter,
  type BrokerMessage,
  BrokerRefusal,
  type ConnectOptions,
  cloudEventsJson,
  nameOf,
  type PublishOutcome,
  published,
  reasonOf,
  unconfirmed,
  untilAborted,
} from "./broker.ts";

const timeoutMs = 5000;
const mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;

function saslOf({ username, password, searchParams }: URL) {
  if (username === "") return {};
  const asked = searchParams.get("sasl") ?? "SCRAM-SHA-512";
  const mechanism = mechanisms.find((one) => one === asked);
  if (mechanism === undefined) throw new BrokerRefusal(`?sasl must be one of ${mechanisms.join(", ")}`);
  return { sasl: { mechanism, username: decodeURIComponent(username), password: decodeURIComponent(password) } };
}

/** Options of every client of a Kafka address; it asks the first broker for the others. */
export const kafkaOptionsOf = (url: URL, { clientName }: Pick<ConnectOptions, "clientName">) => ({
  clientId: clientName,
  bootstrapBrokers: [`${url.hostname}:${url.port || 9092}`],
  connectTimeout: timeoutMs,
  timeout: timeoutMs,
  requestTimeout: timeoutMs,
  // The log is the queue: it repeats what failed.
  retries: 0,
  ...(url.protocol === "kafkas:" && { tls: {} }),
  ...saslOf(url),
});

const answerCodes = new Set(["PLT_KFK_RESPONSE", "PLT_KFK_PROTOCOL"]);

/** True where a broker answered with an error, instead of not at all. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && answerCodes.has(String(error.code)) && !("canRetry" in error && error.canRetry)) return true;
  return error instanceof AggregateError && error.errors.some(isAnswer);
}

/**
 * Makes sure that the topic exists: clusters that create topics by themselves do so when they are asked for it, others
 * are told to, with their own number of partitions and replicas.
 */
export async function declareTopic(url: URL, options: ConnectOptions, topic: string): Promise<void> {
  const admin = new Admin(kafkaOptionsOf(url, options));
  try {
    const found = await admin.metadata({ topics: [topic], autocreateTopics: true }).catch((error: unknown) => {
      if (isAnswer(error)) return undefined;
      throw error;
    });
    if (found?.topics.has(topic)) return;
    await admin.createTopics({ topics: [topic], partitions: -1, replicas: -1 }).catch((error: unknown) => {
      throw new BrokerRefusal(`Kafka has no topic "${topic}" and refuses to create it: ${reasonOf(error)}`);
    });
  } finally {
    await admin.close().catch(() => {});
  }
}

/** Keys as Java's producer spreads them (murmur2), what has none over all partitions. */
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
    await untilAborted(declareTopic(url, options, topic), options.signal);
    const producer = new Producer({
      ...kafkaOptionsOf(url, options),
      serializers: stringSerializers,
      partitioner: createPartitioner(),
      acks: -1,
    });
    let isOpen = true;
    const headers = { "content-type": cloudEventsJson };
    const recordOf = ({ key, body }: BrokerMessage) => ({ topic, value: body, headers, ...(key !== null && { key }) });
    return {
      publish: (messages, signal) =>
        untilAborted(producer.send({ messages: messages.map(recordOf) }), signal).then(
          () => messages.map(() => published),
          (error: unknown) => messages.map(() => failure(error)),
        ),
      isOpen: () => isOpen,
      close: async () => {
        isOpen = false;
        await untilAborted(producer.close(true), AbortSignal.timeout(1000)).catch(() => {});
      },
    };
  },
};
