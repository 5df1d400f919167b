import { getPath } from "hono/utils/url";
import { type MaybePromise, mapMaybe } from "../concurrency/maybe-promise.ts";
import type { Bindings, HttpRequest } from "../http/exchange.ts";
import type { ReadHandler } from "../http/read-handler.ts";
import { toFetchResponse } from "../http/response.ts";

/** Answers one Fetch API request. */
export type Serve = (request: Request, bindings: Bindings) => MaybePromise<Response>;

/** Adapts a Fetch API `Request` to {@link HttpRequest}, with the same path as Hono reports. */
class FetchRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly #headers: Headers;

  constructor(request: Request) {
    this.method = request.method;
    this.url = request.url;
    this.path = getPath(request);
    this.#headers = request.headers;
  }

  header(name: string) {
    return this.#headers.get(name) ?? undefined;
  }

  /** Only GET requests are handled here; they have no body. */
  async readBytes() {
    return new Uint8Array();
  }
}

/** Answers reads without the router and its context, and passes every other request to Hono. */
export const createFetch =
  (read: ReadHandler, hono: Serve): Serve =>
  (request, bindings) => {
    if (request.method !== "GET") return hono(request, bindings);
    return mapMaybe(read(new FetchRequest(request), bindings), (answer) =>
      answer === undefined ? hono(request, bindings) : toFetchResponse(answer),
    );
  };
