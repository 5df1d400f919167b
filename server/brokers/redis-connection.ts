import { createClient } from "@redis/client";
import { untilAborted } from "../concurrency/deadline.ts";
import type { ConnectOptions } from "./broker.ts";

const connectTimeoutMs = 5000;

/** The address for the client, without its query, which holds settings of this service. */
function serverOf(url: URL): string {
  const plain = new URL(url);
  plain.search = "";
  return plain.href;
}

const createConnection = (url: URL, name: string) =>
  createClient({
    url: serverOf(url),
    RESP: 2,
    name,
    disableOfflineQueue: true,
    maintNotifications: "disabled",
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false, keepAlive: true, noDelay: true },
  });

/** A client of node-redis as brokers use it. */
export type RedisClient = ReturnType<typeof createConnection>;

/** Opens a connection that does not reconnect automatically. */
export async function openRedisBroker(url: URL, { clientName, signal }: ConnectOptions): Promise<RedisClient> {
  const client = createConnection(url, clientName.replace(/[^\w:-]/g, "-"));
  // Without a listener, the loss of the connection would end the process; `isReady` shows it.
  client.on("error", () => {});
  try {
    await untilAborted(signal, () => client.connect());
  } catch (error) {
    client.destroy();
    throw error;
  }
  return client;
}
