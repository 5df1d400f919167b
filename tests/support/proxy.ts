import { connect, createServer, type Socket } from "node:net";

/** Stands between a client and a server, and can fall silent. */
export interface Proxy {
  readonly port: number;
  /** From now on nothing passes on the connections there are; new ones are whole. */
  readonly stall: () => void;
  readonly stop: () => Promise<void>;
}

/** Listens on a free port and passes bytes both ways. */
export function startProxy(host: string, port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  const stall = () => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ port: typeof address === "object" && address !== null ? address.port : 0, stall, stop });
    });
  });
}
