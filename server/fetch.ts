import { getPath } from "hono/utils/url";
import { type Maybe, onceThere } from "./procedures/index.ts";
import { responseOf } from "./surfaces/answer.ts";
import type { Bindings, Received } from "./surfaces/exchange.ts";
import type { Read } from "./surfaces/reads.ts";

/** Answers one request as `fetch` knows it. */
export type Serve = (request: Request, bindings: Bindings) => Maybe<Response>;

/** A read as a fetch-style host received it, to be seen as Hono would show it. */
class FetchReceived implements Received {
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

  /** What is read here has no body. */
  async readBody() {
    return "";
  }
}

/** Answers reads without a router and its context, and hands everything else to Hono. */
export const createFetch =
  (read: Read, hono: Serve): Serve =>
  (request, bindings) => {
    if (request.method !== "GET") return hono(request, bindings);
    return onceThere(read(new FetchReceived(request), bindings), (answer) =>
      answer === undefined ? hono(request, bindings) : responseOf(answer),
    );
  };
