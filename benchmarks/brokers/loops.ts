import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect as connectToNats } from "@nats-io/transport-node";
import { Producer, stringSerializers } from "@platformatic/kafka";
import { createClient } from "@redis/client";
import { connect as connectToRabbitMq } from "amqplib";
import type { BrokerMessage } from "../../server/brokers/index.ts";
import type { TestBroker } from "../../tests/support/brokers.ts";

/** A client library that publishes batches, each confirmed by its broker, with nothing around it. */
export interface Loop {
  readonly publish: (messages: readonly BrokerMessage[]) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

async function rabbitMqLoop(url: URL): Promise<Loop> {
  const [exchange, queue] = [url.searchParams.get("exchange") ?? "", url.searchParams.get("queue") ?? ""];
  const model = await connectToRabbitMq(`amqp://${url.host}`);
  const channel = await model.createConfirmChannel();
  await channel.assertExchange(exchange, "topic", { durable: true });
  await channel.assertQueue(queue, { durable: true });
  await channel.bindQueue(queue, exchange, "#");
  const options = { mandatory: true, persistent: true };
  return {
    publish: (messages) => {
      for (const { id: messageId, type, body } of messages)
        channel.publish(exchange, type, Buffer.from(body), { ...options, messageId });
      return channel.waitForConfirms();
    },
    close: () => model.close(),
  };
}

async function natsLoop(url: URL): Promise<Loop> {
  const [name, subject] = [url.searchParams.get("stream") ?? "", url.searchParams.get("subject") ?? ""];
  const connection = await connectToNats({ servers: url.host });
  await (await jetstreamManager(connection)).streams.add({ name, subjects: [`${subject}.>`] });
  const client = jetstream(connection);
  return {
    publish: (messages) =>
      Promise.all(messages.map(({ id, type, body }) => client.publish(`${subject}.${type}`, body, { msgID: id }))),
    close: () => connection.close(),
  };
}

async function redisLoop(url: URL): Promise<Loop> {
  const stream = url.searchParams.get("stream") ?? "";
  const client = await createClient({ url: `redis://${url.host}` }).connect();
  return {
    publish: (messages) => {
      const multi = client.multi();
      for (const { id, type, body } of messages) multi.xAdd(stream, "*", { id, type, event: body });
      return multi.exec();
    },
    close: async () => {
      await client.del(stream);
      client.destroy();
    },
  };
}

async function kafkaLoop(url: URL): Promise<Loop> {
  const topic = url.searchParams.get("topic") ?? "";
  const producer = new Producer({
    clientId: "loop",
    bootstrapBrokers: [url.host],
    serializers: stringSerializers,
    autocreateTopics: true,
    acks: -1,
  });
  return {
    publish: (messages) =>
      producer.send({ messages: messages.map(({ key, body }) => ({ topic, key: key ?? "", value: body })) }),
    close: () => producer.close(),
  };
}

const loops: Readonly<Record<TestBroker["name"], (url: URL) => Promise<Loop>>> = {
  amqp: rabbitMqLoop,
  nats: natsLoop,
  redis: redisLoop,
  kafka: kafkaLoop,
};

/** Opens the loop of a broker; what it publishes to is declared. */
export const openLoop = ({ name }: TestBroker, address: string): Promise<Loop> => loops[name](new URL(address));
