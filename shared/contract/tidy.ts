import * as z from "zod";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

// `format` says the same as zod's usual expression for it, which fills pages. One of another precision or version stays.
const usualPatterns: ReadonlyMap<string, string> = new Map([
  ["date-time", z.regexes.datetime({}).source],
  ["date", z.regexes.date.source],
  ["email", z.regexes.email.source],
  ["uuid", z.regexes.uuid().source],
]);

// Generators read a type or null from `type: [..]` alone, and these keywords say nothing about null.
const foldable = new Set(["type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"]);

/** Writes "a simple type with its bounds, or null" as one schema. */
export function foldNull(schema: JsonSchema): void {
  const [value, none, another] = schema.anyOf ?? [];
  if (typeof value !== "object" || typeof none !== "object" || another !== undefined || none.type !== "null") return;
  if (typeof value.type !== "string" || !Object.keys(value).every((keyword) => foldable.has(keyword))) return;
  delete schema.anyOf;
  Object.assign(schema, value, { type: [value.type, "null"] });
}

/** Writes "a usual expression and one more", as of a moment within bounds, as the format and the other one. */
function foldPatterns(schema: JsonSchema): void {
  const patterns = (schema.allOf ?? []).map((part) => (typeof part === "object" ? part.pattern : undefined));
  const [format] = [...usualPatterns].find(([, usual]) => patterns.includes(usual)) ?? [];
  const [pattern, another] = patterns.filter((one) => one !== usualPatterns.get(format ?? ""));
  if (format === undefined || pattern === undefined || another !== undefined || patterns.length !== 2) return;
  delete schema.allOf;
  Object.assign(schema, { format, pattern });
}

const msPerDay = 86_400_000;

/** A value that names the present, as a default made of the clock does. */
function isOfNow(text: string): boolean {
  const nowMs = Date.now();
  const near = (ms: number) => Math.abs(ms - nowMs) < msPerDay;
  if (text.includes(new Date(nowMs).toISOString().slice(0, 10))) return true;
  return [...text.matchAll(/\d{10,13}/g)].some(([digits]) => near(Number(digits)) || near(Number(digits) * 1000));
}

const readings = 4;

/** True for a default that a function makes anew, such as a random id: no document can tell it. */
function isMadeAnew(def: object): boolean {
  if (!("defaultValue" in def)) return false;
  const texts = Array.from({ length: readings }, () => JSON.stringify(def.defaultValue));
  return new Set(texts).size > 1 || isOfNow(texts[0] ?? "");
}

/** What zod hands to an `override`. */
export interface Emitted {
  readonly jsonSchema: JsonSchema;
  readonly zodSchema: z.core.$ZodType;
}

/** Writes what zod emits as people and generators read it best. */
export function tidy({ jsonSchema, zodSchema }: Emitted): void {
  if (jsonSchema.pattern !== undefined && usualPatterns.get(jsonSchema.format ?? "") === jsonSchema.pattern)
    delete jsonSchema.pattern;
  foldPatterns(jsonSchema);
  if (jsonSchema.default !== undefined && isMadeAnew(zodSchema._zod.def)) delete jsonSchema.default;
  // Fields may be added to an object later; readers must not refuse them.
  if (zodSchema._zod.def.type === "object" && jsonSchema.additionalProperties === false)
    delete jsonSchema.additionalProperties;
  // The bounds of a JavaScript number: other languages need to know that 32 bits do not hold it.
  if (jsonSchema.type === "integer" && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
    jsonSchema.format = "int64";
    delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  }
  foldNull(jsonSchema);
}
