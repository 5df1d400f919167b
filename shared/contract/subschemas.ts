import type { JsonSchema } from "./tidy-json-schema.ts";

type Schema = JsonSchema | boolean;
type Fields = Readonly<Record<string, Schema>>;

/** Maps a nested schema; `word` names its position, for type names. */
export type ChangeSchema = (schema: JsonSchema, word: string) => JsonSchema;

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const words = { items: "Item", additionalProperties: "Value", propertyNames: "Key", not: "Not", contains: "Item" };

/** Copies a schema with its direct subschemas mapped. Values such as defaults and examples stay unchanged. */
export function mapSubschemas(schema: JsonSchema, change: ChangeSchema): JsonSchema {
  const one = (inner: Schema, word: string): Schema => (typeof inner === "object" ? change(inner, word) : inner);
  const fields = (inner: Fields, word?: string) =>
    Object.fromEntries(Object.entries(inner).map(([name, field]) => [name, one(field, word ?? name)]));
  const changed: Record<string, unknown> = { ...schema };
  if (schema.properties !== undefined) changed.properties = fields(schema.properties);
  if (schema.patternProperties !== undefined) changed.patternProperties = fields(schema.patternProperties, "Value");
  for (const [keyword, word] of Object.entries(words)) {
    const inner: unknown = schema[keyword];
    if (isSchema(inner)) changed[keyword] = change(inner, word);
  }
  for (const keyword of ["anyOf", "oneOf", "allOf"] as const)
    if (schema[keyword] !== undefined) changed[keyword] = schema[keyword].map((inner) => one(inner, ""));
  if (schema.prefixItems !== undefined)
    changed.prefixItems = schema.prefixItems.map((inner, place) => one(inner, `Item${place + 1}`));
  return changed;
}
