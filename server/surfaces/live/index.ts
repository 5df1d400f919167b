import type { Exchange, PlainHeaders } from "../../http/exchange.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import type { ApiError, OpenedStream, StreamFormat, Success } from "../../procedures/index.ts";

/** Whether the client reads Server-Sent Events. */
export const acceptsEvents = ({ request }: Exchange): boolean =>
  request.header("accept")?.includes("text/event-stream") === true;

/** Headers of a stream: no cache, compressor or proxy on the way may hold it back. */
const streamHeaders: PlainHeaders = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Plain Server-Sent Events. The message after a gap has a separate event name. */
export const plainFormat: StreamFormat = {
  opening: (cursor, retryMs) => `retry: ${retryMs}\nid: ${cursor}\n\n\n`,
  heartbeat: (cursor) => `:\nid: ${cursor}\n\n`,
  reset: (cursor) => `event: reset\ndata: {"reset":true}\nid: ${cursor}\n\n\n`,
};

/** Creates the response of a subscription. HEAD gets only its headers. */
export function streamResponse(
  exchange: Exchange,
  stream: OpenedStream,
  { headers }: Pick<Success, "headers">,
  format: StreamFormat,
): HttpResponse {
  const isHead = exchange.request.method === "HEAD";
  if (isHead) stream.discard();
  return createResponse(exchange, 200, isHead ? null : stream.body(format), { ...headers, ...streamHeaders });
}

/** Creates the response of a stream that is complete already. */
export const endedStream = (exchange: Exchange, text: string, headers: PlainHeaders = {}): HttpResponse =>
  createResponse(exchange, 200, text, { ...headers, ...streamHeaders });

/** The `retry` field: when to reconnect. Empty for an error that a reconnection would meet again. */
export const retryField = ({ code, retryAfterSeconds = 1 }: ApiError): string =>
  code === "unavailable" ? `retry: ${1000 * retryAfterSeconds}\n` : "";

/**
 * The answer of a busy or stopping server to a native `EventSource`, which never reconnects after a status other than 200:
 * an empty stream, after which it reconnects. Other clients get the error itself.
 */
export function emptyStreamFor(exchange: Exchange, error: ApiError): HttpResponse | undefined {
  if (error.code !== "unavailable" || !acceptsEvents(exchange)) return undefined;
  exchange.record.error ??= error.code;
  return endedStream(exchange, `${retryField(error)}\n`);
}

/**
 * The resume position of a request: the header that browsers send when they reconnect, which is newer than the input
 * that the page began with; else the search parameter; else the input.
 */
export function withResumePosition(exchange: Exchange, input: unknown, parameter?: string): unknown {
  const lastEventId = exchange.request.header("last-event-id") || parameter;
  return lastEventId === undefined ? input : { ...Object(input), lastEventId };
}
