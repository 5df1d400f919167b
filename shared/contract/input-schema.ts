import type * as z from "zod";
import type { EmittedSchema, JsonSchema } from "./tidy-json-schema.ts";
import { isSchema } from "./walk-schema.ts";

const isOptional = (schema: unknown) => isSchema(schema) && schema._zod.optin !== undefined;

/** Number of required items: trailing optional items do not count. */
function leastItems(items: readonly unknown[]): number {
  return items.findLastIndex((item) => !isOptional(item)) + 1;
}

const hasOwnBound = ({ checks = [] }: z.core.$ZodTypeDef) =>
  checks.some(({ _zod: { def } }) => def.check === "min_length" || def.check === "length_equals");

function setRequired(jsonSchema: JsonSchema, names: readonly string[]): void {
  if (names.length > 0) jsonSchema.required = [...names];
  else delete jsonSchema.required;
}

/**
 * Turns zod's output schema into the input schema, where fields with defaults are optional. zod does the same with
 * `io: "input"`, but in quadratic time for schemas that reference each other.
 */
export function asSent({ jsonSchema, zodSchema }: EmittedSchema): void {
  const { def } = zodSchema._zod;
  if (def.type === "object" && "shape" in def) {
    const fields = Object.entries(def.shape ?? {}).filter(([, field]) => !isOptional(field));
    setRequired(
      jsonSchema,
      fields.map(([name]) => name),
    );
  }
  if (def.type === "tuple" && "items" in def && Array.isArray(def.items) && !hasOwnBound(def)) {
    const least = leastItems(def.items);
    if (least > 0) jsonSchema.minItems = least;
    else delete jsonSchema.minItems;
  }
  if (def.type === "record" && "valueType" in def && isOptional(def.valueType)) delete jsonSchema.required;
  if (def.type === "prefault" && "defaultValue" in def)
    jsonSchema.default ??= JSON.parse(JSON.stringify(def.defaultValue));
}
