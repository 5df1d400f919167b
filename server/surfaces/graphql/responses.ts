import type { GraphQLError } from "graphql";
import { errorHeaders } from "../../http/challenge.ts";
import type { Exchange, PlainHeaders } from "../../http/exchange.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import type { ApiError, Outcome } from "../../procedures/index.ts";
import { acceptsEvents, emptyStreamFor, endedStream } from "../live/index.ts";
import { graphqlError, requestError } from "./error-format.ts";
import { completeFrames } from "./stream-format.ts";

const responseType = "application/graphql-response+json";

/** Whether the client accepts the media type whose status codes reflect errors. */
const isModern = ({ request }: Exchange) => request.header("accept")?.includes(responseType) ?? false;

const contentType = (exchange: Exchange) => `${isModern(exchange) ? responseType : "application/json"}; charset=utf-8`;

/** Whether the client reads a single result too as Server-Sent Events; some clients accept both, and prefer JSON. */
const wantsEvents = (exchange: Exchange) =>
  acceptsEvents(exchange) && !/json|\*\/\*/.test(exchange.request.header("accept") ?? "");

/**
 * Creates a response. Under `application/json`, whose status is the transport's alone, errors of a document are 200.
 * Source: GraphQL over HTTP, "Status Codes".
 */
export function answer(exchange: Exchange, status: number, body: object, headers: PlainHeaders = {}): HttpResponse {
  if (wantsEvents(exchange)) return endedStream(exchange, completeFrames(body), { vary: "accept", ...headers });
  return createResponse(exchange, status, JSON.stringify(body), {
    vary: "accept",
    "content-type": contentType(exchange),
    ...headers,
  });
}

/** Creates the response to a request that is refused as a whole. */
export function refusal(exchange: Exchange, error: ApiError): HttpResponse {
  exchange.record.error ??= error.code;
  const body = { errors: [requestError(error)] };
  const headers = errorHeaders(exchange, error);
  if (error.code !== "unavailable" || !wantsEvents(exchange)) return answer(exchange, error.status, body, headers);
  // Clients reconnect after a failed connection, and treat a result as the end; a native EventSource reconnects by GET.
  const text = JSON.stringify(body);
  return (
    (exchange.request.method === "GET" ? emptyStreamFor(exchange, error) : undefined) ??
    createResponse(exchange, error.status, text, { "content-type": contentType(exchange), ...headers })
  );
}

/** Creates the response to a document, or variables, that GraphQL's own checks refuse. */
export function invalidDocument(exchange: Exchange, errors: readonly GraphQLError[]): HttpResponse {
  exchange.record.error ??= "malformed";
  return answer(exchange, isModern(exchange) ? 400 : 200, { errors: errors.map((error) => graphqlError(error)) });
}

/** Headers of the only call; those of several could contradict each other. */
export function headersOf(exchange: Exchange, outcomes: readonly Outcome[]): PlainHeaders {
  const [outcome, another] = outcomes;
  if (outcome === undefined || another !== undefined) return {};
  return outcome.ok ? outcome.headers : errorHeaders(exchange, outcome.error);
}
