import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What a proxy does to the connections there are and to new ones; `hang` keeps them open and passes nothing, `swallow`
 * lets the server act and resets the connection instead of passing its answer.
 */
export type Passage = "pass" | "refuse" | "hang" | "swallow" | { readonly delayMs: number };

/** Stands between a client and a server, and can come between them. */
export interface TcpProxy {
  readonly port: number;
  /** From now on nothing passes on the connections there are; new ones are whole. */
  readonly stall: () => void;
  /** Resets the connections there are; new ones are whole. @returns how many there were. */
  readonly reset: () => number;
  /** New connections lead to this port of the server. */
  readonly aim: (upstreamPort: number) => void;
  /** What was held back by `hang` passes once it is over. */
  readonly become: (passage: Passage) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
}

/** Passes what comes from one socket to the other in its order, as late as the passage of that moment wants. */
function pass(from: Socket, to: Socket, passage: () => Passage): void {
  let before = Promise.resolve();
  from.on("data", (data: Buffer) => {
    const now = passage();
    const wait = typeof now === "object" ? sleep(now.delayMs, undefined, { ref: false }) : undefined;
    before = before.then(async () => {
      await wait;
      if (!to.destroyed) to.write(data);
    });
  });
}

/** Makes a pair of a new connection and one to the server; they end together. */
function pairUp(pairs: Set<Pair>, client: Socket, upstream: Socket): void {
  const pair = { client, upstream };
  pairs.add(pair);
  for (const socket of [client, upstream]) {
    socket.on("error", () => {});
    socket.on("close", () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    });
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Listens on a free port and passes bytes both ways. */
export async function startProxy(host: string, upstreamPort: number): Promise<TcpProxy> {
  let passage: Passage = "pass";
  let target = upstreamPort;
  const pairs = new Set<Pair>();
  const sockets = () => [...pairs].flatMap(({ client, upstream }) => [client, upstream]);
  const server = createServer((client) => {
    const upstream = connect(target, host);
    pairUp(pairs, client, upstream);
    pass(client, upstream, () => passage);
    // Answers travel at once: one delay makes a round trip late enough.
    upstream.on("data", (data: Buffer) => {
      if (passage === "swallow") client.resetAndDestroy();
      else if (!client.destroyed) client.write(data);
    });
    if (passage === "hang") for (const socket of [client, upstream]) socket.pause();
  });
  const port = await listen(server, 0);
  const close = async () => {
    for (const { client, upstream } of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    if (!server.listening) return;
    server.close();
    await once(server, "close");
  };
  return {
    port,
    stall: () => sockets().forEach((socket) => void socket.pause()),
    reset: () => {
      const count = pairs.size;
      for (const { client } of pairs) client.resetAndDestroy();
      return count;
    },
    aim: (port) => {
      target = port;
    },
    become: async (next) => {
      passage = next;
      if (next === "refuse") return close();
      if (!server.listening) await listen(server, port);
      for (const socket of sockets()) next === "hang" ? socket.pause() : socket.resume();
    },
    stop: close,
  };
}
