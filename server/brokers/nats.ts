import {
  AckPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from "@nats-io/jetstream";
import { connect as connectTo, errors, headers, type NatsConnection } from "@nats-io/transport-node";
import { untilAborted, withDeadline } from "../concurrency/deadline.ts";
import {
  type BrokerAdapter,
  type BrokerMessage,
  BrokerRefusal,
  blocked,
  type ConnectOptions,
  type ConsumeOptions,
  type Consumption,
  cloudEventsJson,
  countOf,
  nameOf,
  type PublishOutcome,
  published,
  reasonOf,
  refused,
  unconfirmed,
} from "./broker.ts";
import { publishInKeyOrder } from "./publish-in-key-order.ts";

const connectTimeoutMs = 5000;
const pingIntervalMs = 10_000;

const credentialsOf = ({ username, password }: URL) => {
  if (username === "") return {};
  const user = decodeURIComponent(username);
  return password === "" ? { token: user } : { user, pass: decodeURIComponent(password) };
};

/** Opens a connection that does not reconnect automatically. */
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
  return untilAborted(signal, () => opening).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
}

/** Flushes buffered data, mainly acknowledgements, and closes the connection. */
async function closeNats(connection: NatsConnection): Promise<void> {
  await withDeadline(1000, () => connection.flush()).catch(() => {});
  await withDeadline(1000, () => connection.close()).catch(() => {});
}

/** The stream that stores the subjects: an existing one, or a new one. */
async function declare(connection: NatsConnection, stream: string, subject: string): Promise<void> {
  const { streams } = await jetstreamManager(connection);
  try {
    // As long as the names of events: `events.*` would keep none of them.
    await streams.find(`${subject}.any.event`);
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

/** How JetStream answers a message beyond the stream's `max_msg_size`. */
const tooLargeForStream = 10_054;

/** The outcome of a message that was not stored. */
function outcomeOfError(error: unknown, subject: string): PublishOutcome {
  const reason = `NATS: ${reasonOf(error)}`;
  if (error instanceof JetStreamApiError) return error.code === tooLargeForStream ? refused(reason) : blocked(reason);
  if (!(error instanceof Error)) return unconfirmed(error);
  // The client says so wherever no stream answers. The next connection declares it again.
  if (error.name === "JetStreamNotEnabled") return unconfirmed(`NATS: no stream keeps the subject ${subject}`);
  // The client does not send what is beyond the server's `max_payload`.
  if (error instanceof errors.InvalidArgumentError) return refused(reason);
  return error instanceof errors.PermissionViolationError ? blocked(reason) : { state: "unconfirmed", reason };
}

/** Publishes one message; JetStream drops a message whose id it saw within the stream's duplicate window. */
async function send(client: JetStreamClient, subject: string, message: BrokerMessage): Promise<PublishOutcome> {
  const { id, type, body, traceparent } = message;
  const sent = headers();
  sent.set("content-type", cloudEventsJson);
  if (traceparent !== null) sent.set("traceparent", traceparent);
  const name = `${subject}.${type}`;
  try {
    const { duplicate } = await client.publish(name, body, { msgID: id, headers: sent, retries: 0 });
    return duplicate ? { state: "published", isDuplicate: true } : published;
  } catch (error) {
    return outcomeOfError(error, name);
  }
}

const defaultAckWaitMs = 30_000;
const nanosPerMs = 1_000_000;

/** Acknowledgement timeout: after it, an unacknowledged message is redelivered. */
const ackWaitOf = (url: URL) => countOf(url, "redeliverAfterMs", defaultAckWaitMs);

/**
 * A durable pull consumer of the stream, and its acknowledgement timeout; an existing one stays unchanged, whatever the address
 * says.
 */
async function ensureConsumer(connection: NatsConnection, url: URL, prefetch: number) {
  const stream = nameOf(url, "stream", "");
  const durable = nameOf(url, "consumer", "dovetail");
  const filter = url.searchParams.get("filter");
  const { consumers } = await jetstreamManager(connection);
  const isThere = await consumers.info(stream, durable).then(
    () => true,
    () => false,
  );
  try {
    if (!isThere)
      await consumers.add(stream, {
        durable_name: durable,
        ack_policy: AckPolicy.Explicit,
        ack_wait: ackWaitOf(url) * nanosPerMs,
        max_ack_pending: prefetch,
        ...(filter !== null && { filter_subject: filter }),
      });
  } catch (error) {
    throw new BrokerRefusal(`NATS refuses the consumer "${durable}" of the stream "${stream}": ${reasonOf(error)}`);
  }
  const consumer = await jetstream(connection).consumers.get(stream, durable);
  const { ack_policy: policy, ack_wait: ackWait = defaultAckWaitMs * nanosPerMs } = (await consumer.info(true)).config;
  if (policy !== AckPolicy.Explicit)
    throw new BrokerRefusal(
      `the consumer "${durable}" of the stream "${stream}" has the ack policy "${policy}", which loses messages: it must be explicit`,
    );
  return { consumer, ackWaitMs: ackWait / nanosPerMs };
}

const incomingOf = ({ headers: sent, data }: JsMsg) => ({
  contentType: sent?.get("content-type") || undefined,
  headers: Object.fromEntries((sent?.keys() ?? []).map((name) => [name, sent?.get(name) ?? ""])),
  body: data,
  key: null,
});

/** Handles one message; during slow work, extends its acknowledgement deadline (`working`). */
async function handle(message: JsMsg, ackWaitMs: number, deliver: ConsumeOptions["deliver"]): Promise<void> {
  const keepAlive = setInterval(() => message.working(), ackWaitMs / 3);
  try {
    await deliver(incomingOf(message));
    message.ack();
  } catch {
    message.nak();
  } finally {
    clearInterval(keepAlive);
  }
}

async function consumeStream(url: URL, options: ConsumeOptions): Promise<Consumption> {
  const connection = await openNats(url, options);
  const begin = async () => {
    const { consumer, ackWaitMs } = await ensureConsumer(connection, url, options.prefetch);
    // Where the consumer or its stream is deleted the client would wait for good: the next connection declares it again.
    const messages = await consumer.consume({ max_messages: options.prefetch, abort_on_missing_resource: true });
    return { messages, ackWaitMs };
  };
  const { messages, ackWaitMs } = await untilAborted(options.signal, () => begin()).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const run = async () => {
    for await (const message of messages) void handle(message, ackWaitMs, options.deliver);
  };
  const running = run().catch(() => {});
  return {
    closed: Promise.race([connection.closed(), running]).then(() => {}),
    stop: async () => messages.stop(),
    close: () => closeNats(connection),
  };
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
      await untilAborted(options.signal, () => declare(connection, stream, subject));
    } catch (error) {
      await connection.close();
      throw error;
    }
    const client = jetstream(connection);
    return {
      publish: (messages, signal) =>
        publishInKeyOrder(messages, (message) => untilAborted(signal, () => send(client, subject, message))),
      isOpen: () => !connection.isClosed(),
      close: () => closeNats(connection),
    };
  },
  consume: consumeStream,
};
