import { type Context, Hono } from "hono";
import { type Method, parseRoute, type Rest, type Route, routeShape } from "../../../shared/contract/index.ts";
import { type Execute, Fault, type Implementation, type Success, standardFault } from "../../procedures/index.ts";
import { answer } from "../answer.ts";
import { readBody } from "../body.ts";
import { type Door, type HonoEnv, openCall } from "../call.ts";
import { checkMediaType, checkOrigin } from "../guard.ts";
import { answerSuccess } from "../success.ts";
import { problemAnswer } from "./problem.ts";
import { createInputReader } from "./read.ts";

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

/** Fixed words before parameters: `/articles/feed` is tried before `/articles/{slug}`. */
const bySpecificity = (a: Endpoint, b: Endpoint) => a.route.parameters.length - b.route.parameters.length;

const honoPath = (path: string) => path.replace(/\{(\w+)\}/g, ":$1");

/** A success as an HTTP answer. */
function reply(c: Context<HonoEnv>, { json, headers }: Success, { implementation, rest }: Endpoint): Response {
  const { status = 200, reply: key } = rest;
  if (status === 204) return answer(c, status, null, headers);
  const body = key === undefined ? json : `{"${key}":${json}}`;
  const all = { "content-type": "application/json; charset=utf-8", ...headers };
  return answerSuccess(c, implementation.procedure, status, body, all);
}

/** The query of an address; most have none, and parsing the whole address to learn so costs more than the rest. */
function queryOf(url: string): URLSearchParams {
  const question = url.indexOf("?");
  return new URLSearchParams(question === -1 ? "" : url.slice(question + 1));
}

function serve(endpoint: Endpoint, execute: Execute, door: Door) {
  const { implementation, route } = endpoint;
  const readInput = createInputReader(implementation.procedure, route);
  return async (c: Context<HonoEnv>): Promise<Response> => {
    c.get("record").procedures.push(implementation.name);
    try {
      checkOrigin(c, door.origins);
      checkMediaType(c);
      const call = openCall(c, door);
      const hasBody = route.method === "POST" || route.method === "PUT";
      const body = hasBody ? await readBody(c.req.raw) : undefined;
      if (body && c.req.header("content-type") === undefined) throw standardFault("wrong_media_type");
      const read = () => readInput({ pathParameters: c.req.param(), query: queryOf(c.req.url), body });
      const outcome = await execute(c.env.services, implementation, read, call);
      return outcome.ok ? reply(c, outcome, endpoint) : problemAnswer(c, outcome.fault);
    } catch (error) {
      if (error instanceof Fault) return problemAnswer(c, error);
      throw error;
    }
  };
}

/** What answers the right path by the wrong method. */
function addWrongMethods(app: Hono<HonoEnv>, endpoints: readonly Endpoint[]): void {
  const methodsByPath = new Map<string, { path: string; methods: Set<Method> }>();
  for (const { route } of endpoints) {
    const shape = routeShape(route).slice(route.method.length + 1);
    const entry = methodsByPath.get(shape) ?? { path: route.path, methods: new Set() };
    methodsByPath.set(shape, entry);
    entry.methods.add(route.method);
  }
  for (const { path, methods } of methodsByPath.values()) {
    const allow = [...methods, ...(methods.has("GET") ? ["HEAD"] : [])].join(", ");
    app.all(honoPath(path), (c) => problemAnswer(c, standardFault("wrong_method"), { allow }));
  }
}

/** Serves every procedure that has a REST route. */
export function createRestSurface(
  implementations: Iterable<Implementation>,
  execute: Execute,
  door: Door,
): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  const endpoints = endpointsOf(implementations).sort(bySpecificity);
  for (const endpoint of endpoints)
    app.on(endpoint.route.method, honoPath(endpoint.route.path), serve(endpoint, execute, door));
  addWrongMethods(app, endpoints);
  app.all("*", (c) => problemAnswer(c, standardFault("no_such_procedure")));
  return app;
}
