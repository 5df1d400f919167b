import { mapSubschemas } from "./subschemas.ts";
import type { JsonSchema } from "./tidy-json-schema.ts";

type Schema = JsonSchema | boolean;

/** Resolves a reference; returns any other schema unchanged. */
type Resolve = (schema: JsonSchema) => JsonSchema;

const isObject = (schema: Schema | undefined): schema is JsonSchema => typeof schema === "object";

const isUnionAlone = (schema: Schema): schema is JsonSchema =>
  isObject(schema) && schema.oneOf !== undefined && Object.keys(schema).length === 1;

/** Members of a union, with those of nameless unions within it. */
const membersOf = ({ oneOf = [] }: JsonSchema): readonly Schema[] =>
  oneOf.flatMap((member) => (isUnionAlone(member) ? membersOf(member) : [member]));

/** The constants of a required field; none for another field. */
function constantsOf(member: Schema, field: string, resolve: Resolve): readonly unknown[] {
  const { properties = {}, required = [] } = isObject(member) ? resolve(member) : {};
  const schema = properties[field];
  if (!required.includes(field) || !isObject(schema)) return [];
  const { const: constant, enum: values = [] } = resolve(schema);
  return constant === undefined ? values : [constant];
}

/** True when a field tells all members apart, so that no value fits two of them, nested or not. */
function isTagged(members: readonly Schema[], resolve: Resolve): boolean {
  const [first] = members;
  const fields = isObject(first) ? Object.keys(resolve(first).properties ?? {}) : [];
  return fields.some((field) => {
    const constants = members.map((member) => constantsOf(member, field, resolve));
    return constants.every(({ length }) => length > 0) && new Set(constants.flat()).size === constants.flat().length;
  });
}

/**
 * Writes unions of unions as one union, which the document can give a discriminator and clients one type: zod keeps the
 * members of a discriminated union within another apart.
 */
export function flattenUnions(schema: JsonSchema, resolve: Resolve): JsonSchema {
  const mapped = mapSubschemas(schema, (inner) => flattenUnions(inner, resolve));
  if (mapped.oneOf?.some(isUnionAlone) !== true) return mapped;
  const members = membersOf(mapped);
  // Unchecked cast: zod's type of the keyword has no booleans, which its members may be.
  return isTagged(members, resolve) ? { ...mapped, oneOf: members as JsonSchema[] } : mapped;
}
