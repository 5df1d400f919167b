import { type Context, Hono } from "hono";
import { type Method, parseRoute, type Rest, type Route } from "../../../shared/contract/index.ts";
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
import { answer } from "../answer.ts";
import { readBody } from "../body.ts";
import { type Door, type HonoEnv, openCall } from "../call.ts";
import { createAnnouncer } from "../deprecation.ts";
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
const base = "/api";

type Parameters = Readonly<Record<string, string>>;

/** A success as an HTTP answer. */
function reply(
  c: Context<HonoEnv>,
  { json, headers, entryId }: Success,
  { implementation, rest }: Endpoint,
  etags: Etags,
): Response {
  const { status = 200, reply: key } = rest;
  if (status === 204) return answer(c, status, null, headers);
  const body = key === undefined ? json : `{"${key}":${json}}`;
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  return answerSuccess(c, implementation.procedure, { status, body, headers: all, etag: () => etags(body, entryId) });
}

function serve(endpoint: Endpoint, execute: Execute, door: Door) {
  const etags = createEtags();
  const { implementation, route } = endpoint;
  const called = [implementation];
  const announce = createAnnouncer(called);
  const readInput = createInputReader(implementation.procedure, route);
  const hasBody = route.method === "POST" || route.method === "PUT";

  const handle = (
    c: Context<HonoEnv>,
    pathParameters: Parameters,
    call: Call,
    body: string | undefined,
    trace: Trace,
  ): Maybe<Response> => {
    if (body && c.req.header("content-type") === undefined) throw standardFault("wrong_media_type");
    const read = () => readInput({ pathParameters, search: searchOf(c.req.url), body });
    return onceThere(execute(c.env.services, implementation, read, call, trace), (outcome) =>
      outcome.ok ? reply(c, outcome, endpoint, etags) : problemAnswer(c, outcome.fault),
    );
  };
  const receive = (c: Context<HonoEnv>, parameters: Parameters, trace: Trace): Maybe<Response> => {
    checkOrigin(c, door.origins);
    checkMediaType(c);
    const call = openCall(c, door);
    if (!hasBody) return handle(c, parameters, call, undefined, trace);
    return readBody(c.req.raw).then((body) => handle(c, parameters, call, body, trace));
  };
  return (c: Context<HonoEnv>, parameters: Parameters): Maybe<Response> => {
    const trace = c.get("record").begin(implementation.name);
    announce(c, called);
    return refused(c, () => receive(c, parameters, trace), problemAnswer);
  };
}

/** What a path without this method, or no path at all, is answered. */
function answerNone(c: Context<HonoEnv>, methods: readonly Method[] | undefined): Response {
  if (methods === undefined) return problemAnswer(c, standardFault("no_such_procedure"));
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
  return problemAnswer(c, standardFault("wrong_method"), { allow });
}

/** Serves every procedure that has a REST route. */
export function createRestSurface(
  implementations: Iterable<Implementation>,
  execute: Execute,
  door: Door,
): Hono<HonoEnv> {
  const rows = endpointsOf(implementations).map((endpoint) => ({
    route: endpoint.route,
    value: serve(endpoint, execute, door),
  }));
  const table = createRouteTable(rows);
  return new Hono<HonoEnv>().all("*", (c) => {
    const { method } = c.req;
    const path = c.req.path.slice(base.length);
    const found = table.match(method === "HEAD" ? "GET" : method, path);
    return found === undefined ? answerNone(c, table.methodsAt(path)) : found.value(c, found.parameters);
  });
}
