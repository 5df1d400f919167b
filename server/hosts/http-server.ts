import { createServer, type IncomingMessage, type RequestListener, type Server, STATUS_CODES } from "node:http";
import { Socket } from "node:net";
import type { ConnectionErrorStatus } from "../http/connection-error.ts";
import type { HttpResponse } from "../http/response.ts";
import { boundPipelining, type Connection } from "./pipelining.ts";
import type { HttpTimeouts } from "./settings.ts";

/** What an HTTP server is made of. */
export interface HttpServerOptions {
  readonly listener: RequestListener;
  readonly timeouts: HttpTimeouts;
  /** The answer, logged, to what never becomes a request that `listener` sees. */
  readonly refuse: (
    status: ConnectionErrorStatus,
    method: string,
    path: string,
    address: string | null,
  ) => HttpResponse;
  /** Told of a connection that was ended because its answers were not read. */
  readonly onUnread: (address: string | null) => void;
}

/** Connections are looked at this often for what is overdue. */
const checkIntervalMs = 1000;
/** A refused caller may still be sending: closed at once, the connection would be reset and the answer lost. */
const lingerMs = 500;

const statusByCode: Readonly<Record<string, ConnectionErrorStatus>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

const addressOf = ({ remoteAddress }: Socket) => remoteAddress ?? null;

/** An answer as bytes, for connections whose parser has given up. */
function bytesOf({ status, headers, body }: HttpResponse): string {
  const text = body ?? "";
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
    `date: ${new Date().toUTCString()}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${text}`;
}

/** Sends the last answer of a connection, and ends it once that is read or a moment has passed. */
function sendLast(socket: Socket, bytes: string): void {
  socket.end(bytes);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}

const hasBody = ({ method, headers }: IncomingMessage) =>
  method !== "GET" &&
  method !== "HEAD" &&
  (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0);

/** HTTP/1.1 asks for exactly one Host (RFC 9112, 3.2); HTTP/1.0, as health checks of balancers speak it, for none. */
function hasGoodHost({ rawHeaders, httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count === 1 || (count === 0 && httpVersionMajor === 1 && httpVersionMinor === 0);
}

/** Answers by itself what no listener can be asked about, each connection once. */
function createRefusals({ refuse }: HttpServerOptions, connectionOf: (socket: Socket) => Connection | undefined) {
  const refused = new WeakSet<Socket>();
  const send = (socket: Socket, status: ConnectionErrorStatus, { method = "", url = "" }: Partial<IncomingMessage>) => {
    if (refused.has(socket) || socket.destroyed) return;
    refused.add(socket);
    const last = connectionOf(socket)?.last();
    const isUnderWay = last !== undefined && !last.writableFinished;
    const [path = ""] = url.split("?", 1);
    const answerNow = () => {
      if (socket.writable) sendLast(socket, bytesOf(refuse(status, method, path, addressOf(socket))));
    };
    // Bytes in the middle of an answer, or ahead of one, would be taken for it.
    if (isUnderWay && last.req.complete) last.once("finish", answerNow);
    else if (isUnderWay && last.headersSent) socket.destroy();
    else answerNow();
  };
  return send;
}

/**
 * Judges what Node calls late. A request sent ahead stops in its middle while answers before it are under way, which is
 * no fault of the caller's: it gets its time anew once they are read. Node looks at it only once.
 */
function createLateness(
  connectionOf: (socket: Socket) => Connection | undefined,
  timeoutMs: number,
  end: (socket: Socket) => void,
) {
  const late = (socket: Socket) => {
    const connection = connectionOf(socket);
    if (connection?.isBusy() !== true || connection.last()?.req.complete === false) {
      end(socket);
      return;
    }
    const count = connection.count();
    const timer = setTimeout(() => connection.count() === count && late(socket), timeoutMs);
    socket.once("close", () => clearTimeout(timer));
  };
  return late;
}

/**
 * An HTTP/1.1 server by `node:http`, on Node and Deno, that no caller can hold up: what is sent too slowly, asked for in
 * advance or left unread is bounded, and what Node would answer by itself, empty and unlogged, is answered as all else is.
 */
export function createHttpServer(options: HttpServerOptions): Server {
  const { timeouts, onUnread } = options;
  const { headersTimeoutMs, bodyTimeoutMs, keepAliveTimeoutMs, sendTimeoutMs } = timeouts;
  const { listener, connectionOf } = boundPipelining((incoming, outgoing) => {
    const { socket } = incoming;
    if (!hasGoodHost(incoming)) {
      incoming.resume();
      send(socket, 400, incoming);
      return;
    }
    if (hasBody(incoming)) {
      const timer = setTimeout(() => send(socket, 408, incoming), bodyTimeoutMs);
      incoming.once("close", () => clearTimeout(timer));
    }
    options.listener(incoming, outgoing);
  });
  const send = createRefusals(options, connectionOf);
  const late = createLateness(connectionOf, headersTimeoutMs, (socket) => send(socket, 408, {}));
  const server = createServer(
    {
      requireHostHeader: false,
      headersTimeout: headersTimeoutMs,
      requestTimeout: headersTimeoutMs + bodyTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
    },
    listener,
  );
  // Silence ends a connection only after a slow head had its answer.
  const silenceMs = Math.max(sendTimeoutMs, headersTimeoutMs + 2 * checkIntervalMs);
  server.timeout = silenceMs;
  server.on("timeout", (socket) => {
    const connection = connectionOf(socket);
    const isUnread = socket.writableLength > 0 || connection?.isUnread() === true;
    if (isUnread) onUnread(addressOf(socket));
    // What a handler still works on has sent nothing because there is nothing yet.
    if (isUnread || connection?.isBusy() !== true) socket.destroy();
    else socket.setTimeout(silenceMs);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // A caller that went away, or that opened a connection ahead and never used it, waits for no answer.
    if (error.code === "ECONNRESET" || !(socket instanceof Socket) || socket.bytesRead === 0) socket.destroy();
    else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") late(socket);
    else send(socket, statusByCode[error.code ?? ""] ?? 400, {});
  });
  server.on("connect", (incoming) => send(incoming.socket, 405, incoming));
  // An expectation that is not known may be ignored (RFC 9110, 10.1.1); Node would answer 417 without a word.
  server.on("checkExpectation", listener);
  return server;
}
