import { JetStreamApiError, type JetStreamClient, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect as connectTo, headers, type NatsConnection } from "@nats-io/transport-node";
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
  untilAborted,
} from "./broker.ts";
import { publishInKeyOrder } from "./key-order.ts";

const connectTimeoutMs = 5000;
const pingIntervalMs = 10_000;

const credentialsOf = ({ username, password }: URL) => {
  if (username === "") return {};
  const user = decodeURIComponent(username);
  return password === "" ? { token: user } : { user, pass: decodeURIComponent(password) };
};

/** Opens a connection that does not reconnect by itself. */
export async function openNats(url: URL, { clientName, signal }: ConnectOptions): Promise<NatsConnection> {
  const opening = connectTo({
    servers: `${url.hostname}:${url.port || 4222}`,
    name: clientName,
    timeout: connectTimeoutMs,
    reconnect: false,
    pingInterval: pingIntervalMs,
    maxPingOut: 2,
    ...(url.protocol === "natss:" && { tls: {} }),
    ...credentialsOf(url),
  });
  return untilAborted(opening, signal).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
}

/** The stream that keeps the subjects: the one that does already, or a new one. */
async function declare(connection: NatsConnection, stream: string, subject: string): Promise<void> {
  const { streams } = await jetstreamManager(connection);
  try {
    await streams.find(`${subject}.any`);
    return;
  } catch (error) {
    if (!(error instanceof JetStreamApiError || reasonOf(error) === "no stream matches subject")) throw error;
  }
  try {
    await streams.add({ name: stream, subjects: [`${subject}.>`] });
  } catch (error) {
    throw new BrokerRefusal(`NATS refuses to declare the stream "${stream}" for "${subject}.>": ${reasonOf(error)}`);
  }
}

const replies: Readonly<Record<string, string>> = {
  "no responders": "no stream keeps the subject",
};

/** Publishes one message; JetStream drops what it saw under the same id within the stream's duplicate window. */
async function send(client: JetStreamClient, subject: string, message: BrokerMessage): Promise<PublishOutcome> {
  const { id, type, body } = message;
  const sent = headers();
  sent.set("content-type", cloudEventsJson);
  try {
    const { duplicate } = await client.publish(`${subject}.${type}`, body, { msgID: id, headers: sent, retries: 0 });
    return duplicate ? { state: "published", isDuplicate: true } : published;
  } catch (error) {
    const reason = reasonOf(error);
    const isAnswer = error instanceof JetStreamApiError || reason in replies;
    return { state: isAnswer ? "refused" : "unconfirmed", reason: `NATS: ${replies[reason] ?? reason}` };
  }
}

/**
 * NATS JetStream: subject = `events.` and the event's name, `Nats-Msg-Id` = the event's id.
 * `nats://user:password@host:4222?stream=EVENTS&subject=events`; `natss://` over TLS.
 */
export const nats: BrokerAdapter = {
  connect: async (url, options) => {
    const subject = nameOf(url, "subject", "events");
    const stream = nameOf(url, "stream", "EVENTS");
    const connection = await openNats(url, options);
    try {
      await untilAborted(declare(connection, stream, subject), options.signal);
    } catch (error) {
      await connection.close();
      throw error;
    }
    const client = jetstream(connection);
    return {
      publish: (messages, signal) =>
        publishInKeyOrder(messages, (message) => untilAborted(send(client, subject, message), signal)),
      isOpen: () => !connection.isClosed(),
      close: () => untilAborted(connection.close(), AbortSignal.timeout(1000)).catch(() => {}),
    };
  },
};
