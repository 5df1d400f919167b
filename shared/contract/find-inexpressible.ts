import type * as z from "zod";
import { childrenOf, isSchema } from "./walk-schema.ts";

/** Types of zod schemas that JSON Schema expresses. */
const expressibleTypes = new Set([
  "string",
  "number",
  "boolean",
  "null",
  "literal",
  "enum",
  "template_literal",
  "unknown",
  "object",
  "array",
  "tuple",
  "record",
  "union",
  "intersection",
  "optional",
  "nullable",
  "default",
  "prefault",
  "nonoptional",
  "readonly",
  "lazy",
]);

/** Advice on replacements, by the kind of schema that JSON Schema cannot express. */
const replacements: Readonly<Record<string, string>> = {
  date: "write z.iso.datetime() for a moment, z.iso.date() for a day",
  bigint: "write text: Int64 of shared/fields.ts",
  map: "write z.record(z.string(), …), or a list of pairs",
  set: "write z.array(…)",
  pipe: "write the schema of what is sent, and convert it in the handler",
  transform: "write the schema of what is sent, and convert it in the handler",
  coercion: "write the schema of what is sent: z.number(), z.boolean(); REST reads both from text",
  custom: "write the fields that it has as z.object({ … })",
  refinement: "check it in the handler and return invalid(field, message)",
  catch: "write the accepted values; other values get 422",
  undefined: "write .optional() on a field, or z.null()",
  void: "write z.null(), and return null",
  any: "write z.unknown()",
  never: "remove the field",
  "strict object": "write z.object(…), which drops unknown fields",
  "choice of nothing": "write its members",
  symbol: "write z.enum([…])",
  nan: "write .nullable()",
  file: "let clients upload files to a presigned URL",
  promise: "write the schema of the resolved value",
  function: "write the schema of its result",
  success: "write z.boolean()",
  "regular expression with flags": "write it without flags, [Aa] for either case",
  "literal that is not JSON": "write text, a finite number, true, false or null",
  "record with keys that are not text": "write z.record(z.string(), …)",
  "loose record": "write z.record(…) of the keys that it has, or z.looseObject({ … })",
  "list with optional items": "write .nullable() on its items",
  "bound that is not finite": "remove it",
  "default that is not JSON": "write it as clients send it, a date as text",
  "prefault that is not JSON": "write it as clients send it, a date as text",
};

/** Types of record keys that JSON can express. */
const textKeyTypes = new Set(["string", "enum", "literal", "template_literal"]);

const isJsonScalar = (value: unknown) =>
  value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/** Reason why JSON Schema cannot express a format of text: custom code, a normalized URL, a pattern with flags. */
function obstacleInFormat(def: object): string | undefined {
  if ("normalize" in def && def.normalize === true) return "transform";
  const pattern = "pattern" in def ? def.pattern : undefined;
  if (pattern instanceof RegExp) return /[^uv]/.test(pattern.flags) ? "regular expression with flags" : undefined;
  // `z.stringFormat` of a pattern has a function as well, which tests the pattern.
  return "fn" in def ? "refinement" : undefined;
}

/** Reason why JSON Schema cannot express a check: custom code, a transform, a pattern with flags, an infinite bound. */
function obstacleInCheck({ _zod: { def } }: z.core.$ZodCheck): string | undefined {
  if (def.check === "overwrite") return "transform";
  if (def.check === "custom" || def.check === "property") return "refinement";
  const bound = "value" in def ? def.value : undefined;
  if (typeof bound === "number" && !Number.isFinite(bound)) return "bound that is not finite";
  return obstacleInFormat(def);
}

function isTextKey(key: z.core.$ZodType): boolean {
  const { def } = key._zod;
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return def.options.every(isTextKey);
  if (def.type === "literal" && "values" in def && Array.isArray(def.values))
    return def.values.every((value) => typeof value === "string");
  if (def.type === "enum" && "entries" in def)
    return Object.values(def.entries ?? {}).every((value) => typeof value === "string");
  return textKeyTypes.has(def.type);
}

/** True for a value that survives a JSON round trip unchanged. */
function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object" || value === null) return isJsonScalar(value);
  const isOrdinary = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isOrdinary && Object.values(value).every((field) => field === undefined || isJson(field));
}

/** Reason why a default value cannot be expressed; zod passes it to the handler unchecked. */
function obstacleInDefault(def: object): string | undefined {
  if (!("defaultValue" in def && "type" in def)) return undefined;
  return isJson(def.defaultValue) ? undefined : `${def.type} that is not JSON`;
}

/** True when the output may be `undefined`, which JSON cannot express. */
export const mayBeUndefined = (schema: z.core.$ZodType): boolean => schema._zod.optout === "optional";

/** Lists cannot hold `undefined`: JSON would turn it into null. */
const hasHoles = (def: object) => "element" in def && isSchema(def.element) && mayBeUndefined(def.element);

const isEmptyChoice = (def: z.core.$ZodTypeDef) =>
  (def.type === "enum" && "entries" in def && Object.keys(def.entries ?? {}).length === 0) ||
  (def.type === "literal" && "values" in def && Array.isArray(def.values) && def.values.length === 0) ||
  (def.type === "union" && "options" in def && Array.isArray(def.options) && def.options.length === 0);

/** Reason why JSON Schema cannot express the schema itself, regardless of its children. */
function obstacleIn(schema: z.core.$ZodType): string | undefined {
  const { def } = schema._zod;
  if (!expressibleTypes.has(def.type)) return def.type;
  if ("coerce" in def && def.coerce === true) return "coercion";
  if ("catchall" in def && isSchema(def.catchall) && def.catchall._zod.def.type === "never") return "strict object";
  if (isEmptyChoice(def)) return "choice of nothing";
  if (def.type === "literal" && "values" in def && Array.isArray(def.values) && !def.values.every(isJsonScalar))
    return "literal that is not JSON";
  if ("keyType" in def && isSchema(def.keyType) && !isTextKey(def.keyType)) return "record with keys that are not text";
  if ("mode" in def && def.mode === "loose") return "loose record";
  if (hasHoles(def)) return "list with optional items";
  const obstacle = obstacleInDefault(def) ?? obstacleInFormat(def);
  return obstacle ?? def.checks?.map(obstacleInCheck).find((obstacle) => obstacle !== undefined);
}

/** Schemas with the path of their first use. */
export type SchemaPaths = Map<z.core.$ZodType, string>;

/** A path as the subject of a sentence. */
export const placeOfPath = (path: string): string => path || "the whole";

const describeObstacle = (path: string, obstacle: string) => {
  const advice = replacements[obstacle];
  const article = /^[aeiou]/.test(obstacle) ? "an" : "a";
  return `${placeOfPath(path)} is ${article} ${obstacle}${advice === undefined ? "" : `; ${advice}`}`;
};

/** Nesting limit of objects. A schema beyond it is taken for one that creates a new schema at each visit, without end. */
const maxNesting = 3000;

interface Visit {
  readonly schema: z.core.$ZodType;
  readonly path: string;
  readonly nesting: number;
}

/**
 * Finds the first part of a schema that JSON Schema cannot express as input and output: dates, big integers, maps,
 * transforms, refinements, coercion and others. Clients in other languages could not reproduce it.
 * Visits each schema once.
 * @param paths gets every schema that was visited, with its path.
 * @param isKnown true for schemas to pass over, with their children.
 * @returns its path, its kind and a replacement, as in `".createdAt is a date; write z.iso.datetime() …"`, or
 * `undefined` if all of it is plain JSON.
 */
export function findInexpressible(
  root: z.core.$ZodType,
  paths: SchemaPaths = new Map(),
  isKnown: (schema: z.core.$ZodType) => boolean = () => false,
): string | undefined {
  const toVisit: Visit[] = [{ schema: root, path: "", nesting: 0 }];
  for (let visit = toVisit.pop(); visit !== undefined; visit = toVisit.pop()) {
    const { schema, path, nesting } = visit;
    if (paths.has(schema) || isKnown(schema)) continue;
    paths.set(schema, path);
    const obstacle = obstacleIn(schema);
    if (obstacle !== undefined) return describeObstacle(path, obstacle);
    if (nesting > maxNesting)
      return `${path.slice(0, 60)}… has no end: a function or getter creates a new schema on each call; create each schema once, as a constant, and refer to it`;
    const addsNesting = schema._zod.def.type === "object" || schema._zod.def.type === "lazy";
    const children = childrenOf(schema);
    for (const [step] of children)
      if (step.startsWith(".") && step.slice(1) in Object.prototype)
        return `${path}${step} is a property name that every object has; write another one`;
    for (const [step, child] of children.toReversed())
      toVisit.push({ schema: child, path: path + step, nesting: nesting + (addsNesting ? 1 : 0) });
  }
  return undefined;
}
