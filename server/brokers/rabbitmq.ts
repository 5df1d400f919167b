import {
  type Channel,
  type ChannelModel,
  type ConfirmChannel,
  type ConsumeMessage,
  connect as connectTo,
} from "amqplib";
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
  nameOf,
  type PublishOutcome,
  published,
  reasonOf,
  refused,
  unconfirmed,
} from "./broker.ts";
import { publishInKeyOrder } from "./publish-in-key-order.ts";

const connectTimeoutMs = 5000;
const heartbeatSeconds = 10;

/** The address for the client, without its query, which holds settings of this service. */
const serverOf = (url: URL) => ({
  protocol: url.protocol.slice(0, -1),
  hostname: url.hostname.replace(/^\[|\]$/g, ""),
  port: Number(url.port || (url.protocol === "amqps:" ? 5671 : 5672)),
  username: decodeURIComponent(url.username || "guest"),
  password: decodeURIComponent(url.password || "guest"),
  vhost: decodeURIComponent(url.pathname.slice(1)) || "/",
  heartbeat: heartbeatSeconds,
});

/** A connection that reports its loss; the client's own `close` waits for the broker, which may never answer. */
export async function openRabbitMq(url: URL, { clientName, signal }: ConnectOptions) {
  const opening = connectTo(serverOf(url), {
    timeout: connectTimeoutMs,
    noDelay: true,
    keepAlive: true,
    servername: url.hostname,
    clientProperties: { connection_name: clientName },
  });
  const model = await untilAborted(signal, () => opening).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
  const state = {
    isOpen: true,
    blocked: undefined as string | undefined,
    lostBy: "the connection to RabbitMQ is lost",
  };
  const lost = (error?: unknown) => {
    state.isOpen = false;
    if (error !== undefined) state.lostBy = `RabbitMQ: ${reasonOf(error)}`;
  };
  model.on("error", lost);
  model.on("close", lost);
  model.on("blocked", (reason) => {
    state.blocked = reason;
  });
  model.on("unblocked", () => {
    state.blocked = undefined;
  });
  return { model, state, lost };
}

/** Closes gracefully where the broker answers. */
export async function closeRabbitMq(model: ChannelModel): Promise<void> {
  const closing = model.close();
  await withDeadline(1000, () => closing).catch(() => {});
}

/** Runs work on a separate channel, since a refusal closes the channel. */
async function onChannel<T>(model: ChannelModel, work: (channel: Channel) => Promise<T>): Promise<T> {
  const channel = await model.createChannel();
  channel.on("error", () => {});
  const result = await work(channel);
  await channel.close();
  return result;
}

/**
 * Declares missing exchanges and queues. Existing ones stay unchanged, whatever their arguments.
 * @throws {BrokerRefusal}
 */
async function ensure(
  model: ChannelModel,
  what: string,
  check: (channel: Channel) => Promise<unknown>,
  declare: (channel: Channel) => Promise<unknown>,
): Promise<void> {
  try {
    await onChannel(model, check).catch(() => onChannel(model, declare));
  } catch (error) {
    throw new BrokerRefusal(`RabbitMQ has no ${what} and refuses to declare it: ${reasonOf(error)}`);
  }
}

const ensureExchange = (model: ChannelModel, exchange: string) =>
  ensure(
    model,
    `exchange "${exchange}"`,
    (channel) => channel.checkExchange(exchange),
    (channel) => channel.assertExchange(exchange, "topic", { durable: true }),
  );

const ensureQueue = (model: ChannelModel, queue: string) =>
  ensure(
    model,
    `queue "${queue}"`,
    (channel) => channel.checkQueue(queue),
    (channel) => channel.assertQueue(queue, { durable: true }),
  );

/** Declares the exchange and, where the address names one, a queue that keeps all events. */
async function declare(model: ChannelModel, exchange: string, queue: string | null): Promise<void> {
  await ensureExchange(model, exchange);
  if (queue === null) return;
  await ensureQueue(model, queue);
  await onChannel(model, (channel) => channel.bindQueue(queue, exchange, "#"));
}

const headersOf = (traceparent: string | null) => (traceparent === null ? {} : { traceparent });

/** How the client reports `basic.nack`; any other error means that the channel ended without an answer. */
const isNack = (error: unknown) => error instanceof Error && error.message === "message nacked";

/**
 * Publishes one message; the channel returns an unroutable one (`basic.return`) before it confirms it.
 * @param unrouted the outcome of an unroutable one.
 * @param lostBy why the channel ended: a lack of rights or an internal exchange ends it.
 */
function createSender(
  channel: ConfirmChannel,
  exchange: string,
  unrouted: (reason: string) => PublishOutcome,
  lostBy: () => string,
) {
  const returned = new Set<string>();
  channel.on("return", ({ properties }) => returned.add(String(properties.messageId)));
  return ({ id, type, body, traceparent }: BrokerMessage) =>
    new Promise<PublishOutcome>((resolve) => {
      const onConfirmed = (error: unknown) => {
        if (returned.delete(id)) resolve(unrouted(`no queue is bound to the exchange "${exchange}" for ${type}`));
        else if (error === null || error === undefined) resolve(published);
        else
          resolve(
            isNack(error) ? blocked("RabbitMQ rejects messages, as where a queue is full") : unconfirmed(lostBy()),
          );
      };
      channel.publish(
        exchange,
        type,
        Buffer.from(body),
        {
          mandatory: true,
          persistent: true,
          contentType: cloudEventsJson,
          messageId: id,
          type,
          headers: headersOf(traceparent),
        },
        onConfirmed,
      );
    });
}

const textHeaders = (headers: Readonly<Record<string, unknown>> | undefined) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));

const incomingOf = ({ content, properties }: ConsumeMessage) => ({
  contentType: properties.contentType === undefined ? undefined : String(properties.contentType),
  headers: textHeaders(properties.headers),
  body: content,
  key: null,
});

/** The queue of the address, bound to its exchange by each `bind`. */
async function declareQueue(model: ChannelModel, url: URL): Promise<string> {
  const queue = nameOf(url, "queue", "");
  await ensureQueue(model, queue);
  if (!url.searchParams.has("exchange")) return queue;
  const exchange = nameOf(url, "exchange", "");
  await ensureExchange(model, exchange);
  const patterns = url.searchParams.getAll("bind");
  for (const pattern of patterns.length === 0 ? ["#"] : patterns)
    await onChannel(model, (channel) => channel.bindQueue(queue, exchange, pattern));
  return queue;
}

/** Consumes a queue; RabbitMQ redelivers unacknowledged messages of a lost channel. */
async function consumeQueue(url: URL, options: ConsumeOptions): Promise<Consumption> {
  const { model, state, lost } = await openRabbitMq(url, options);
  const closed = new Promise<void>((resolve) => model.once("close", () => resolve()));
  const begin = async () => {
    const queue = await declareQueue(model, url);
    const channel = await model.createChannel();
    const end = () => {
      lost();
      void closeRabbitMq(model);
    };
    channel.on("error", end);
    channel.on("close", end);
    await channel.prefetch(options.prefetch);
    const settle = (work: () => void) => {
      try {
        if (state.isOpen) work();
      } catch {
        // The connection is closing: the broker delivers the message again.
      }
    };
    const { consumerTag } = await channel.consume(queue, (message) => {
      // RabbitMQ cancels the consumer of a deleted queue.
      if (message === null) return end();
      options.deliver(incomingOf(message)).then(
        () => settle(() => channel.ack(message)),
        () => settle(() => channel.nack(message)),
      );
    });
    return () => channel.cancel(consumerTag);
  };
  const cancel = await untilAborted(options.signal, () => begin()).catch(async (error: unknown) => {
    await closeRabbitMq(model);
    throw error;
  });
  return {
    closed,
    stop: async () => {
      await withDeadline(1000, () => cancel()).catch(() => {});
    },
    close: () => closeRabbitMq(model),
  };
}

/**
 * RabbitMQ over AMQP 0-9-1: a durable topic exchange, routing key = event name, publisher confirms, `mandatory`.
 * `amqps://user:password@host/vhost?exchange=events&queue=all-events`
 */
export const rabbitmq: BrokerAdapter = {
  connect: async (url, options) => {
    const exchange = nameOf(url, "exchange", "events");
    const queue = url.searchParams.has("queue") ? nameOf(url, "queue", "") : null;
    const { model, state, lost } = await openRabbitMq(url, options);
    const open = async () => {
      await declare(model, exchange, queue);
      const channel = await model.createConfirmChannel();
      channel.on("error", lost);
      channel.on("close", lost);
      // A queue of the address keeps all events: where it is gone, the next connection declares it again.
      return createSender(channel, exchange, queue === null ? refused : unconfirmed, () => state.lostBy);
    };
    const send = await untilAborted(options.signal, () => open()).catch(async (error: unknown) => {
      await closeRabbitMq(model);
      throw error;
    });
    return {
      publish: (messages, signal) =>
        publishInKeyOrder(messages, async (message) => {
          if (state.blocked !== undefined) return blocked(`RabbitMQ blocks publishers: ${state.blocked}`);
          if (!state.isOpen) return unconfirmed(state.lostBy);
          return untilAborted(signal, () => send(message));
        }),
      isOpen: () => state.isOpen,
      close: () => closeRabbitMq(model),
    };
  },
  consume: consumeQueue,
};
