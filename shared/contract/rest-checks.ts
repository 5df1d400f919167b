import type * as z from "zod";
import { parameterEncodingOf } from "./parameter-encoding.ts";
import type { Procedure } from "./procedure.ts";
import { type Check, isFieldName } from "./procedure-checks.ts";
import { isRoute, parseRoute, placeOf, type RawBody, type Rest, type Route } from "./rest.ts";
import { checkResponse } from "./rest-response-checks.ts";

/** The input field with that name; inherited properties of objects do not count. */
const fieldOf = ({ input }: Procedure, name: string): z.core.$ZodType | undefined =>
  Object.hasOwn(input.shape, name) ? input.shape[name] : undefined;

function checkMethod({ kind }: Procedure, { body, accepts }: Rest, { method }: Route): string | undefined {
  if (kind === "query" && method !== "GET" && method !== "POST")
    return `a query cannot be ${method}: write GET, or POST if its input is large`;
  if (kind === "mutation" && method === "GET") return "a mutation cannot be GET: write POST, PUT, PATCH or DELETE";
  return method === "GET" && (body !== undefined || accepts !== undefined) ? "GET has no body" : undefined;
}

function checkPath(procedure: Procedure, { parameters }: Route): string | undefined {
  for (const name of parameters) {
    const schema = fieldOf(procedure, name);
    if (schema === undefined) return `the input has no field "${name}"`;
    if (parameterEncodingOf(schema)?.kind !== "scalar") return `"${name}" cannot be encoded in a path`;
    if (schema._zod.optin !== undefined) return `"${name}" is in the path and must be required`;
  }
  const twice = parameters.find((name, index) => parameters.indexOf(name) !== index);
  return twice === undefined ? undefined : `"${twice}" is in the path twice`;
}

/** Headers with a meaning in HTTP, in proxies or for every procedure. */
const reservedHeaders =
  /^(?:accept|access-control|authorization|cache-control|connection|content|cookie|date|expect|forwarded|host|idempotency-key|if|keep-alive|origin|proxy|range|referer|sec|set-cookie|te|trailer|transfer-encoding|trpc|upgrade|vary|via|x-forwarded|x-request-id)(?:-|$)/;

function checkHeaders(
  procedure: Procedure,
  { headers = {}, ifMatch }: Rest,
  { parameters }: Route,
): string | undefined {
  for (const [name, header] of Object.entries({
    ...headers,
    ...(ifMatch !== undefined && { [ifMatch]: "x-version" }),
  })) {
    const schema = fieldOf(procedure, name);
    if (schema === undefined) return `the input has no field "${name}" for a header`;
    if (parameters.includes(name)) return `"${name}" is in the path already`;
    if (parameterEncodingOf(schema)?.kind !== "scalar") return `"${name}" cannot be encoded in a header`;
    if (!/^[a-z][a-z0-9-]*$/.test(header)) return `"${header}" is not a lower-case header name such as "x-signature"`;
    if (reservedHeaders.test(header)) return `"${header}" is a reserved header: use a header of your own`;
  }
  const names = Object.values(headers);
  const twice = names.find((header, index) => names.indexOf(header) !== index);
  return twice === undefined ? undefined : `the header "${twice}" carries two fields`;
}

function checkCreateOnly({ kind, errors, input }: Procedure, { ifNoneMatch }: Rest): string | undefined {
  if (ifNoneMatch === undefined) return undefined;
  const schema = input.shape[ifNoneMatch];
  if (schema === undefined) return `the input has no field "${ifNoneMatch}" for If-None-Match`;
  if (kind !== "mutation")
    return "ifNoneMatch is for mutations: a query uses etag, which answers If-None-Match with 304";
  if (!schema.safeParse(true).success)
    return `ifNoneMatch: "${ifNoneMatch}" must be a boolean, which If-None-Match: * sets`;
  return Object.values(errors).some(({ status }) => status === 412)
    ? undefined
    : "ifNoneMatch: declare an error with status 412 for something that exists already";
}

function checkCondition({ kind, errors }: Procedure, { ifMatch }: Rest): string | undefined {
  if (ifMatch === undefined) return undefined;
  if (kind !== "mutation") return "ifMatch is for mutations: a query uses etag, which answers If-None-Match with 304";
  return Object.values(errors).some(({ status }) => status === 412)
    ? undefined
    : 'ifMatch: declare the error for an outdated version: errors: { changed: changed("thing") }';
}

const byBody = "send it in a body: a query may be POST as well";

function checkQuery(procedure: Procedure, rest: Rest, route: Route): string | undefined {
  const stray = rest.query?.find((name) => fieldOf(procedure, name) === undefined);
  if (stray !== undefined) return `the input has no field "${stray}" for the query`;
  const odd = Object.entries(procedure.input.shape).find(
    ([name, schema]) => placeOf(rest, route, name) === "query" && parameterEncodingOf(schema) === undefined,
  );
  if (odd === undefined) return undefined;
  return `"${odd[0]}" cannot be encoded in a query string: use .optional() instead of .nullable(), one type instead of a union, or ${byBody}`;
}

/** True for text, required or optional. */
const isText = (schema: z.core.$ZodType): boolean => {
  const encoding = parameterEncodingOf(schema);
  return encoding?.kind === "scalar" && encoding.of.size === 1 && encoding.of.has("text");
};

function checkRaw(procedure: Procedure, { raw }: RawBody, inBody: readonly string[], body: string | undefined) {
  const schema = fieldOf(procedure, raw);
  if (schema === undefined || !isText(schema)) return `accepts: the input has no text "${raw}" for the raw body`;
  const other = inBody.find((name) => name !== raw);
  if (body !== undefined || other !== undefined)
    return `accepts: a raw body holds one field, so "${other ?? body}" has no place: name it in query or headers`;
  return inBody.includes(raw) ? undefined : `accepts: "${raw}" is already in the path, the query or a header`;
}

/** Every input field has a place in the request. */
function checkFields(procedure: Procedure, rest: Rest, route: Route): string | undefined {
  const inBody = Object.keys(procedure.input.shape).filter((name) => placeOf(rest, route, name) === "body");
  const { body, accepts } = rest;
  if (typeof accepts === "object") return checkRaw(procedure, accepts, inBody, body);
  if (accepts === "form") {
    if (body !== undefined) return `body: a form cannot wrap its fields in "${body}"`;
    const odd = inBody.find((name) => {
      const schema = fieldOf(procedure, name);
      return schema === undefined || parameterEncodingOf(schema) === undefined;
    });
    if (odd !== undefined) return `"${odd}" cannot be encoded in a form`;
  }
  return body !== undefined && inBody.length === 0 ? `body: "${body}" would wrap no field` : undefined;
}

/** REST can express the whole input and the whole output. */
export const checkRest: Check = ({ procedure }) => {
  const { rest } = procedure;
  if (rest === undefined) return undefined;
  if (!isRoute(rest.route)) return `rest: "${rest.route}" is not a route such as "GET /things/{id}"`;
  const route = parseRoute(rest.route);
  const key = [rest.body, rest.reply].find((name) => name !== undefined && !isFieldName(name));
  if (key !== undefined) return `rest: "${key}" cannot be the key of an envelope`;
  const error =
    checkMethod(procedure, rest, route) ??
    checkPath(procedure, route) ??
    checkHeaders(procedure, rest, route) ??
    checkCondition(procedure, rest) ??
    checkCreateOnly(procedure, rest) ??
    checkQuery(procedure, rest, route) ??
    checkFields(procedure, rest, route) ??
    checkResponse(procedure, rest, route);
  return error === undefined ? undefined : `rest: ${error}`;
};
