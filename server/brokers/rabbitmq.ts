import { type ChannelModel, type ConfirmChannel, connect as connectTo } from "amqplib";
import {
  type BrokerAdapter,
  type BrokerMessage,
  BrokerRefusal,
  type ConnectOptions,
  cloudEventsJson,
  nameOf,
  type PublishOutcome,
  published,
  unconfirmed,
  untilAborted,
} from "./broker.ts";
import { publishInKeyOrder } from "./key-order.ts";

const connectTimeoutMs = 5000;
const heartbeatSeconds = 10;

/** The address as the client takes it: its query belongs to us. */
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
  const model = await untilAborted(opening, signal).catch((error: unknown) => {
    opening.then((late) => late.close()).catch(() => {});
    throw error;
  });
  const state = { isOpen: true, blocked: undefined as string | undefined };
  const lost = () => {
    state.isOpen = false;
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

/** Closes politely, for as long as the broker answers. */
export async function closeRabbitMq(model: ChannelModel): Promise<void> {
  const closing = model.close();
  await untilAborted(closing, AbortSignal.timeout(1000)).catch(() => {});
}

/** Declares the exchange and, where the address names one, a queue that keeps all events. */
async function declare(channel: ConfirmChannel, exchange: string, queue: string | null): Promise<void> {
  try {
    await channel.assertExchange(exchange, "topic", { durable: true });
    if (queue === null) return;
    await channel.assertQueue(queue, { durable: true });
    await channel.bindQueue(queue, exchange, "#");
  } catch (error) {
    throw new BrokerRefusal(`RabbitMQ refuses to declare the exchange "${exchange}" or its queue`, { cause: error });
  }
}

/** Publishes one message; the channel tells of an unroutable one (`basic.return`) before it confirms it. */
function createSender(channel: ConfirmChannel, exchange: string) {
  const returned = new Set<string>();
  channel.on("return", ({ properties }) => returned.add(String(properties.messageId)));
  return ({ id, type, body }: BrokerMessage) =>
    new Promise<PublishOutcome>((resolve) => {
      const onConfirmed = (error: unknown) => {
        if (returned.delete(id))
          return resolve({ state: "refused", reason: `no queue is bound to the exchange "${exchange}" for ${type}` });
        resolve(
          error === null || error === undefined ? published : { state: "refused", reason: "RabbitMQ did not take it" },
        );
      };
      channel.publish(
        exchange,
        type,
        Buffer.from(body),
        { mandatory: true, persistent: true, contentType: cloudEventsJson, messageId: id, type },
        onConfirmed,
      );
    });
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
      const channel = await model.createConfirmChannel();
      channel.on("error", lost);
      channel.on("close", lost);
      await declare(channel, exchange, queue);
      return createSender(channel, exchange);
    };
    const send = await untilAborted(open(), options.signal).catch(async (error: unknown) => {
      await closeRabbitMq(model);
      throw error;
    });
    return {
      publish: (messages, signal) =>
        publishInKeyOrder(messages, async (message) => {
          if (state.blocked !== undefined) return unconfirmed(`RabbitMQ blocks publishers: ${state.blocked}`);
          if (!state.isOpen) return unconfirmed("the connection to RabbitMQ is lost");
          return untilAborted(send(message), signal);
        }),
      isOpen: () => state.isOpen,
      close: () => closeRabbitMq(model),
    };
  },
};
