import { type Method, type Procedure, parseRoute, type Rest, type Route } from "../../../shared/contract/index.ts";
import { type MaybePromise, mapMaybe } from "../../concurrency/maybe-promise.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import type { Exchange } from "../../http/exchange.ts";
import { admit, allConditions, type Guards } from "../../http/guards.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import { percentDecoded, queryStringOf } from "../../http/query-string.ts";
import type { HttpResponse } from "../../http/response.ts";
import {
  type ApiError,
  type Call,
  type Execute,
  type Implementation,
  standardError,
  type Trace,
} from "../../procedures/index.ts";
import { emptyStreamFor, plainFormat, streamResponse, withResumePosition } from "../live/index.ts";
import { createInputReader, type RestRequest } from "./parse-request.ts";
import { problemResponse } from "./problem.ts";
import { createReply, type PathParameters, restBase } from "./reply.ts";
import { createBodyReceiver } from "./request.ts";
import { createRouteTable } from "./route-table.ts";

export { restBase };

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

type ReadBody = () => Pick<RestRequest, "body" | "form">;

const withoutBody: ReadBody = () => ({});

/**
 * Conditional headers that the procedure does not support; the one that its contract offers is parsed with the input.
 */
const conditionsRefused = ({ ifMatch, ifNoneMatch }: Rest) =>
  allConditions.filter((name) => (name === "if-match" ? ifMatch : ifNoneMatch) === undefined);

/** The response to a call that ended with an error. */
function errorResponse(exchange: Exchange, { kind }: Procedure, error: ApiError): HttpResponse {
  const stream = kind === "subscription" ? emptyStreamFor(exchange, error) : undefined;
  return stream ?? problemResponse(exchange, error);
}

function serve({ implementation, rest, route }: Endpoint, execute: Execute, httpPolicy: HttpPolicy) {
  const { procedure } = implementation;
  const template = `${restBase}/${route.segments.join("/")}`;
  const readInput = createInputReader(procedure, rest, route);
  const reply = createReply(procedure, rest);
  const bodies = createBodyReceiver(procedure, rest, route);
  // A query changes nothing, whatever its method.
  const origins = procedure.kind === "mutation" ? httpPolicy.origins : null;
  const guards: Guards = { origins, checkMediaType: bodies.check, refusedConditions: conditionsRefused(rest) };

  const handle = (
    exchange: Exchange,
    pathParameters: PathParameters,
    call: Call,
    readBody: ReadBody,
    trace: Trace,
  ): MaybePromise<HttpResponse> => {
    const { request, services } = exchange;
    const header = (name: string) => request.header(name);
    const readAll = () => {
      const input = readInput({ pathParameters, search: queryStringOf(request.url), header, ...readBody() });
      return procedure.kind === "subscription" ? withResumePosition(exchange, input) : input;
    };
    const read = (field?: string) => (field !== undefined ? percentDecoded(pathParameters[field] ?? "") : readAll());
    return mapMaybe(execute(services, implementation, read, call, trace), (outcome) => {
      if (!outcome.ok) return errorResponse(exchange, procedure, outcome.error);
      if (outcome.stream !== undefined) return streamResponse(exchange, outcome.stream, outcome, plainFormat);
      return reply(exchange, outcome, pathParameters);
    });
  };
  const receive = (exchange: Exchange, parameters: PathParameters, trace: Trace): MaybePromise<HttpResponse> => {
    const admitted = admit(exchange, guards);
    const call = openCall(admitted, httpPolicy);
    if (bodies.receive === undefined) return handle(exchange, parameters, call, withoutBody, trace);
    return bodies.receive(admitted.request).then((body) => handle(exchange, parameters, call, body, trace));
  };
  return (exchange: Exchange, parameters: PathParameters): MaybePromise<HttpResponse> => {
    const trace = beginProcedure(exchange, implementation);
    exchange.record.route = template;
    return withErrorResponse(
      () => receive(exchange, parameters, trace),
      (error) => {
        trace.end(error);
        return problemResponse(exchange, error);
      },
    );
  };
}

/** The response to a known path with another method (405), or to an unknown path (404). */
function respondUnmatched(
  exchange: Exchange,
  methods: readonly Method[] | undefined,
  detail: string | undefined,
): HttpResponse {
  if (methods === undefined)
    return problemResponse(exchange, standardError("no_such_procedure", detail === undefined ? {} : { detail }));
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
  return problemResponse(exchange, standardError("wrong_method"), { allow });
}

/**
 * Removes the duplicate or trailing slashes that a base URL with a trailing slash causes: `//articles`, `/articles/`.
 * @returns the same path where it has none.
 */
const normalizeSlashes = (path: string): string => path.replace(/^\/{2,}/, "/").replace(/(?<=[^/])\/$/, "");

const mayLackId = "The path ends in a slash, as where an id is missing: send it without.";

/** Creates the REST surface: every procedure with a REST route. */
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
  // `//things` may be a tenant's path with an empty tenant name.
  const beginsWithParameter = rows.some(({ route }) => route.segments[0]?.startsWith("{"));
  return (exchange) => {
    const { method } = exchange.request;
    const path = exchange.request.path.slice(restBase.length);
    const routeMethod = method === "HEAD" ? "GET" : method;
    const tidy = () => (beginsWithParameter && path.startsWith("//") ? path : normalizeSlashes(path));
    // `DELETE /things/` may be meant for one item whose id is empty, and must not delete all.
    const isSlashHarmless = routeMethod === "GET" || routeMethod === "POST" || !path.endsWith("/");
    const found = table.match(routeMethod, path) ?? (isSlashHarmless ? table.match(routeMethod, tidy()) : undefined);
    if (found !== undefined) return found.value(exchange, found.parameters);
    const isAstray = !isSlashHarmless && table.match(routeMethod, tidy()) !== undefined;
    return respondUnmatched(exchange, table.methodsAt(path), isAstray ? mayLackId : undefined);
  };
}
