import { isBodiless, type Method, parseRoute, type Rest, type Route } from "../../../shared/contract/index.ts";
import { cacheableResponse } from "../../http/cacheable-response.ts";
import { type HttpPolicy, openCall } from "../../http/call.ts";
import { createAnnouncer } from "../../http/deprecation.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import { createEtags, type Etags } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import { checkMediaType, checkOrigin } from "../../http/guards.ts";
import { queryStringOf } from "../../http/query-string.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import {
  type Call,
  type Execute,
  type Implementation,
  type MaybePromise,
  mapMaybe,
  type Success,
  standardError,
  type Trace,
} from "../../procedures/index.ts";
import { createInputReader } from "./parse-request.ts";
import { problemAnswer } from "./problem.ts";
import { createRouteTable } from "./route-table.ts";

interface Endpoint {
  readonly implementation: Implementation;
  readonly rest: Rest;
  readonly route: Route;
}

const endpointsOf = (implementations: Iterable<Implementation>): Endpoint[] =>
  [...implementations].flatMap((implementation) => {
    const { rest } = implementation.procedure;
    return rest === undefined ? [] : [{ implementation, rest, route: parseRoute(rest.route) }];
  });

/** Where the surface is, as compose.ts has it. */
export const restBase = "/api";

type Parameters = Readonly<Record<string, string>>;

/** A success as an HTTP answer. */
function reply(
  exchange: Exchange,
  { json, headers, entryId }: Success,
  { implementation, rest }: Endpoint,
  etags: Etags,
): HttpResponse {
  const { status = 200, reply: key } = rest;
  if (isBodiless(status)) return createResponse(exchange, status, null, headers);
  const body = key === undefined ? json : `{"${key}":${json}}`;
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  const etag = () => etags(body, entryId);
  return cacheableResponse(exchange, implementation.procedure, { status, body, headers: all, etag });
}

function serve(endpoint: Endpoint, execute: Execute, httpPolicy: HttpPolicy) {
  const etags = createEtags();
  const { implementation, route } = endpoint;
  const called = [implementation];
  const announce = createAnnouncer(called);
  const readInput = createInputReader(implementation.procedure, route);
  const hasBody = route.method === "POST" || route.method === "PUT";

  const handle = (
    exchange: Exchange,
    pathParameters: Parameters,
    call: Call,
    body: string | undefined,
    trace: Trace,
  ): MaybePromise<HttpResponse> => {
    const { request, services } = exchange;
    if (body && request.header("content-type") === undefined) throw standardError("wrong_media_type");
    const read = () => readInput({ pathParameters, search: queryStringOf(request.url), body });
    return mapMaybe(execute(services, implementation, read, call, trace), (outcome) =>
      outcome.ok ? reply(exchange, outcome, endpoint, etags) : problemAnswer(exchange, outcome.fault),
    );
  };
  const receive = (exchange: Exchange, parameters: Parameters, trace: Trace): MaybePromise<HttpResponse> => {
    checkOrigin(exchange, httpPolicy.origins);
    checkMediaType(exchange);
    const call = openCall(exchange, httpPolicy);
    if (!hasBody) return handle(exchange, parameters, call, undefined, trace);
    return exchange.request.readBody().then((body) => handle(exchange, parameters, call, body, trace));
  };
  return (exchange: Exchange, parameters: Parameters): MaybePromise<HttpResponse> => {
    const trace = exchange.record.begin(implementation.name);
    announce(exchange, called);
    return withErrorResponse(
      () => receive(exchange, parameters, trace),
      (fault) => problemAnswer(exchange, fault),
    );
  };
}

/** What a path without this method, or no path at all, is answered. */
function answerNone(exchange: Exchange, methods: readonly Method[] | undefined): HttpResponse {
  if (methods === undefined) return problemAnswer(exchange, standardError("no_such_procedure"));
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
  return problemAnswer(exchange, standardError("wrong_method"), { allow });
}

/** Serves every procedure that has a REST route. */
export function createRestSurface(
  implementations: Iterable<Implementation>,
  execute: Execute,
  httpPolicy: HttpPolicy,
): (exchange: Exchange) => MaybePromise<HttpResponse> {
  const rows = endpointsOf(implementations).map((endpoint) => ({
    route: endpoint.route,
    value: serve(endpoint, execute, httpPolicy),
  }));
  const table = createRouteTable(rows);
  return (exchange) => {
    const { method } = exchange.request;
    const path = exchange.request.path.slice(restBase.length);
    const found = table.match(method === "HEAD" ? "GET" : method, path);
    return found === undefined ? answerNone(exchange, table.methodsAt(path)) : found.value(exchange, found.parameters);
  };
}
