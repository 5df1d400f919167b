import { type MaybePromise, mapMaybe } from "../../concurrency/maybe-promise.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import type { Exchange } from "../../http/exchange.ts";
import type { Admitted } from "../../http/guards.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import { queryStringOf, valuesOf } from "../../http/query-string.ts";
import type { HttpResponse } from "../../http/response.ts";
import type { ApiError, Execute, Implementation, StreamFormat } from "../../procedures/index.ts";
import { endedStream, retryField, streamResponse, withResumePosition } from "../live/index.ts";
import { connectionToken } from "./connection-params.ts";
import { partsOf } from "./direct.ts";
import { errorShape } from "./error-format.ts";
import { fieldOrAll } from "./input.ts";
import { endpoint } from "./official.ts";

/** The format of tRPC's own streams. */
const trpcFormat: StreamFormat = {
  opening: (cursor, retryMs) => `event: connected\ndata: {}\nretry: ${retryMs}\nid: ${cursor}\n\n\n`,
  heartbeat: (cursor) => `event: ping\ndata: \nid: ${cursor}\n\n\n`,
  reset: (cursor) => `data: {"reset":true}\nid: ${cursor}\n\n\n`,
};

/** The subscription that a request calls; `undefined` for any other request, and for batches. */
export function subscriptionIn(
  { request }: Exchange,
  implementations: ReadonlyMap<string, Implementation>,
): Implementation | undefined {
  if (request.method !== "GET" && request.method !== "POST") return undefined;
  const [path, search] = partsOf(request.url);
  const implementation = implementations.get(path);
  const isBatch = valuesOf(search.slice(1), "batch").length > 0;
  return implementation?.procedure.kind === "subscription" && !isBatch ? implementation : undefined;
}

/** An error as `httpSubscriptionLink` reads it: within a stream of status 200, after `connected`. */
function refusedStream(exchange: Exchange, error: ApiError, path: string): HttpResponse {
  exchange.record.error ??= error.code;
  const shape = JSON.stringify(errorShape(error, path));
  const opening = `event: connected\ndata: {}\n${retryField(error)}\n\n`;
  return endedStream(exchange, `${opening}event: serialized-error\ndata: ${shape}\n\n\n`);
}

/** Answers a call of a subscription as tRPC's own handling does, without a separate iterator and stream for each. */
export function answerStream(
  exchange: Admitted,
  implementation: Implementation,
  input: unknown,
  { execute, httpPolicy }: { readonly execute: Execute; readonly httpPolicy: HttpPolicy },
): MaybePromise<HttpResponse> {
  const { name } = implementation;
  const { record, request, services } = exchange;
  record.route = `${endpoint}/${name}`;
  const trace = beginProcedure(exchange, implementation);
  const open = () => {
    const [parameter] = valuesOf(queryStringOf(request.url), "lastEventId");
    const whole = withResumePosition(exchange, input, parameter);
    const call = openCall(exchange, httpPolicy, { streams: true, token: connectionToken(request.url) });
    const outcome = execute(services, implementation, (field) => fieldOrAll(whole, field), call, trace);
    return mapMaybe(outcome, (settled) => {
      if (!settled.ok) return refusedStream(exchange, settled.error, name);
      if (settled.stream === undefined) throw new TypeError(`${name}: a subscription has no stream`);
      return streamResponse(exchange, settled.stream, settled, trpcFormat);
    });
  };
  return withErrorResponse(open, (error) => {
    trace.end(error);
    return refusedStream(exchange, error, name);
  });
}
