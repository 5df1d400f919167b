import type * as z from "zod";
import { type Access, conditionsOf } from "./access.ts";
import { type CachePolicy, tagFields } from "./cache.ts";
import { clientErrorCodes, type Errors, standardErrors } from "./errors.ts";
import { mayBeUndefined } from "./find-inexpressible.ts";
import { objectShapes } from "./object-shapes.ts";
import { parameterEncodingOf } from "./parameter-encoding.ts";
import type { Procedure } from "./procedure.ts";
import { objectErrorOf, schemaErrorOf } from "./schema-errors.ts";
import type { NamedProcedure } from "./tree.ts";
import { isSchema } from "./walk-schema.ts";

/** Validates a procedure: returns an error text, or `undefined` if it is valid. */
export type Check = (named: NamedProcedure) => string | undefined;

/** Property names of objects, promises or functions; tRPC rejects the last three. */
const isReserved = (name: string) => name in Object.prototype || ["then", "call", "apply"].includes(name);

/** True for an identifier that is a safe key in every language of clients. */
export const isFieldName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9]*$/.test(name) && !isReserved(name);

/** Clients make types and files of both parts of a name. */
const maxNameLength = 64;

/** Names are `feature.verb`. */
export const checkName: Check = ({ name }) => {
  const parts = name.split(".");
  const wrong = parts.find((part) => !isFieldName(part));
  if (wrong !== undefined) return `"${wrong}" cannot be part of a procedure's name`;
  const long = parts.find(({ length }) => length > maxNameLength);
  if (long !== undefined) return `"${long}" has more than the ${maxNameLength} characters of a name`;
  return parts.length === 2 ? undefined : "a procedure's name is a feature and a verb, with one dot between them";
};

/** Input and output are plain JSON. */
export const checkWire: Check = ({ procedure }) => {
  const input = objectErrorOf(procedure.input);
  if (input !== undefined) return `input: ${input}`;
  const output = schemaErrorOf(procedure.output);
  if (output !== undefined) return `output: ${output}`;
  return mayBeUndefined(procedure.output)
    ? "output: it may be undefined, which JSON cannot express; write .nullable(), or z.null() if there is no data"
    : undefined;
};

const clientCodes: ReadonlySet<string> = new Set(clientErrorCodes);

function errorOfCode(code: string): string | undefined {
  if (Object.hasOwn(standardErrors, code)) return `"${code}" is a standard error and needs no declaration`;
  if (clientCodes.has(code))
    return `"${code}" is a code of the client's own errors; make it specific, as in "payment_${code}"`;
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(code)
    ? undefined
    : `"${code}" is not a code; write lower-case letters, digits and underscores, as in "out_of_stock"`;
}

/** @returns what is wrong with declared errors: a code of standard errors or of clients, or details that JSON cannot hold. */
export function errorOfErrors(errors: Errors): string | undefined {
  const error = Object.keys(errors)
    .map(errorOfCode)
    .find((found) => found !== undefined);
  if (error !== undefined) return `errors: ${error}`;
  for (const [name, { details }] of Object.entries(errors)) {
    if (details === undefined) continue;
    const error = schemaErrorOf(details);
    if (error !== undefined) return `errors: details of "${name}": ${error}`;
    if (mayBeUndefined(details)) return `errors: details of "${name}" may be undefined; write .nullable()`;
  }
  return undefined;
}

/** Declared errors do not repeat standard errors or client errors. */
export const checkErrors: Check = ({ procedure }) => errorOfErrors(procedure.errors);

const hasLooseBrace = (template: string) => /[{}]/.test(template.replace(/\{[^{}]*\}/g, ""));

/** True for a field that a tag can hold: text, a number, one of several of them, or null, which fills no tag. */
function isTagField(schema: z.core.$ZodType): boolean {
  const { def } = schema._zod;
  if ("innerType" in def && isSchema(def.innerType)) return isTagField(def.innerType);
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return def.options.every(isTagField);
  if (def.type === "literal" && "values" in def && Array.isArray(def.values))
    return def.values.every((value) => ["string", "number"].includes(typeof value) || value === null);
  return ["string", "number", "enum", "template_literal", "null"].includes(def.type);
}

const checkTags: Check = ({ procedure }) => {
  if (procedure.kind === "subscription") return undefined;
  const isQuery = procedure.kind === "query";
  const templates = (isQuery ? procedure.cache?.tags : procedure.invalidates) ?? [];
  const broken = templates.find(hasLooseBrace);
  if (broken !== undefined) return `cache tags: "${broken}" has an unmatched brace`;
  const shapes = [procedure.input.shape, ...(isQuery ? [] : objectShapes(procedure.output))];
  for (const field of templates.flatMap(tagFields)) {
    const found = shapes.flatMap((shape) => (shape !== undefined && Object.hasOwn(shape, field) ? shape[field] : []));
    if (found.length === 0) return `cache tags: no field "${field}"`;
    if (!found.some((schema) => schema !== undefined && isTagField(schema)))
      return `cache tags: "${field}" is neither text nor a number, so no tag can hold it`;
  }
  return undefined;
};

const maxMissingSeconds = 30;
const maxKeptSeconds = 86_400;

const isWholeTime = (seconds: number) => Number.isInteger(seconds) && seconds >= 0;

const checkTimes = ({
  ttlSeconds,
  staleWhileRevalidateSeconds = 0,
  negativeTtlSeconds = 0,
  cdnMaxAgeSeconds = 0,
}: CachePolicy) => {
  if (!(isWholeTime(ttlSeconds) && ttlSeconds > 0)) return "cache: ttlSeconds must be a whole number above 0";
  if (![staleWhileRevalidateSeconds, negativeTtlSeconds, cdnMaxAgeSeconds].every(isWholeTime))
    return "cache: times must be whole numbers";
  if (negativeTtlSeconds > maxMissingSeconds) return `cache: negativeTtlSeconds must be at most ${maxMissingSeconds}`;
  return ttlSeconds + staleWhileRevalidateSeconds > maxKeptSeconds
    ? "cache: ttlSeconds and staleWhileRevalidateSeconds together must be at most a day"
    : undefined;
};

const checkSharing = (access: Access, { scope, cdnMaxAgeSeconds = 0 }: CachePolicy) => {
  if (access === "public" && scope === "viewer") return `cache: scope is "viewer", but access is "public"`;
  const isPublic = access === "public" || access === "optional";
  if (!isPublic && scope === "shared") return 'cache: scope is "shared", but the handler sees the viewer';
  return cdnMaxAgeSeconds > 0 && scope === "viewer"
    ? 'cache: scope is "viewer", but cdnMaxAgeSeconds lets a CDN store it'
    : undefined;
};

const scopePattern = /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/;

/** The tenant field is a required scalar and, over REST, a path parameter. */
function checkTenant({ access, input, rest }: Procedure): string | undefined {
  const { tenant } = conditionsOf(access);
  if (tenant === undefined) return undefined;
  const { field, roles } = tenant;
  const schema = Object.hasOwn(input.shape, field) ? input.shape[field] : undefined;
  if (schema === undefined || schema._zod.optin !== undefined || parameterEncodingOf(schema)?.kind !== "scalar")
    return `access: the input needs "${field}" as a required field of one text or number`;
  if (roles?.length === 0) return "access: roles is empty; omit it to allow any member";
  return rest === undefined || rest.route.includes(`{${field}}`)
    ? undefined
    : `access: "${field}" must be in the path: "/${field}s/{${field}}/..."`;
}

/** Access has a condition, scopes are `feature:verb`, and API keys cannot call what requires a fresh session. */
export const checkAccess: Check = ({ procedure }) => {
  const { access } = procedure;
  if (typeof access !== "object") return undefined;
  const { scope, fresh } = access;
  const error = checkTenant(procedure);
  if (error !== undefined) return error;
  if (Object.keys(access).length === 0) return 'access: {} has no condition; write "required"';
  if (scope !== undefined && !scopePattern.test(scope))
    return `access: "${scope}" is not a scope such as "articles:write"`;
  return scope !== undefined && fresh ? "access: an API key is never fresh, so the scope has no effect" : undefined;
};

/** Cache tags name existing fields, and a shared entry does not depend on the viewer. */
export const checkCache: Check = (named) => {
  const { procedure } = named;
  if (procedure.kind === "query" && procedure.cache !== undefined) {
    const wrong = checkTimes(procedure.cache) ?? checkSharing(procedure.access, procedure.cache);
    if (wrong !== undefined) return wrong;
  }
  return checkTags(named);
};
