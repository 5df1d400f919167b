import { getPath } from "hono/utils/url";
import { type MaybePromise, mapMaybe } from "../concurrency/maybe-promise.ts";
import { readRequestBytes } from "../http/body.ts";
import type { Bindings, HttpRequest } from "../http/exchange.ts";
import type { FastPath } from "../http/fast-path.ts";
import { toFetchResponse } from "../http/response.ts";

/** Answers one Fetch API request. */
export type Serve = (request: Request, bindings: Bindings) => MaybePromise<Response>;

/** Adapts a Fetch API `Request` to {@link HttpRequest}, with the same path as Hono reports. */
class FetchRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly #request: Request;
  #bytes: Promise<Uint8Array> | undefined;

  constructor(request: Request) {
    this.method = request.method;
    this.url = request.url;
    this.path = getPath(request);
    this.#request = request;
  }

  header(name: string) {
    return this.#request.headers.get(name) ?? undefined;
  }

  readBytes() {
    this.#bytes ??= readRequestBytes(this.#request);
    return this.#bytes;
  }

  /** The request with an unread body, for another handler. */
  withUnreadBody(): MaybePromise<Request> {
    if (this.#bytes === undefined) return this.#request;
    const { url, method, headers, signal } = this.#request;
    return this.#bytes.then((bytes) => new Request(url, { method, headers, signal, body: new Uint8Array(bytes) }));
  }
}

/** Answers calls without the router and its context, and passes every other request to Hono. */
export const createFetch =
  (fastPath: FastPath, hono: Serve): Serve =>
  (request, bindings) => {
    const received = new FetchRequest(request);
    return mapMaybe(fastPath(received, bindings), (answer) =>
      answer === undefined
        ? mapMaybe(received.withUnreadBody(), (unread) => hono(unread, bindings))
        : toFetchResponse(answer),
    );
  };
