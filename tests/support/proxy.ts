import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The proxy's behavior for existing and new connections. `hang` keeps them open and forwards nothing; `swallow` lets
 * the server act and resets the connection instead of forwarding the response.
 */
export type Passage = "pass" | "refuse" | "hang" | "swallow" | { readonly delayMs: number };

/** A TCP proxy that injects network faults. */
export interface TcpProxy {
  readonly port: number;
  /** Blocks the existing connections; new ones work. */
  readonly stall: () => void;
  /**
   * Resets the existing connections; new ones work.
   * @returns how many there were.
   */
  readonly reset: () => number;
  /** Packets of clients, so far; what is written at once is one. */
  readonly packets: () => number;
  /** New connections go to this port. */
  readonly aim: (upstreamPort: number) => void;
  /** Bytes held back by `hang` are forwarded once it ends. */
  readonly become: (passage: Passage) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
}

/** Forwards bytes of one socket in order, with the current delay. */
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

/** Pairs a new connection with one to the server; they end together. */
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

/** Listens on a free port and forwards bytes in both directions. */
export async function startProxy(host: string, upstreamPort: number): Promise<TcpProxy> {
  let passage: Passage = "pass";
  let target = upstreamPort;
  let packets = 0;
  const pairs = new Set<Pair>();
  const sockets = () => [...pairs].flatMap(({ client, upstream }) => [client, upstream]);
  const server = createServer((client) => {
    const upstream = connect(target, host);
    pairUp(pairs, client, upstream);
    client.on("data", () => {
      packets += 1;
    });
    pass(client, upstream, () => passage);
    // Responses are not delayed: one delay per round trip is enough.
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
    packets: () => packets,
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
