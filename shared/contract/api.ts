import { tagFields } from "./cache.ts";
import { standardErrors } from "./errors.ts";
import type { Api, Procedure } from "./procedure.ts";
import { isRoute, parseRoute, routeShape } from "./rest.ts";
import { findInexpressible } from "./wire.ts";

/** A procedure with the name it is called by, `articles.get`. */
export interface NamedProcedure {
  readonly name: string;
  readonly procedure: Procedure;
}

/** Every procedure of the tree, in order of declaration. */
export const proceduresOf = (api: Api): readonly NamedProcedure[] =>
  Object.entries(api).flatMap(([feature, contracts]) =>
    Object.entries(contracts).map(([verb, procedure]) => ({ name: `${feature}.${verb}`, procedure })),
  );

const fieldName = /^[A-Za-z][A-Za-z0-9]*$/;

function checkName({ name }: NamedProcedure): string | undefined {
  const wrong = name.split(".").find((part) => !fieldName.test(part) || part in Object.prototype || part === "then");
  return wrong === undefined ? undefined : `"${wrong}" cannot be part of a procedure's name`;
}

function checkWire({ procedure }: NamedProcedure): string | undefined {
  const input = findInexpressible(procedure.input);
  if (input !== undefined) return `input: JSON Schema cannot express it: ${input}`;
  const output = findInexpressible(procedure.output);
  return output === undefined ? undefined : `output: JSON Schema cannot express it: ${output}`;
}

function checkErrors({ procedure }: NamedProcedure): string | undefined {
  const code = Object.keys(procedure.errors).find((candidate) => candidate in standardErrors);
  return code === undefined ? undefined : `errors: "${code}" is a standard error and needs no declaration`;
}

function checkTags({ procedure }: NamedProcedure): string | undefined {
  const output = procedure.output._zod.def;
  const outputFields = "shape" in output ? Object.keys(output.shape ?? {}) : [];
  const inputFields = Object.keys(procedure.input.shape);
  const [templates, fields] =
    procedure.kind === "query"
      ? [procedure.cache?.tags ?? [], inputFields]
      : [procedure.clears ?? [], [...inputFields, ...outputFields]];
  const unknown = templates.flatMap(tagFields).find((field) => !fields.includes(field));
  if (unknown !== undefined) return `cache tags: there is no field "${unknown}"`;
  const caches = procedure.kind === "query" && procedure.cache !== undefined;
  if (caches && procedure.access === "anyone" && procedure.cache.vary === "viewer")
    return `cache: varies by viewer, yet access is "anyone"`;
  return undefined;
}

function checkRoute({ procedure }: NamedProcedure): string | undefined {
  if (procedure.rest === undefined) return undefined;
  if (!isRoute(procedure.rest.route))
    return `rest: "${procedure.rest.route}" is not a route such as "GET /things/{id}"`;
  const { method, parameters } = parseRoute(procedure.rest.route);
  if ((procedure.kind === "query") !== (method === "GET")) return `rest: a ${procedure.kind} cannot be ${method}`;
  const field = parameters.find((name) => !(name in procedure.input.shape));
  if (field !== undefined) return `rest: the input has no field "${field}"`;
  if (procedure.rest.body !== undefined && (method === "GET" || method === "DELETE"))
    return `rest: ${method} has no body`;
  return undefined;
}

const checks = [checkName, checkWire, checkErrors, checkTags, checkRoute];

/**
 * Assembles the contracts of all features and refuses what could not be served.
 * @throws {TypeError} naming the procedure, when a schema is not plain JSON, two REST routes collide, a route or a
 * cache tag names a field that does not exist, or a standard error is declared again.
 */
export function defineApi<const T extends Api>(api: T): T {
  const routes = new Map<string, string>();
  for (const named of proceduresOf(api)) {
    for (const check of checks) {
      const fault = check(named);
      if (fault !== undefined) throw new TypeError(`${named.name}: ${fault}`);
    }
    if (named.procedure.rest === undefined) continue;
    const shape = routeShape(parseRoute(named.procedure.rest.route));
    const other = routes.get(shape);
    if (other !== undefined)
      throw new TypeError(`${named.name}: rest: "${named.procedure.rest.route}" collides with ${other}`);
    routes.set(shape, named.name);
  }
  return api;
}
