import type * as z from "zod";
import { objectShapes } from "./object-shapes.ts";
import { parameterEncodingOf } from "./parameter-encoding.ts";
import type { Procedure } from "./procedure.ts";
import { isBodiless, isRedirect, parametersIn, type Rest, type Route, type StatusByField } from "./rest.ts";

/** The schemas of the output field with a name: one for each member of a union. */
const fieldsCalled = (output: z.core.$ZodType, name: string): readonly (z.core.$ZodType | undefined)[] =>
  objectShapes(output).map((shape) => (shape !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined));

/** True when every output has the field, as a scalar that text can encode. */
const isRequiredScalar = ({ output }: Procedure, name: string): boolean =>
  fieldsCalled(output, name).every(
    (field) => field !== undefined && field._zod.optout === undefined && parameterEncodingOf(field)?.kind === "scalar",
  );

function constantsOf(field: z.core.$ZodType | undefined): readonly unknown[] {
  const def = field?._zod.def;
  if (def?.type === "literal" && "values" in def && Array.isArray(def.values)) return def.values;
  return def?.type === "enum" && "entries" in def ? Object.values(def.entries ?? {}) : [undefined];
}

function checkStatusByField({ output }: Procedure, { by, of }: StatusByField): string | undefined {
  const words = new Set(fieldsCalled(output, by).flatMap(constantsOf));
  if (words.size === 0 || [...words].some((word) => typeof word !== "string"))
    return `status: the output has no field "${by}" of constants, as z.enum(["created", "updated"])`;
  const missing = [...words].find((word) => !Object.hasOwn(of, String(word)));
  if (missing !== undefined) return `status: "${missing}" of "${by}" has no status`;
  const spare = Object.keys(of).find((word) => !words.has(word));
  return spare === undefined ? undefined : `status: "${by}" is never "${spare}"`;
}

function checkTarget(procedure: Procedure, { status, location }: Rest, { parameters }: Route): string | undefined {
  if (isRedirect(status) && location === undefined)
    return `${status} is a redirect and needs location: { field: "url", origins: ["https://files.example.com"] }, or a path`;
  if (location === undefined) return undefined;
  if (typeof location === "object") {
    if (!isRequiredScalar(procedure, location.field)) return `location: the output has no text "${location.field}"`;
    const wrong =
      location.origins === "any"
        ? undefined
        : location.origins.find((origin) => URL.parse(origin)?.origin !== origin || !origin.startsWith("http"));
    return wrong === undefined
      ? undefined
      : `location: "${wrong}" is not an origin such as "https://files.example.com"`;
  }
  const unknown = parametersIn(location).find(
    (name) => !parameters.includes(name) && !isRequiredScalar(procedure, name),
  );
  return unknown === undefined ? undefined : `location: neither the output nor the path has a required "${unknown}"`;
}

/** Media types with binary content; responses are text. */
const binaryType = /^(?:audio|video|font)\/|^image\/(?!svg\+xml$)|^application\/(?:pdf|zip|gzip|octet-stream|wasm)$/;

function checkText({ output }: Procedure, { type, filename, reply, etag }: Rest, { parameters }: Route) {
  const unknown =
    filename === undefined ? undefined : parametersIn(filename).find((name) => !parameters.includes(name));
  if (unknown !== undefined) return `filename: the path has no "${unknown}"`;
  if (type === undefined) return undefined;
  if (reply !== undefined || etag !== undefined) return `${type} is sent as plain text: remove reply and etag`;
  if (binaryType.test(type) || ("format" in output._zod.def && output._zod.def.format === "base64"))
    return `${type} is binary: return a presigned URL of the file, or redirect to it with status: 302`;
  return output._zod.def.type === "string" ? undefined : `${type} needs a text output: z.string()`;
}

function checkBodiless(procedure: Procedure, rest: Rest): string | undefined {
  const { status, reply, type } = rest;
  if (!isBodiless(rest, procedure)) return undefined;
  if (reply !== undefined) return `${String(status)} sends no body to wrap`;
  if (type !== undefined) return `${String(status)} sends no body of type ${type}`;
  return status !== 204 || procedure.output._zod.def.type === "null"
    ? undefined
    : "204 sends no body, yet the output is not null";
}

/** REST can express the whole output. */
export function checkResponse(procedure: Procedure, rest: Rest, route: Route): string | undefined {
  if (rest.etag !== undefined && !isRequiredScalar(procedure, rest.etag))
    return `etag: the output has no required field "${rest.etag}", as version: z.int()`;
  return (
    checkBodiless(procedure, rest) ??
    (typeof rest.status === "object" ? checkStatusByField(procedure, rest.status) : undefined) ??
    checkTarget(procedure, rest, route) ??
    checkText(procedure, rest, route)
  );
}
