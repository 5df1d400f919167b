import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type MaybePromise, mapMaybe } from "../concurrency/maybe-promise.ts";
import { readBytes } from "../http/body.ts";
import type { Bindings, HttpRequest } from "../http/exchange.ts";
import type { FastPath } from "../http/fast-path.ts";
import { type HttpResponse, isStream } from "../http/response.ts";
import { collectBody, discardBody } from "./node-body.ts";
import { startStream } from "./node-stream.ts";
import { createWriteBatch } from "./write-batch.ts";

const plainTarget = /^\/[\w~.,/-]*(?:\?[\w!$%&'()*+,./:;=?@[\]~-]*)?$/;

/** True for a target that every parser reads alike: no escapes in the path, no dot segments, nothing to normalize. */
const isPlain = (target: string) => !target.includes("/.") && plainTarget.test(target);

const plainHost = /^[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?$/;

/** Adapts a `node:http` request with a plain target to {@link HttpRequest}. */
class NodeRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly #incoming: IncomingMessage;
  readonly #rawHeaders: readonly string[];
  #bytes: Promise<Uint8Array> | undefined;

  constructor(incoming: IncomingMessage) {
    const { method = "", url = "", rawHeaders } = incoming;
    const question = url.indexOf("?");
    this.method = method;
    this.url = url;
    this.path = question === -1 ? url : url.slice(0, question);
    this.#incoming = incoming;
    this.#rawHeaders = rawHeaders;
  }

  // Node's `headers` drops duplicates, such as a second Authorization, where the Fetch API joins them.
  header(name: string) {
    let value: string | undefined;
    for (let at = 0; at < this.#rawHeaders.length; at += 2) {
      const sent = this.#rawHeaders[at] ?? "";
      if (sent.length !== name.length || sent.toLowerCase() !== name) continue;
      const text = this.#rawHeaders[at + 1] ?? "";
      value = value === undefined ? text : `${value}${name === "cookie" ? "; " : ", "}${text}`;
    }
    return value;
  }

  readBytes() {
    this.#bytes ??= readBytes({
      header: (name) => this.header(name),
      read: (maxBytes) => collectBody(this.#incoming, maxBytes),
    });
    return this.#bytes;
  }

  /** The incoming request. A body that was already read is in `rawBody`, where Hono's adapter looks for it. */
  restored(): MaybePromise<IncomingMessage> {
    return this.#bytes?.then((rawBody) => Object.assign(this.#incoming, { rawBody })) ?? this.#incoming;
  }
}

function write(outgoing: ServerResponse, { status, headers, cookies, body }: HttpResponse, isClosing: boolean): void {
  const all: OutgoingHttpHeaders = { ...headers };
  if (cookies !== undefined) all["set-cookie"] = [...cookies];
  if (isClosing) all.connection = "close";
  if (isStream(body)) {
    // Ended by the connection: chunks would cost each message two writes more.
    outgoing.removeHeader("transfer-encoding");
    startStream(outgoing.writeHead(status, { ...all, connection: "close" }), body);
    return;
  }
  if (body === null) outgoing.writeHead(status, all).end();
  else {
    all["content-length"] = Buffer.byteLength(body);
    outgoing.writeHead(status, all).end(body);
  }
}

export interface ListenerOptions {
  readonly fastPath: FastPath;
  readonly services: Bindings["services"];
  /** False once the service is shutting down: keep-alive connections would outlive the drain. */
  readonly isAccepting: () => boolean;
  /** Handles every request that the fast path does not. */
  readonly others: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;
}

/**
 * Creates the `node:http` listener: answers calls directly and passes every other request to `others`. Both give the
 * same response; only the latency differs.
 */
export function createListener({ fastPath, services, isAccepting, others }: ListenerOptions) {
  const writeBatch = createWriteBatch();
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { url = "", socket } = incoming;
    const received = isPlain(url) ? new NodeRequest(incoming) : undefined;
    if (received === undefined || !plainHost.test(received.header("host") ?? "")) {
      others(incoming, outgoing);
      return;
    }
    const settle = (answer: HttpResponse | undefined) => {
      if (answer === undefined) void mapMaybe(received.restored(), (restored) => others(restored, outgoing));
      else
        writeBatch(() => {
          write(outgoing, answer, !isAccepting());
          discardBody(incoming, outgoing);
        });
    };
    void mapMaybe(fastPath(received, { services, address: socket.remoteAddress ?? null }), settle);
  };
}
