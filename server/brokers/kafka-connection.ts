import { Admin } from "@platformatic/kafka";
import { BrokerRefusal, type ConnectOptions, reasonOf } from "./broker.ts";

const timeoutMs = 5000;
const mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;

function saslOf({ username, password, searchParams }: URL) {
  if (username === "") return {};
  const requested = searchParams.get("sasl") ?? "SCRAM-SHA-512";
  const mechanism = mechanisms.find((one) => one === requested);
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
  // The event log is the queue: it repeats failed messages.
  retries: 0,
  ...(url.protocol === "kafkas:" && { tls: {} }),
  ...saslOf(url),
});

const responseCodes = new Set(["PLT_KFK_RESPONSE", "PLT_KFK_PROTOCOL"]);

/** True where a broker answered with an error, instead of not at all. */
export function isBrokerError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && responseCodes.has(String(error.code)) && !("canRetry" in error && error.canRetry)) return true;
  return error instanceof AggregateError && error.errors.some(isBrokerError);
}

const tooLarge = new Set(["MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE"]);

/** True where a broker refused a batch for its size: `max.message.bytes` of the topic, or `segment.bytes`. */
export function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("apiId" in error && tooLarge.has(String(error.apiId))) return true;
  return error instanceof AggregateError && error.errors.some(isTooLarge);
}

/**
 * Makes sure that the topic exists: clusters with automatic creation create it when its metadata is requested; elsewhere it
 * is created here, with the cluster's number of partitions and replicas.
 */
export async function declareTopic(url: URL, options: ConnectOptions, topic: string): Promise<void> {
  const admin = new Admin(kafkaOptionsOf(url, options));
  try {
    const found = await admin.metadata({ topics: [topic], autocreateTopics: true }).catch((error: unknown) => {
      if (isBrokerError(error)) return undefined;
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
