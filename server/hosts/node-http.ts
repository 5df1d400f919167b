import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { mapMaybe } from "../concurrency/maybe-promise.ts";
import type { Bindings, HttpRequest } from "../http/exchange.ts";
import type { ReadHandler } from "../http/read-handler.ts";
import { type HttpResponse, isStream } from "../http/response.ts";
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
  readonly #rawHeaders: readonly string[];

  constructor(method: string, url: string, rawHeaders: readonly string[]) {
    const question = url.indexOf("?");
    this.method = method;
    this.url = url;
    this.path = question === -1 ? url : url.slice(0, question);
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

  /** Only GET requests are handled here; they have no body. */
  async readBytes() {
    return new Uint8Array();
  }
}

function write(outgoing: ServerResponse, { status, headers, cookies, body }: HttpResponse, isClosing: boolean): void {
  const all: OutgoingHttpHeaders = { ...headers };
  if (cookies !== undefined) all["set-cookie"] = [...cookies];
  if (isClosing) all.connection = "close";
  if (isStream(body)) {
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
  readonly read: ReadHandler;
  readonly services: Bindings["services"];
  /** False once the service is shutting down: keep-alive connections would outlive the drain. */
  readonly isAccepting: () => boolean;
  /** Handles every request that is not a plain read. */
  readonly others: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown;
}

/**
 * Creates the `node:http` listener: answers reads directly and passes every other request to `others`. Both give
 * the same response; only the latency differs.
 */
export function createListener({ read, services, isAccepting, others }: ListenerOptions) {
  const writeBatch = createWriteBatch();
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, url = "", rawHeaders, socket } = incoming;
    const received = method === "GET" && isPlain(url) ? new NodeRequest(method, url, rawHeaders) : undefined;
    if (received === undefined || !plainHost.test(received.header("host") ?? "")) {
      others(incoming, outgoing);
      return;
    }
    const settle = (answer: HttpResponse | undefined) => {
      if (answer === undefined) others(incoming, outgoing);
      else writeBatch(() => write(outgoing, answer, !isAccepting()));
    };
    void mapMaybe(read(received, { services, address: socket.remoteAddress ?? null }), settle);
  };
}
