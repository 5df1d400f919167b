import type { Context, HonoRequest, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { type MaybePromise, mapMaybe } from "../concurrency/maybe-promise.ts";
import { readRequestBytes } from "./body.ts";
import { challengeOf } from "./challenge.ts";
import { cookiesOf } from "./cookies.ts";
import type { Envelope } from "./envelope.ts";
import type { Bindings, Exchange, HttpRequest } from "./exchange.ts";
import type { Admitted } from "./guards.ts";
import { type HttpResponse, toFetchResponse } from "./response.ts";

/** Context variables of Hono's middleware. */
interface Variables {
  exchange: Exchange;
  /** The same exchange once a surface has admitted it, for handlers that get only the context. */
  admitted?: Admitted;
  /** Whether the response already carries the common headers. */
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
    return readRequestBytes(this.#request.raw);
  }
}

/** Converts a response that already carries the common headers. */
export function respond(c: Context<HonoEnv>, answer: HttpResponse): Response {
  c.set("hasCommonHeaders", true);
  return toFetchResponse(answer);
}

/** Adds the common headers to a response from another handler, such as a static file. */
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

/** The path of the route that answered, such as `/oauth/callback/:provider`; `null` for an unknown path. */
const routeOf = (c: Context<HonoEnv>): string | null =>
  matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? null;

/** Wraps the envelope as Hono's outermost middleware. */
export function envelopeMiddleware({ open, watch, close }: Envelope): MiddlewareHandler<HonoEnv> {
  return async (c, next) => {
    const exchange = open(new HonoHttpRequest(c.req), c.env);
    c.set("exchange", exchange);
    await watch(exchange, next);
    exchange.record.route ??= routeOf(c);
    if (!c.get("hasCommonHeaders")) applyCommonHeaders(c);
    const timing = close(exchange, c.res.status);
    if (timing !== undefined) c.header("server-timing", timing);
  };
}

/** Adapts a surface to a Hono handler. */
export const toHonoHandler =
  (surface: (exchange: Exchange) => MaybePromise<HttpResponse>) =>
  (c: Context<HonoEnv>): MaybePromise<Response> =>
    mapMaybe(surface(c.get("exchange")), (answer) => respond(c, answer));
