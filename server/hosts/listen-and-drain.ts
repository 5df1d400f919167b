import type { Server } from "node:http";
import { type ListenOptions, Server as NetServer, type Socket } from "node:net";

/** Drain timeout: how long requests in flight may take after the listening socket has closed. */
export const drainTimeoutMs = 10_000;
/** How long a connection that has sent no request may still send one during the drain. */
const preconnectGraceMs = 1000;

/**
 * Listens.
 * @returns the port; rejects with the reason, such as a port that is in use.
 */
export const listen = (server: Server, options: ListenOptions & { readonly port: number }): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : options.port);
    });
  });

/**
 * Accepts no further connections. Those that are open stay, idle ones included, which `server.close` would end. Closed right after
 * a turn of the event loop, which has accepted what was waiting: the system would reset the rest.
 */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      NetServer.prototype.close.call(server);
      resolve();
    });
  });

/**
 * Tracks connections that have sent no request yet, as browsers preconnect. Node counts them as busy, so
 * `closeIdleConnections` leaves them open.
 */
export function silentOf(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }) => silent.delete(socket));
  return silent;
}

/**
 * Graceful shutdown: closes the listening socket, waits for requests in flight, and closes the remaining connections
 * after {@link drainTimeoutMs}.
 */
export const drain = (server: Server, silent: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      clearTimeout(preconnectTimer);
      resolve();
    });
    server.closeIdleConnections();
    // A request sent just before must still be read. On a busy machine the timer fires before the socket is polled:
    // one iteration of the event loop accepts the connection, the next reads its request.
    const closeSilent = () => {
      for (const socket of silent) socket.destroy();
    };
    const preconnectTimer = setTimeout(() => setImmediate(() => setImmediate(closeSilent)), preconnectGraceMs);
  });
