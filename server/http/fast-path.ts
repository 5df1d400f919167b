import { type MaybePromise, mapMaybe, rescueMaybe } from "../concurrency/maybe-promise.ts";
import type { Envelope } from "./envelope.ts";
import type { Bindings, Exchange, HttpRequest } from "./exchange.ts";
import type { HttpResponse } from "./response.ts";

/** Handles one request without Hono, or returns `undefined` to leave it to Hono. Never throws nor rejects. */
export type FastPath = (received: HttpRequest, bindings: Bindings) => MaybePromise<HttpResponse | undefined>;

export interface FastPathOptions {
  readonly envelope: Envelope;
  /**
   * Surfaces by path prefix, such as `/api/`; a surface returns `undefined` for requests that only Hono's routes
   * handle.
   */
  readonly surfaces: Readonly<Record<string, (exchange: Exchange) => MaybePromise<HttpResponse | undefined>>>;
  /** Creates the response to an unexpected error. */
  readonly failed: (exchange: Exchange, error: unknown) => HttpResponse;
}

/** Methods of calls; CORS preflights and HEAD are left to Hono. */
const callMethods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Creates the fast path for calls of a surface: without `Request`, router and `Response`, which cost Node more than the
 * surface itself. It uses the same envelope and surfaces as the path through Hono.
 */
export function createFastPath({ envelope, surfaces, failed }: FastPathOptions): FastPath {
  const entries = Object.entries(surfaces);
  return (received, bindings) => {
    if (!callMethods.has(received.method)) return undefined;
    const surface = entries.find(([prefix]) => received.path.startsWith(prefix))?.[1];
    if (surface === undefined) return undefined;
    const exchange = envelope.open(received, bindings);
    const close = (response: HttpResponse | undefined) => {
      if (response === undefined) return undefined;
      const timing = envelope.close(exchange, response.status);
      return timing === undefined
        ? response
        : { ...response, headers: { ...response.headers, "server-timing": timing } };
    };
    const handle = () =>
      mapMaybe(
        envelope.watch(exchange, () => surface(exchange)),
        close,
      );
    return rescueMaybe(handle, (error) => close(failed(exchange, error)));
  };
}
