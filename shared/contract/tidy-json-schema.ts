import * as z from "zod";
import { isSchema } from "./walk-schema.ts";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

// zod's default patterns for these formats are long and redundant. Patterns for another precision or version stay.
const usualPatterns: ReadonlyMap<string, string> = new Map([
  ["date-time", z.regexes.datetime({}).source],
  ["date", z.regexes.date.source],
  ["email", z.regexes.email.source],
  ["uuid", z.regexes.uuid().source],
]);

// Generators recognize nullable types only as `type: [..]`. These keywords do not apply to null.
const foldable = new Set(["type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"]);
const annotations = new Set(["title", "description", "examples", "deprecated"]);

/** Folds `allOf` of a default pattern and one other pattern, as for a bounded timestamp, into `format` and `pattern`. */
function foldPatterns(schema: JsonSchema): void {
  const patterns = (schema.allOf ?? []).map((part) => (typeof part === "object" ? part.pattern : undefined));
  const [format] = [...usualPatterns].find(([, usual]) => patterns.includes(usual)) ?? [];
  const [pattern, another] = patterns.filter((one) => one !== usualPatterns.get(format ?? ""));
  if (format === undefined || pattern === undefined || another !== undefined || patterns.length !== 2) return;
  delete schema.allOf;
  Object.assign(schema, { format, pattern });
}

/** Simplifies the keywords of a string or number. */
function foldSimple(schema: JsonSchema): void {
  if (schema.pattern !== undefined && usualPatterns.get(schema.format ?? "") === schema.pattern) delete schema.pattern;
  foldPatterns(schema);
  // A duration of JSON Schema has no fraction of a second: the pattern states what zod accepts.
  if (schema.format === "duration") delete schema.format;
  // Safe integers of JavaScript need 64 bits in other languages.
  if (schema.type === "integer" && schema.maximum === Number.MAX_SAFE_INTEGER) {
    schema.format = "int64";
    delete schema.maximum;
    if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  }
}

/** Folds `anyOf` of a simple type and null into one schema. Annotations of the whole override those of the type. */
function foldNull(schema: JsonSchema): void {
  const [value, none, another] = schema.anyOf ?? [];
  if (typeof value !== "object" || typeof none !== "object" || another !== undefined || none.type !== "null") return;
  // zod may emit the whole before its part.
  foldSimple(value);
  const keywords = Object.keys(value);
  if (typeof value.type !== "string" || !keywords.every((key) => foldable.has(key) || annotations.has(key))) return;
  delete schema.anyOf;
  Object.assign(schema, { ...value, ...schema, type: [value.type, "null"] });
}

const msPerDay = 86_400_000;

/** True for a value near the current time, such as a default that reads the clock. */
function isCurrentTime(text: string): boolean {
  const nowMs = Date.now();
  const near = (ms: number) => Math.abs(ms - nowMs) < msPerDay;
  if (text.includes(new Date(nowMs).toISOString().slice(0, 10))) return true;
  return [...text.matchAll(/\d{10,13}/g)].some(([digits]) => near(Number(digits)) || near(Number(digits) * 1000));
}

const readings = 4;

/** True for a default computed by a function, such as a random id, which a document cannot state. */
function isComputed(def: object): boolean {
  if (!("defaultValue" in def)) return false;
  const texts = Array.from({ length: readings }, () => JSON.stringify(def.defaultValue));
  return new Set(texts).size > 1 || isCurrentTime(texts[0] ?? "");
}

/** Argument of zod's `override`. */
export interface EmittedSchema {
  readonly jsonSchema: JsonSchema;
  readonly zodSchema: z.core.$ZodType;
}

/** Simplifies a schema emitted by zod for readers and code generators. */
export function tidyEmittedSchema({ jsonSchema, zodSchema }: EmittedSchema): void {
  foldSimple(jsonSchema);
  if (jsonSchema.default !== undefined && isComputed(zodSchema._zod.def)) delete jsonSchema.default;
  // Fields may be added to an object later; clients must not reject them.
  if (zodSchema._zod.def.type === "object" && jsonSchema.additionalProperties === false)
    delete jsonSchema.additionalProperties;
  // zod requires the keys of an enum, also where their values may be missing.
  const { def } = zodSchema._zod;
  if (def.type === "record" && "valueType" in def && isSchema(def.valueType) && def.valueType._zod.optout !== undefined)
    delete jsonSchema.required;
  // JSON Schema has no empty list of schemas: a tuple without places is a list.
  if (jsonSchema.prefixItems?.length === 0) delete jsonSchema.prefixItems;
  foldNull(jsonSchema);
}
