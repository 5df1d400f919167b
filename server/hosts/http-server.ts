import { createServer, type IncomingMessage, type RequestListener, type Server, STATUS_CODES } from "node:http";
import { Socket } from "node:net";
import type { ConnectionErrorStatus } from "../http/connection-error.ts";
import { type HttpResponse, isStream } from "../http/response.ts";
import type { HttpTimeouts } from "./http-settings.ts";
import { boundPipelining, type Connection } from "./pipelining.ts";

export interface HttpServerOptions {
  readonly listener: RequestListener;
  readonly timeouts: HttpTimeouts;
  /** Logs and answers input that never becomes a request that `listener` sees. */
  readonly refuse: (
    status: ConnectionErrorStatus,
    method: string,
    path: string,
    address: string | null,
  ) => HttpResponse;
  /** Called when a connection is closed because the client does not read its responses. */
  readonly onUnread: (address: string | null) => void;
}

/** How often Node checks connections for expired timeouts. */
const checkIntervalMs = 1000;
/**
 * Delay before a refused connection is closed. The client may still be sending: an immediate close would reset the
 * connection and lose the response.
 */
const lingerMs = 500;

const statusByCode: Readonly<Record<string, ConnectionErrorStatus>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

const addressOf = ({ remoteAddress }: Socket) => remoteAddress ?? null;

/** Serializes a response, for connections whose parser has failed. */
function bytesOf({ status, headers, body }: HttpResponse): string {
  const text = isStream(body) ? "" : (body ?? "");
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
    `date: ${new Date().toUTCString()}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${text}`;
}

/** Sends the last response of a connection, then closes it once the client has read it or after `lingerMs`. */
function sendLast(socket: Socket, bytes: string): void {
  socket.end(bytes);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}

const hasBody = ({ method, headers }: IncomingMessage) =>
  method !== "GET" &&
  method !== "HEAD" &&
  (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0);

/**
 * HTTP/1.1 requires exactly one Host header (RFC 9112, section 3.2). HTTP/1.0, which some load balancers use for
 * health checks, requires none.
 */
function hasValidHost({ rawHeaders, httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count === 1 || (count === 0 && httpVersionMajor === 1 && httpVersionMinor === 0);
}

/** Creates the responder for input that never reaches the listener. Each connection gets one such response. */
function createRefusals({ refuse }: HttpServerOptions, connectionOf: (socket: Socket) => Connection | undefined) {
  const refused = new WeakSet<Socket>();
  const send = (socket: Socket, status: ConnectionErrorStatus, { method = "", url = "" }: Partial<IncomingMessage>) => {
    if (refused.has(socket) || socket.destroyed) return;
    refused.add(socket);
    const last = connectionOf(socket)?.last();
    const isInFlight = last !== undefined && !last.writableFinished;
    const [path = ""] = url.split("?", 1);
    const answerNow = () => {
      if (socket.writable) sendLast(socket, bytesOf(refuse(status, method, path, addressOf(socket))));
    };
    // Bytes written in the middle of a response, or before it, would be read as part of it.
    if (isInFlight && last.req.complete) last.once("finish", answerNow);
    else if (isInFlight && last.headersSent) socket.destroy();
    else answerNow();
  };
  return send;
}

/**
 * Handles Node's request timeout. A pipelined request may stop halfway because earlier responses of its connection
 * are still being written, which the client cannot help: its timeout restarts once they are read. Node reports the
 * timeout only once.
 */
function createTimeoutHandler(
  connectionOf: (socket: Socket) => Connection | undefined,
  timeoutMs: number,
  end: (socket: Socket) => void,
) {
  const onTimeout = (socket: Socket) => {
    const connection = connectionOf(socket);
    if (connection?.isBusy() !== true || connection.last()?.req.complete === false) {
      end(socket);
      return;
    }
    const count = connection.requestCount();
    const timer = setTimeout(() => connection.requestCount() === count && onTimeout(socket), timeoutMs);
    socket.once("close", () => clearTimeout(timer));
  };
  return onTimeout;
}

/**
 * Creates an HTTP/1.1 server on `node:http`, for Node and Deno. Slow requests, pipelined requests and unread
 * responses are bounded, so that no client can exhaust it. Errors that Node would answer with an empty, unlogged
 * response get the same response and log line as any other.
 */
export function createHttpServer(options: HttpServerOptions): Server {
  const { timeouts, onUnread } = options;
  const { headersTimeoutMs, bodyTimeoutMs, keepAliveTimeoutMs, sendTimeoutMs } = timeouts;
  const { listener, connectionOf } = boundPipelining((incoming, outgoing) => {
    const { socket } = incoming;
    if (!hasValidHost(incoming)) {
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
  const onTimeout = createTimeoutHandler(connectionOf, headersTimeoutMs, (socket) => send(socket, 408, {}));
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
  // The idle timeout must exceed the headers timeout, so that a slow client still gets its 408.
  const idleTimeoutMs = Math.max(sendTimeoutMs, headersTimeoutMs + 2 * checkIntervalMs);
  server.timeout = idleTimeoutMs;
  server.on("timeout", (socket) => {
    const connection = connectionOf(socket);
    const isUnread = socket.writableLength > 0 || connection?.isUnread() === true;
    if (isUnread) onUnread(addressOf(socket));
    // A request that is still being handled has sent nothing yet: the connection is not idle.
    if (isUnread || connection?.isBusy() !== true) socket.destroy();
    else socket.setTimeout(idleTimeoutMs);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // A client that disconnected, or that preconnected and sent nothing, expects no response.
    if (error.code === "ECONNRESET" || !(socket instanceof Socket) || socket.bytesRead === 0) socket.destroy();
    else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") onTimeout(socket);
    else send(socket, statusByCode[error.code ?? ""] ?? 400, {});
  });
  server.on("connect", (incoming) => send(incoming.socket, 405, incoming));
  // An unknown expectation may be ignored (RFC 9110, section 10.1.1); Node would answer an empty 417.
  server.on("checkExpectation", listener);
  return server;
}
