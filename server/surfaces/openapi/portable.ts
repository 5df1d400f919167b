import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { discriminatorOf } from "./names.ts";
import { portablePattern } from "./patterns.ts";
import type { Schemas } from "./schemas.ts";

/** Where a schema stands. A parameter's default is read by every tool; in a body some make the field required by it. */
type Place = "parameter" | "component";

type Schema = JsonSchema | boolean;

/** New values of keywords; `undefined` takes one out. */
type Changes = Readonly<Record<string, unknown>>;

const map = (fields: Readonly<Record<string, Schema>>, change: (schema: Schema) => Schema) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, change(field)]));

/** Keys of a record are told by patterns too; one that cannot be told lets any key be. */
const portableKeys = (fields: Readonly<Record<string, Schema>>) =>
  Object.fromEntries(Object.entries(fields).map(([pattern, field]) => [portablePattern(pattern) ?? "", field]));

/** The default in words. */
const told = (description: string | undefined, value: unknown) =>
  [description ?? [], `Where it is left out: \`${JSON.stringify(value)}\`.`].flat().join(" ");

/** JSON numbers are exact below 2^53, so no reader needs another type for them; the bounds say what to expect. */
function numbersOf({ type, format, minimum, maximum }: JsonSchema): Changes {
  const isInteger = type === "integer" || (Array.isArray(type) && type.includes("integer"));
  if (!isInteger || format !== "int64") return {};
  return {
    format: undefined,
    minimum: minimum ?? Number.MIN_SAFE_INTEGER,
    maximum: maximum ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Keywords whose value changes, for one schema without what it holds. */
function ownChanges(schema: JsonSchema, place: Place, schemas: Schemas): Changes {
  const { pattern, description, propertyNames } = schema;
  const isDefaultTold = place === "component" && "default" in schema;
  const discriminator = discriminatorOf(schema, schemas);
  return {
    ...numbersOf(schema),
    ...(pattern !== undefined && { pattern: portablePattern(pattern) }),
    ...(isDefaultTold && { default: undefined, description: told(description, schema.default) }),
    // Keys are text in any case.
    ...(typeof propertyNames === "object" &&
      JSON.stringify(propertyNames) === '{"type":"string"}' && { propertyNames: undefined }),
    ...(discriminator !== undefined && { discriminator }),
  };
}

/**
 * Writes a schema so that code generators and validators of every kind read the same from it: patterns that mean one
 * thing ({@link portablePattern}), no 64-bit formats for JSON numbers, no default that makes a field of a body required.
 */
export function portable(schema: JsonSchema, place: Place, schemas: Schemas): JsonSchema {
  const inside = (one: Schema): Schema => (typeof one === "object" ? portable(one, place, schemas) : one);
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
