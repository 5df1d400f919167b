import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { discriminatorOf } from "./names.ts";
import { portablePattern } from "./patterns.ts";
import type { Schemas } from "./schemas.ts";

/**
 * Position of a schema. Every tool reads the default of a parameter itself; of a field in a body, or in a parameter that is
 * JSON, some tools treat a default as required.
 */
type Place = "parameter" | "component";

type Schema = JsonSchema | boolean;

/** Changed keywords; `undefined` removes one. */
type Changes = Readonly<Record<string, unknown>>;

const map = (fields: Readonly<Record<string, Schema>>, change: (schema: Schema) => Schema) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, change(field)]));

/** Pattern properties of a record; a pattern that is not portable is removed, so that any key is valid. */
const portableKeys = (fields: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(Object.entries(fields).map(([pattern, field]) => [portablePattern(pattern) ?? "", field]));

/** A description with the default appended as text. */
const withDefaultText = (description: string | undefined, value: unknown) =>
  [description ?? [], `Where it is left out: \`${JSON.stringify(value)}\`.`].flat().join(" ");

/**
 * Number keywords without 64-bit formats: JSON numbers are exact below 2^53, so no client needs another type. The
 * bounds state the range.
 */
function numbersOf({ type, format, minimum, maximum }: JsonSchema): Changes {
  const isInteger = type === "integer" || (Array.isArray(type) && type.includes("integer"));
  if (!isInteger || format !== "int64") return {};
  return {
    format: undefined,
    minimum: minimum ?? Number.MIN_SAFE_INTEGER,
    maximum: maximum ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Words or null as one type, which code generators know as nullable; any other schema unchanged. */
function foldNullableWords(schema: JsonSchema): JsonSchema {
  const { anyOf: [words, none, another] = [], ...whole } = schema;
  if (typeof words !== "object" || typeof none !== "object" || another !== undefined) return schema;
  if (none.type !== "null" || words.type !== "string" || words.enum === undefined) return schema;
  return { ...words, ...whole, type: ["string", "null"], enum: [...words.enum, null] };
}

/** Changed keywords of one schema, without its children. */
function ownChanges(schema: JsonSchema, place: Place, schemas: Schemas): Changes {
  const { pattern, description, propertyNames } = schema;
  const isDefaultInText = place === "component" && "default" in schema;
  const discriminator = discriminatorOf(schema, schemas);
  return {
    ...numbersOf(schema),
    ...(pattern !== undefined && { pattern: portablePattern(pattern) }),
    ...(isDefaultInText && { default: undefined, description: withDefaultText(description, schema.default) }),
    // Keys are always strings.
    ...(typeof propertyNames === "object" &&
      JSON.stringify(propertyNames) === '{"type":"string"}' && { propertyNames: undefined }),
    ...(discriminator !== undefined && { discriminator }),
  };
}

/**
 * Normalizes a schema so that code generators and validators read it alike: portable patterns ({@link
 * portablePattern}), no 64-bit number formats, no default in a body, one type for words or null.
 */
export function portable(given: JsonSchema, place: Place, schemas: Schemas): JsonSchema {
  const schema = foldNullableWords(given);
  const inside = (one: Schema): Schema => (typeof one === "object" ? portable(one, "component", schemas) : one);
  const { properties, items, prefixItems, additionalProperties, patternProperties, propertyNames } = schema;
  const changed = {
    ...schema,
    ...(properties !== undefined && { properties: map(properties, inside) }),
    ...(patternProperties !== undefined && { patternProperties: map(portableKeys(patternProperties), inside) }),
    ...(additionalProperties !== undefined && { additionalProperties: inside(additionalProperties) }),
    ...(propertyNames !== undefined && { propertyNames: inside(propertyNames) }),
    ...(items !== undefined && { items: Array.isArray(items) ? items.map(inside) : inside(items) }),
    ...(prefixItems !== undefined && { prefixItems: prefixItems.map(inside) }),
    ...Object.fromEntries(
      (["anyOf", "oneOf", "allOf"] as const).flatMap((keyword) => {
        const members = schema[keyword];
        return members === undefined ? [] : [[keyword, members.map(inside)]];
      }),
    ),
    ...(schema.not !== undefined && { not: inside(schema.not) }),
  };
  const all = Object.entries({ ...changed, ...ownChanges(schema, place, schemas) });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
