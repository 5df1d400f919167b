import type * as z from "zod";
import { childrenOf, isSchema } from "./walk-schema.ts";

const plain = new Set([
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

/** Replacement to suggest for each kind that JSON Schema cannot express. */
const instead: Readonly<Record<string, string>> = {
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
  never: "write z.object(…), which drops unknown fields",
  symbol: "write z.enum([…])",
  nan: "write .nullable()",
  file: "let clients upload files to a presigned URL",
  promise: "write the schema of the resolved value",
  function: "write the schema of its result",
  success: "write z.boolean()",
  "regular expression with flags": "write it without flags, [Aa] for either case",
  "literal that is not JSON": "write text, a finite number, true, false or null",
  "record with keys that are not text": "write z.record(z.string(), …)",
  "list with optional items": "write .nullable() on its items",
  "bound that is not finite": "remove it",
};

/** Types of record keys that JSON can express. */
const textual = new Set(["string", "enum", "literal", "template_literal"]);

const isPlainValue = (value: unknown) =>
  value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/** Reason why JSON Schema cannot express a check: custom code, a transform, a pattern with flags, an infinite bound. */
function oddityOfCheck({ _zod: { def } }: z.core.$ZodCheck): string | undefined {
  if (def.check === "overwrite") return "transform";
  if (def.check === "custom" || def.check === "property") return "refinement";
  const bound = "value" in def ? def.value : undefined;
  if (typeof bound === "number" && !Number.isFinite(bound)) return "bound that is not finite";
  const pattern = "format" in def && def.format === "regex" && "pattern" in def ? def.pattern : undefined;
  return pattern instanceof RegExp && /[^uv]/.test(pattern.flags) ? "regular expression with flags" : undefined;
}

function isTextual(key: z.core.$ZodType): boolean {
  const { def } = key._zod;
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return def.options.every(isTextual);
  if (def.type === "literal" && "values" in def && Array.isArray(def.values))
    return def.values.every((value) => typeof value === "string");
  if (def.type === "enum" && "entries" in def)
    return Object.values(def.entries ?? {}).every((value) => typeof value === "string");
  return textual.has(def.type);
}

/** True for a value that survives a JSON round trip unchanged. */
function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object" || value === null) return isPlainValue(value);
  const isOrdinary = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isOrdinary && Object.values(value).every((field) => field === undefined || isJson(field));
}

/** Validates a default value, since zod passes it to the handler unchecked. */
function oddityOfDefault(def: object): string | undefined {
  if (!("defaultValue" in def && "type" in def)) return undefined;
  return isJson(def.defaultValue) ? undefined : `${def.type} that is not JSON`;
}

/** True when the output may be `undefined`, which JSON cannot express. */
export const mayBeUndefined = (schema: z.core.$ZodType): boolean => schema._zod.optout === "optional";

/** Lists cannot hold `undefined`: JSON would turn it into null. */
const hasHoles = (def: object) => "element" in def && isSchema(def.element) && mayBeUndefined(def.element);

const isEmptyChoice = (def: z.core.$ZodTypeDef) =>
  (def.type === "enum" && "entries" in def && Object.keys(def.entries ?? {}).length === 0) ||
  (def.type === "literal" && "values" in def && Array.isArray(def.values) && def.values.length === 0);

/** Reason why JSON Schema cannot express the schema itself, regardless of its children. */
function oddityOf(schema: z.core.$ZodType): string | undefined {
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true) return "coercion";
  if (!plain.has(def.type)) return def.type;
  if (isEmptyChoice(def)) return "choice of nothing";
  if (def.type === "literal" && "values" in def && Array.isArray(def.values) && !def.values.every(isPlainValue))
    return "literal that is not JSON";
  if ("keyType" in def && isSchema(def.keyType) && !isTextual(def.keyType)) return "record with keys that are not text";
  if (hasHoles(def)) return "list with optional items";
  return oddityOfDefault(def) ?? def.checks?.map(oddityOfCheck).find((oddity) => oddity !== undefined);
}

const sentence = (place: string, oddity: string) => {
  const advice = instead[oddity];
  return `${place || "the whole"} is a ${oddity}${advice === undefined ? "" : `; ${advice}`}`;
};

/** Nesting limit of objects: deeper schemas create new ones without end. */
const maxNesting = 3000;

interface Visit {
  readonly schema: z.core.$ZodType;
  readonly path: string;
  readonly nesting: number;
}

/** Schemas already validated with all their children, since contracts share most schemas. */
const known = new WeakSet<z.core.$ZodType>();

/**
 * Finds the first part of a schema that JSON Schema cannot express as input and output: dates, big integers, maps,
 * transforms, refinements, coercion and others. Clients in other languages could not reproduce it.
 * Visits each schema once.
 * @returns its path, its kind and a replacement, as in `".createdAt is a date; write z.iso.datetime() …"`, or
 * `undefined` if all of it is plain JSON.
 */
export function findInexpressible(root: z.core.$ZodType): string | undefined {
  const seen = new Set<z.core.$ZodType>();
  const open: Visit[] = [{ schema: root, path: "", nesting: 0 }];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { schema, path, nesting } = visit;
    if (seen.has(schema) || known.has(schema)) continue;
    seen.add(schema);
    const oddity = oddityOf(schema);
    if (oddity !== undefined) return sentence(path, oddity);
    if (nesting > maxNesting)
      return `${path.slice(0, 60)}… has no end: a function or getter creates a new schema on each call; create each schema once, as a constant, and refer to it`;
    const isLevel = schema._zod.def.type === "object" || schema._zod.def.type === "lazy";
    const children = childrenOf(schema);
    for (const [step] of children)
      if (step.startsWith(".") && step.slice(1) in Object.prototype)
        return `${path}${step} is a property name that every object has`;
    for (const [step, child] of children.toReversed())
      open.push({ schema: child, path: path + step, nesting: nesting + (isLevel ? 1 : 0) });
  }
  for (const schema of seen) known.add(schema);
  return undefined;
}
