import type * as z from "zod";
import { childrenOf, isSchema } from "./walk.ts";

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

/** What to write in place of what JSON does not have. */
const instead: Readonly<Record<string, string>> = {
  date: "write z.iso.datetime() for a moment, z.iso.date() for a day",
  bigint: "write text, such as z.string().regex(/^-?\\d{1,19}$/)",
  map: "write z.record(z.string(), …), or a list of pairs",
  set: "write z.array(…)",
  pipe: "write the schema of what is sent, and convert it in the handler",
  transform: "write the schema of what is sent, and convert it in the handler",
  coercion: "write the schema of what is sent: z.number(), z.boolean(); REST reads both from text",
  custom: "write the fields that it has as z.object({ … })",
  refinement: "check it in the handler and answer invalid(field, message)",
  catch: "write what is accepted; other values are answered with 422",
  undefined: "write .optional() on a field, or z.null()",
  void: "write z.null(), and answer null",
  any: "write z.unknown()",
  never: "write z.object(…), which drops fields that it does not know",
  symbol: "write z.enum([…])",
  nan: "write .nullable()",
  file: "take files by an upload to a presigned URL",
  promise: "write what it resolves to",
  function: "write what it answers",
  success: "write z.boolean()",
  "regular expression with flags": "write it without flags, [Aa] for either case",
  "literal that is not JSON": "write text, a finite number, true, false or null",
  "record by other keys than text": "write z.record(z.string(), …)",
  "list of what may be missing": "write .nullable() on its items",
  "bound that is not finite": "leave it out",
};

/** What the keys of a record may be. */
const textual = new Set(["string", "enum", "literal", "template_literal"]);

const isPlainValue = (value: unknown) =>
  value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/** What of a single check is beyond JSON Schema: code of ours, a changed value, an expression with flags, no bound at all. */
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

/** True for what JSON text gives back as it was. */
function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object" || value === null) return isPlainValue(value);
  const isOrdinary = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isOrdinary && Object.values(value).every((field) => field === undefined || isJson(field));
}

/** What is wrong with the value that stands for a field left out. zod hands it to the handler unchecked. */
function oddityOfDefault(def: object): string | undefined {
  if (!("defaultValue" in def && "type" in def)) return undefined;
  return isJson(def.defaultValue) ? undefined : `${def.type} that is not JSON`;
}

/** True when an answer of this schema may be no value at all, which no JSON text says. */
export const mayBeUndefined = (schema: z.core.$ZodType): boolean => schema._zod.optout === "optional";

/** A list has no holes: JSON would write null there. */
const hasHoles = (def: object) => "element" in def && isSchema(def.element) && mayBeUndefined(def.element);

const isEmptyChoice = (def: z.core.$ZodTypeDef) =>
  (def.type === "enum" && "entries" in def && Object.keys(def.entries ?? {}).length === 0) ||
  (def.type === "literal" && "values" in def && Array.isArray(def.values) && def.values.length === 0);

/** What a schema is, if that is beyond JSON Schema, whatever it holds. */
function oddityOf(schema: z.core.$ZodType): string | undefined {
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true) return "coercion";
  if (!plain.has(def.type)) return def.type;
  if (isEmptyChoice(def)) return "choice of nothing";
  if (def.type === "literal" && "values" in def && Array.isArray(def.values) && !def.values.every(isPlainValue))
    return "literal that is not JSON";
  if ("keyType" in def && isSchema(def.keyType) && !isTextual(def.keyType)) return "record by other keys than text";
  if (hasHoles(def)) return "list of what may be missing";
  return oddityOfDefault(def) ?? def.checks?.map(oddityOfCheck).find((oddity) => oddity !== undefined);
}

const sentence = (place: string, oddity: string) => {
  const advice = instead[oddity];
  return `${place || "the whole"} is a ${oddity}${advice === undefined ? "" : `; ${advice}`}`;
};

/** Objects within objects; more of them are made as they are looked at, without end. */
const maxNesting = 3000;

interface Visit {
  readonly schema: z.core.$ZodType;
  readonly path: string;
  readonly nesting: number;
}

/** Schemas known to be plain JSON, with all that they hold: contracts share most of what they are made of. */
const known = new WeakSet<z.core.$ZodType>();

/**
 * Finds the first part of a schema that JSON Schema cannot express both ways: dates, big integers, maps,
 * transforms, refinements, coercion and the like. Clients in other languages would not see what the handler sees.
 * Looks at each schema once, however many schemas refer to it.
 * @returns its path, its kind and what to write instead, as in `".createdAt is a date; write z.iso.datetime() …"`, or
 * `undefined` when all is plain JSON.
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
      return `${path.slice(0, 60)}… has no end: a function or getter makes a new schema each time; make each schema once, as a constant, and refer to that`;
    const isLevel = schema._zod.def.type === "object" || schema._zod.def.type === "lazy";
    const children = childrenOf(schema);
    for (const [step] of children)
      if (step.startsWith(".") && step.slice(1) in Object.prototype)
        return `${path}${step} is a name that every object has`;
    for (const [step, child] of children.toReversed())
      open.push({ schema: child, path: path + step, nesting: nesting + (isLevel ? 1 : 0) });
  }
  for (const schema of seen) known.add(schema);
  return undefined;
}
