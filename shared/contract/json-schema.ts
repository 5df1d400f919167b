import * as z from "zod";
import type { NamedProcedure } from "./tree.ts";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A procedure's shapes, as clients that know no zod read them. */
export interface DescribedProcedure extends NamedProcedure {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  /** What goes with errors, by code, where something does. */
  readonly details: Readonly<Record<string, JsonSchema>>;
}

/** All shapes of an API: named ones once, procedures refer to them. */
export interface ApiDescription {
  /** Schemas that carry an `id`, by that id. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly procedures: readonly DescribedProcedure[];
}

// `format` says the same as zod's usual expression for it, which fills pages. One of another precision or version stays.
const usualPatterns: ReadonlyMap<string, string> = new Map([
  ["date-time", z.regexes.datetime({}).source],
  ["email", z.regexes.email.source],
  ["uuid", z.regexes.uuid().source],
]);

// Generators read a type or null from `type: [..]` alone, and these keywords say nothing about null.
const foldable = new Set(["type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"]);

/** Writes "a simple type with its bounds, or null" as one schema. */
function foldNull(schema: JsonSchema): void {
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

function tidy({ jsonSchema, zodSchema }: { jsonSchema: JsonSchema; zodSchema: z.core.$ZodType }): void {
  if (jsonSchema.pattern !== undefined && usualPatterns.get(jsonSchema.format ?? "") === jsonSchema.pattern)
    delete jsonSchema.pattern;
  foldPatterns(jsonSchema);
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

/**
 * Describes every procedure in JSON Schema, with schemas that have an `id` set apart.
 * @param refPrefix what references to them begin with, as in `#/components/schemas/`.
 * @throws {TypeError} when two different schemas carry one `id`, or one differs as input and as output.
 */
export function describeApi(procedures: readonly NamedProcedure[], refPrefix: string): ApiDescription {
  const components: Record<string, JsonSchema> = {};
  const describe = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
    const { $schema, $defs = {}, ...whole } = z.toJSONSchema(schema, { io, override: tidy });
    const text = JSON.stringify([whole, $defs]).replaceAll('"$ref":"#/$defs/', `"$ref":"${refPrefix}`);
    const [described, named]: [JsonSchema, Record<string, JsonSchema>] = JSON.parse(text);
    for (const [id, { id: _, ...component }] of Object.entries(named)) {
      const known = components[id];
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component))
        throw new TypeError(`two different schemas have the id "${id}"`);
      components[id] = component;
    }
    return described;
  };
  const described = procedures.map((named) => ({
    ...named,
    input: describe(named.procedure.input, "input"),
    output: describe(named.procedure.output, "output"),
    details: Object.fromEntries(
      Object.entries(named.procedure.errors).flatMap(([code, { details }]) =>
        details === undefined ? [] : [[code, describe(details, "output")]],
      ),
    ),
  }));
  return { components, procedures: described };
}
