import type { Context, HonoRequest, MiddlewareHandler } from "hono";
import { type MaybePromise, mapMaybe } from "../procedures/index.ts";
import { readBytes } from "./body.ts";
import { challengeOf } from "./challenge.ts";
import { cookiesOf } from "./cookies.ts";
import type { Envelope } from "./envelope.ts";
import type { Bindings, Exchange, HttpRequest } from "./exchange.ts";
import { type HttpResponse, toFetchResponse } from "./response.ts";

/** What middleware leaves for those that follow. */
interface Variables {
  exchange: Exchange;
  /** Whether the answer has all its headers already. */
  hasCommonHeaders: boolean;
}

export interface HonoEnv {
  Bindings: Bindings;
  Variables: Variables;
}

class HonoHttpRequest implements HttpRequest {
  readonly #request: HonoRequest;

  constructor(request: HonoRequest) {
    this.#request = request;
  }

  get method() {
    return this.#request.method;
  }

  get url() {
    return this.#request.url;
  }

  get path() {
    return this.#request.path;
  }

  header(name: string) {
    return this.#request.header(name);
  }

  readBytes() {
    return readBytes(this.#request.raw);
  }
}

/** Writes an answer, which has all its headers. */
export function respond(c: Context<HonoEnv>, answer: HttpResponse): Response {
  c.set("hasCommonHeaders", true);
  return toFetchResponse(answer);
}

/** Gives an answer that somebody else wrote what every answer carries. */
function applyCommonHeaders(c: Context<HonoEnv>): void {
  const { headers } = c.res;
  const exchange = c.get("exchange");
  const { vary, ...common } = exchange.common;
  const challenge = challengeOf(exchange, c.res.status);
  for (const [name, value] of Object.entries({ ...common, "x-request-id": exchange.requestId, ...challenge }))
    if (!headers.has(name)) headers.set(name, value);
  if (vary !== undefined && headers.get("vary") !== vary) headers.append("vary", vary);
  for (const cookie of cookiesOf(exchange) ?? []) headers.append("set-cookie", cookie);
}

/** The envelope as Hono's outermost middleware. */
export function enveloped({ open, watch, close }: Envelope): MiddlewareHandler<HonoEnv> {
  return async (c, next) => {
    const exchange = open(new HonoHttpRequest(c.req), c.env);
    c.set("exchange", exchange);
    await watch(exchange, next);
    if (!c.get("hasCommonHeaders")) applyCommonHeaders(c);
    const timing = close(exchange, c.res.status);
    if (timing !== undefined) c.header("server-timing", timing);
  };
}

/** A surface's answers as Hono's. */
export const served =
  (surface: (exchange: Exchange) => MaybePromise<HttpResponse>) =>
  (c: Context<HonoEnv>): MaybePromise<Response> =>
    mapMaybe(surface(c.get("exchange")), (answer) => respond(c, answer));
