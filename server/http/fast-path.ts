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
const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Creates the fast path for calls of a surface: without `Request`, router and `Response`, which cost Node more than the
 * surface itself. It uses the same envelope and surfaces as the path through Hono.
 */
export function createFastPath({ envelope, surfaces, failed }: FastPathOptions): FastPath {
  const entries = Object.entries(surfaces);
  return (received, bindings) => {
    if (!methods.has(received.method)) return undefined;
    const surface = entries.find(([base]) => received.path.startsWith(base))?.[1];
    if (surface === undefined) return undefined;
    const exchange = envelope.open(received, bindings);
    const closed = (answer: HttpResponse | undefined) => {
      if (answer === undefined) return undefined;
      const timing = envelope.close(exchange, answer.status);
      return timing === undefined ? answer : { ...answer, headers: { ...answer.headers, "server-timing": timing } };
    };
    const answered = () =>
      mapMaybe(
        envelope.watch(exchange, () => surface(exchange)),
        closed,
      );
    return rescueMaybe(answered, (error) => closed(failed(exchange, error)));
  };
}
