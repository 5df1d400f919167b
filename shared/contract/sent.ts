import type * as z from "zod";
import type { Emitted, JsonSchema } from "./tidy.ts";
import { isSchema } from "./walk.ts";

const mayBeLeftOut = (schema: unknown) => isSchema(schema) && schema._zod.optin !== undefined;

/** How many items must be sent: all but the last ones that may be left out. */
function leastItems(items: readonly unknown[]): number {
  return items.findLastIndex((item) => !mayBeLeftOut(item)) + 1;
}

const hasOwnBound = ({ checks = [] }: z.core.$ZodTypeDef) =>
  checks.some(({ _zod: { def } }) => def.check === "min_length" || def.check === "length_equals");

function setRequired(jsonSchema: JsonSchema, names: readonly string[]): void {
  if (names.length > 0) jsonSchema.required = [...names];
  else delete jsonSchema.required;
}

/**
 * Changes what zod wrote of a schema as it is answered into what may be sent: with defaults left out. zod does the same
 * itself (`io: "input"`), in time that grows with the square of the schemas that refer to each other.
 */
export function asSent({ jsonSchema, zodSchema }: Emitted): void {
  const { def } = zodSchema._zod;
  if (def.type === "object" && "shape" in def) {
    const fields = Object.entries(def.shape ?? {}).filter(([, field]) => !mayBeLeftOut(field));
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
  if (def.type === "record" && "valueType" in def && mayBeLeftOut(def.valueType)) delete jsonSchema.required;
  if (def.type === "prefault" && "defaultValue" in def)
    jsonSchema.default ??= JSON.parse(JSON.stringify(def.defaultValue));
}
