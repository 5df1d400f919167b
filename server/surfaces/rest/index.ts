import { isBodiless, type Method, parseRoute, type Rest, type Route } from "../../../shared/contract/index.ts";
import {
  type Call,
  type Execute,
  type Implementation,
  type Maybe,
  onceThere,
  type Success,
  standardFault,
  type Trace,
} from "../../procedures/index.ts";
import { type Answer, answer } from "../answer.ts";
import { type Door, openCall } from "../call.ts";
import { createAnnouncer } from "../deprecation.ts";
import type { Exchange } from "../exchange.ts";
import { checkMediaType, checkOrigin } from "../guard.ts";
import { refused } from "../refused.ts";
import { searchOf } from "../search.ts";
import { answerSuccess } from "../success.ts";
import { createEtags, type Etags } from "../validator.ts";
import { problemAnswer } from "./problem.ts";
import { createInputReader } from "./read.ts";
import { createRouteTable } from "./table.ts";

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
): Answer {
  const { status = 200, reply: key } = rest;
  if (isBodiless(status)) return answer(exchange, status, null, headers);
  const body = key === undefined ? json : `{"${key}":${json}}`;
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  const etag = () => etags(body, entryId);
  return answerSuccess(exchange, implementation.procedure, { status, body, headers: all, etag });
}

function serve(endpoint: Endpoint, execute: Execute, door: Door) {
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
  ): Maybe<Answer> => {
    const { request, services } = exchange;
    if (body && request.header("content-type") === undefined) throw standardFault("wrong_media_type");
    const read = () => readInput({ pathParameters, search: searchOf(request.url), body });
    return onceThere(execute(services, implementation, read, call, trace), (outcome) =>
      outcome.ok ? reply(exchange, outcome, endpoint, etags) : problemAnswer(exchange, outcome.fault),
    );
  };
  const receive = (exchange: Exchange, parameters: Parameters, trace: Trace): Maybe<Answer> => {
    checkOrigin(exchange, door.origins);
    checkMediaType(exchange);
    const call = openCall(exchange, door);
    if (!hasBody) return handle(exchange, parameters, call, undefined, trace);
    return exchange.request.readBody().then((body) => handle(exchange, parameters, call, body, trace));
  };
  return (exchange: Exchange, parameters: Parameters): Maybe<Answer> => {
    const trace = exchange.record.begin(implementation.name);
    announce(exchange, called);
    return refused(
      () => receive(exchange, parameters, trace),
      (fault) => problemAnswer(exchange, fault),
    );
  };
}

/** What a path without this method, or no path at all, is answered. */
function answerNone(exchange: Exchange, methods: readonly Method[] | undefined): Answer {
  if (methods === undefined) return problemAnswer(exchange, standardFault("no_such_procedure"));
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
  return problemAnswer(exchange, standardFault("wrong_method"), { allow });
}

/** Serves every procedure that has a REST route. */
export function createRestSurface(
  implementations: Iterable<Implementation>,
  execute: Execute,
  door: Door,
): (exchange: Exchange) => Maybe<Answer> {
  const rows = endpointsOf(implementations).map((endpoint) => ({
    route: endpoint.route,
    value: serve(endpoint, execute, door),
  }));
  const table = createRouteTable(rows);
  return (exchange) => {
    const { method } = exchange.request;
    const path = exchange.request.path.slice(restBase.length);
    const found = table.match(method === "HEAD" ? "GET" : method, path);
    return found === undefined ? answerNone(exchange, table.methodsAt(path)) : found.value(exchange, found.parameters);
  };
}
