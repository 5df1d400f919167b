import { type MaybePromise, mapMaybe } from "../procedures/index.ts";
import type { Envelope } from "./envelope.ts";
import type { Bindings, Exchange, HttpRequest } from "./exchange.ts";
import type { HttpResponse } from "./response.ts";

/** Answers one request without Hono, or with `undefined` leaves it to it. Neither throws nor rejects. */
export type ReadHandler = (received: HttpRequest, bindings: Bindings) => MaybePromise<HttpResponse | undefined>;

/** What reads are answered with. */
export interface ReadHandlerOptions {
  readonly envelope: Envelope;
  /** By what paths begin with, such as `/api/`; `undefined` leaves a request to what is behind Hono. */
  readonly surfaces: Readonly<Record<string, (exchange: Exchange) => MaybePromise<HttpResponse | undefined>>>;
  /** The answer to an error that nobody expected. */
  readonly failed: (exchange: Exchange, error: unknown) => HttpResponse;
}

/**
 * The short way for what is asked most, a GET of a surface: without a `Request`, a router and a `Response`, which cost
 * Node more than the surface. It goes through the same envelope and the same surfaces as the way through Hono.
 */
export function createReadHandler({ envelope, surfaces, failed }: ReadHandlerOptions): ReadHandler {
  const entries = Object.entries(surfaces);
  return (received, bindings) => {
    const surface = entries.find(([base]) => received.path.startsWith(base))?.[1];
    if (received.method !== "GET" || surface === undefined) return undefined;
    const exchange = envelope.open(received, bindings);
    const closed = (answer: HttpResponse | undefined) => {
      if (answer === undefined) return undefined;
      const timing = envelope.close(exchange, answer.status);
      return timing === undefined ? answer : { ...answer, headers: { ...answer.headers, "server-timing": timing } };
    };
    try {
      const answered = mapMaybe(
        envelope.watch(exchange, () => surface(exchange)),
        closed,
      );
      if (!(answered instanceof Promise)) return answered;
      return answered.catch((error: unknown) => closed(failed(exchange, error)));
    } catch (error) {
      return closed(failed(exchange, error));
    }
  };
}
