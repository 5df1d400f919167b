import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How long requests under way may take once the socket is closed. */
export const drainTimeoutMs = 10_000;
/** How long a connection without a request may still bring one. */
const silenceMs = 1000;

/** Listens. @returns the port; rejects with the reason, such as a port that is taken. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/** Connections without a request so far, as browsers open them ahead: Node takes them for busy. */
export function silentOf(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }) => silent.delete(socket));
  return silent;
}

/** Closes the socket, and ends the server once its requests are answered, or after ten seconds whatever they do. */
export const drain = (server: Server, silent: ReadonlySet<Socket>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      clearTimeout(hush);
      resolve();
    });
    server.closeIdleConnections();
    // A request sent just before is still to be read. On a busy machine the timer comes before the socket is looked at:
    // one turn of the event loop accepts a connection, the next reads its request.
    const closeSilent = () => {
      for (const socket of silent) socket.destroy();
    };
    const hush = setTimeout(() => setImmediate(() => setImmediate(closeSilent)), silenceMs);
  });
