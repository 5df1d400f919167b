import type * as z from "zod";
import { type Check, isFieldName } from "./checks.ts";
import type { Procedure } from "./procedure.ts";
import { isBodiless, isRoute, parseRoute, type Rest, type Route } from "./rest.ts";
import { isSchema } from "./walk.ts";

const isParameter = (segment: string) => segment.startsWith("{");

/** True when a request could be meant for either route and neither has the fewer parameters, which would decide. */
export function collide(a: Route, b: Route): boolean {
  if (a.method !== b.method || a.parameters.length !== b.parameters.length) return false;
  const overlaps = (segment: string, index: number) => {
    const other = b.segments[index] ?? "";
    return segment === other || isParameter(segment) || isParameter(other);
  };
  return a.segments.length === b.segments.length && a.segments.every(overlaps);
}

const isText = (value: unknown) => typeof value === "string";

/** True when the text of an address can tell every value of the schema from every other. */
function isTextual(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod;
  if (def.type === "nullable") return false;
  if ("innerType" in def && isSchema(def.innerType)) return isTextual(def.innerType);
  if (def.type === "literal") return "values" in def && Array.isArray(def.values) && def.values.every(isText);
  if (def.type === "enum") return "entries" in def && Object.values(def.entries ?? {}).every(isText);
  return def.type === "string" || def.type === "number" || def.type === "boolean";
}

function checkMethod({ kind }: Procedure, { body }: Rest, { method }: Route): string | undefined {
  if ((kind === "query") !== (method === "GET")) return `a ${kind} cannot be ${method}`;
  return body !== undefined && (method === "GET" || method === "DELETE") ? `${method} has no body` : undefined;
}

function checkPath({ input }: Procedure, { parameters }: Route): string | undefined {
  for (const name of parameters) {
    const schema = Object.hasOwn(input.shape, name) ? input.shape[name] : undefined;
    if (schema === undefined) return `the input has no field "${name}"`;
    if (!isTextual(schema)) return `"${name}" cannot be told by the text of a path`;
    if (schema._zod.optin !== undefined) return `"${name}" is in the path and cannot be left out`;
  }
  const twice = parameters.find((name, index) => parameters.indexOf(name) !== index);
  return twice === undefined ? undefined : `"${twice}" is in the path twice`;
}

/** Every field of the input has a place in the request. */
function checkFields({ input }: Procedure, { body }: Rest, { method, parameters }: Route): string | undefined {
  const fields = Object.entries(input.shape).filter(([name]) => !parameters.includes(name));
  const [first] = fields;
  if (method === "DELETE" && first !== undefined) return `DELETE sends its path alone, which leaves out "${first[0]}"`;
  const [odd] = method === "GET" ? fields.filter(([, schema]) => !isTextual(schema)) : [];
  if (odd !== undefined) return `"${odd[0]}" cannot be told by the text of a query`;
  return body !== undefined && first === undefined ? `body: "${body}" would wrap no field` : undefined;
}

function checkReply({ output }: Procedure, { body, reply, status }: Rest): string | undefined {
  const key = [body, reply].find((name) => name !== undefined && !isFieldName(name));
  if (key !== undefined) return `"${key}" cannot be the key of an envelope`;
  if (!isBodiless(status)) return undefined;
  if (reply !== undefined) return `${status} sends no body to wrap`;
  return output._zod.def.type === "null" ? undefined : `${status} sends no body, yet the output is not null`;
}

/** The REST surface can carry the whole input to the procedure and the whole output back. */
export const checkRest: Check = ({ procedure }) => {
  const { rest } = procedure;
  if (rest === undefined) return undefined;
  if (!isRoute(rest.route)) return `rest: "${rest.route}" is not a route such as "GET /things/{id}"`;
  const route = parseRoute(rest.route);
  const fault =
    checkMethod(procedure, rest, route) ??
    checkPath(procedure, route) ??
    checkFields(procedure, rest, route) ??
    checkReply(procedure, rest);
  return fault === undefined ? undefined : `rest: ${fault}`;
};
