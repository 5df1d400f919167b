import { type Access, conditionsOf } from "./access.ts";
import { addressFormOf } from "./address-form.ts";
import { type CachePolicy, tagFields } from "./cache.ts";
import { clientErrorCodes, standardErrors } from "./errors.ts";
import { findInexpressible, mayBeUndefined } from "./find-inexpressible.ts";
import type { Procedure } from "./procedure.ts";
import type { NamedProcedure } from "./tree.ts";

/** Validates a procedure: returns an error text, or `undefined` if it is valid. */
export type Check = (named: NamedProcedure) => string | undefined;

/** Property names of objects, promises or functions; tRPC rejects the last three. */
const isReserved = (name: string) => name in Object.prototype || ["then", "call", "apply"].includes(name);

/** True for an identifier that is a safe key in every language of clients. */
export const isFieldName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9]*$/.test(name) && !isReserved(name);

/** Names are `feature.verb`. */
export const checkName: Check = ({ name }) => {
  const parts = name.split(".");
  const wrong = parts.find((part) => !isFieldName(part));
  if (wrong !== undefined) return `"${wrong}" cannot be part of a procedure's name`;
  return parts.length === 2 ? undefined : "a procedure's name is a feature and a verb, with one dot between them";
};

/** Input and output are plain JSON. */
export const checkWire: Check = ({ procedure }) => {
  const input = findInexpressible(procedure.input);
  if (input !== undefined) return `input: JSON Schema cannot express it: ${input}`;
  const output = findInexpressible(procedure.output);
  if (output !== undefined) return `output: JSON Schema cannot express it: ${output}`;
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

/** Declared errors do not repeat standard errors or client errors. */
export const checkErrors: Check = ({ procedure }) => {
  const error = Object.keys(procedure.errors)
    .map(errorOfCode)
    .find((found) => found !== undefined);
  if (error !== undefined) return `errors: ${error}`;
  for (const [name, { details }] of Object.entries(procedure.errors)) {
    const inexpressible = details === undefined ? undefined : findInexpressible(details);
    if (inexpressible !== undefined) return `errors: details of "${name}": ${inexpressible}`;
  }
  return undefined;
};

const hasLooseBrace = (template: string) => /[{}]/.test(template.replace(/\{[^{}]*\}/g, ""));

const checkTags: Check = ({ procedure }) => {
  if (procedure.kind === "subscription") return undefined;
  const output = procedure.output._zod.def;
  const outputFields = "shape" in output ? Object.keys(output.shape ?? {}) : [];
  const inputFields = Object.keys(procedure.input.shape);
  const [templates, fields] =
    procedure.kind === "query"
      ? [procedure.cache?.tags ?? [], inputFields]
      : [procedure.invalidates ?? [], [...inputFields, ...outputFields]];
  const broken = templates.find(hasLooseBrace);
  if (broken !== undefined) return `cache tags: "${broken}" has an unmatched brace`;
  const unknown = templates.flatMap(tagFields).find((field) => !fields.includes(field));
  return unknown === undefined ? undefined : `cache tags: no field "${unknown}"`;
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
  if (schema === undefined || schema._zod.optin !== undefined || addressFormOf(schema)?.kind !== "scalar")
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
