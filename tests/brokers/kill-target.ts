import { onTestFinished } from "vitest";
import { startDurableRedis, startNats, type TestBroker } from "../support/brokers.ts";
import { startProxy } from "../support/proxy.ts";

/** Events of a kill test: `BROKER_KILL_EVENTS=10000` for a long run. */
export const count = Number(process.env.BROKER_KILL_EVENTS ?? 300);
export const keys = 20;
export const kills = count > 1000 ? 10 : 1;
/** How long a broker stays away. */
export const awayMs = 100;
export const timeoutMs = Math.max(120_000, 200 * count);

/** A broker as the service reaches it, and how it is taken away. */
export interface Reached {
  readonly broker: TestBroker;
  readonly own: string;
  readonly address: string;
  /** The port of the broker itself, past a proxy. */
  readonly port: number;
  readonly takeAway: () => Promise<void>;
  readonly bringBack: () => Promise<void>;
}

/** Redis and NATS are started for this test and killed. RabbitMQ is cut off; a mock of Kafka names its own ports. */
export async function reach(broker: TestBroker): Promise<Reached> {
  const own = await broker.own();
  const startServer = { redis: startDurableRedis, nats: startNats, amqp: undefined, kafka: undefined }[broker.name];
  if (startServer !== undefined) {
    const server = await startServer();
    onTestFinished(server.stop);
    const { port, kill: takeAway, start: bringBack } = server;
    return { broker, own, address: broker.address(own, port), port, takeAway, bringBack };
  }
  const { port } = broker;
  if (broker.name === "kafka")
    return { broker, own, address: broker.address(own), port, takeAway: async () => {}, bringBack: async () => {} };
  const proxy = await startProxy("127.0.0.1", port);
  onTestFinished(proxy.stop);
  const takeAway = () => proxy.become("refuse");
  return {
    broker,
    own,
    address: broker.address(own, proxy.port),
    port,
    takeAway,
    bringBack: () => proxy.become("pass"),
  };
}
