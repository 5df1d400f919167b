import * as z from "zod";
import type { NamedProcedure } from "./api.ts";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** A procedure's shapes, as clients that know no zod read them. */
export interface DescribedProcedure extends NamedProcedure {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

/** All shapes of an API: named ones once, procedures refer to them. */
export interface ApiDescription {
  /** Schemas that carry an `id`, by that id. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly procedures: readonly DescribedProcedure[];
}

// `format` says the same, and zod's expressions for them fill pages.
const selfExplanatoryFormats = new Set(["date-time", "email", "uuid"]);

function tidy({ jsonSchema, zodSchema }: { jsonSchema: JsonSchema; zodSchema: z.core.$ZodType }): void {
  if (selfExplanatoryFormats.has(jsonSchema.format ?? "")) delete jsonSchema.pattern;
  // Fields may be added to an object later; readers must not refuse them.
  if (zodSchema._zod.def.type === "object") delete jsonSchema.additionalProperties;
}

/**
 * Describes every procedure in JSON Schema, with schemas that have an `id` set apart.
 * @param refPrefix what references to them begin with, as in `#/components/schemas/`.
 */
export function describeApi(procedures: readonly NamedProcedure[], refPrefix: string): ApiDescription {
  const components: Record<string, JsonSchema> = {};
  const describe = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
    const { $schema, $defs = {}, ...whole } = z.toJSONSchema(schema, { io, override: tidy });
    const text = JSON.stringify([whole, $defs]).replaceAll('"$ref":"#/$defs/', `"$ref":"${refPrefix}`);
    const [described, named]: [JsonSchema, Record<string, JsonSchema>] = JSON.parse(text);
    for (const [id, { id: _, ...component }] of Object.entries(named)) components[id] = component;
    return described;
  };
  const described = procedures.map((named) => ({
    ...named,
    input: describe(named.procedure.input, "input"),
    output: describe(named.procedure.output, "output"),
  }));
  return { components, procedures: described };
}
