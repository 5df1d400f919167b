import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, refName, type Schemas } from "../openapi/schemas.ts";
import { graphqlName } from "./names.ts";

/** A schema with its references resolved and without null. */
export interface ReadSchema {
  readonly schema: JsonSchema;
  /** The component's name, for a reference to one. */
  readonly component: string | undefined;
  readonly isNullable: boolean;
}

type Schema = JsonSchema | boolean;

/** A nested schema; true, false and lists, which older drafts allow, count as a schema for anything. */
export const asSchema = (schema: Schema | readonly unknown[] | undefined): JsonSchema =>
  typeof schema === "object" && !isList(schema) ? schema : {};

const isList = (value: object): value is readonly unknown[] => Array.isArray(value);

const isNull = (schema: Schema) => typeof schema === "object" && schema.type === "null";

/** The members of a union; `undefined` for other schemas. */
export const membersOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] | undefined =>
  (anyOf ?? oneOf)?.map(asSchema);

/** A schema whose type is a list with null, `["string", "null"]`, or whose members are, without it. */
function withoutNullType(schema: JsonSchema): JsonSchema | undefined {
  if (schema.type === undefined && schema.enum?.includes(null) && schema.enum.length > 1)
    return { ...schema, enum: schema.enum.filter((value) => value !== null) };
  if (!Array.isArray(schema.type) || !schema.type.includes("null")) return undefined;
  const [type, another] = schema.type.filter((one) => one !== "null");
  const { type: _, enum: values, ...rest } = schema;
  const left = values === undefined ? rest : { ...rest, enum: values.filter((value) => value !== null) };
  return type === undefined || another !== undefined ? left : { ...left, type };
}

/** The schema without one layer of null; `undefined` where it has none. */
function withoutNull(schema: JsonSchema): JsonSchema | undefined {
  const members = membersOf(schema);
  if (members === undefined) return withoutNullType(schema);
  const [first, ...others] = members.filter((member) => !isNull(member));
  if (first === undefined || others.length + 1 === members.length) return undefined;
  const { anyOf: _, oneOf: __, ...rest } = schema;
  return others.length === 0 ? { ...rest, ...first } : { ...rest, anyOf: [first, ...others] };
}

/** Merges an intersection of objects into one object; other schemas stay as they are. */
function merged(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map((part) => readSchema(asSchema(part), schemas).schema);
  if (!parts.every(isTypedObject)) return schema;
  const { allOf: _, ...rest } = schema;
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  return { ...rest, type: "object", properties, required: parts.flatMap(({ required = [] }) => required) };
}

/** Resolves references and null. A reference that leads to itself counts as a schema for anything. */
export function readSchema(of: JsonSchema, schemas: Schemas): ReadSchema {
  const seen = new Set<string>();
  let schema = of;
  let component: string | undefined;
  let isNullable = false;
  for (;;) {
    const name = refName(schema);
    if (name !== undefined) {
      if (seen.has(name)) return { schema: {}, component: undefined, isNullable: true };
      seen.add(name);
      component = name;
      schema = schemas[name] ?? {};
      continue;
    }
    const stripped = withoutNull(schema);
    if (stripped === undefined) return { schema: merged(schema, schemas), component, isNullable };
    isNullable = true;
    schema = stripped;
  }
}

const maxNamed = 2;

/** A name for the member of a union, by its first constants: `LineStringOrMultiPoint`. */
export const memberName = ({ values }: UnionMember): string =>
  values
    .slice(0, maxNamed)
    .map((value) => pascalCase(graphqlName(String(value))))
    .join("Or");

/** True for an object whose fields are all named: one with others is a map, which GraphQL has no type for. */
export const isTypedObject = ({ properties, additionalProperties, patternProperties }: JsonSchema): boolean =>
  properties !== undefined &&
  Object.keys(properties).length > 0 &&
  (additionalProperties === undefined || additionalProperties === false) &&
  patternProperties === undefined;

/** A member of a discriminated union: one field has constants that no other member has. */
export interface UnionMember {
  readonly values: readonly unknown[];
  readonly schema: JsonSchema;
}

/** A discriminated union of objects. */
export interface TaggedUnion {
  readonly field: string;
  readonly members: readonly UnionMember[];
}

/** All members, those of unions within the union included. */
function flatMembers(schema: JsonSchema, schemas: Schemas, depth = 0): readonly JsonSchema[] {
  const members = membersOf(readSchema(schema, schemas).schema);
  if (members === undefined || depth > 8) return [schema];
  return members.flatMap((member) => flatMembers(member, schemas, depth + 1));
}

/** The constants that a required field may have; none for a field of any other value. */
function constantsOf(
  { properties = {}, required = [] }: JsonSchema,
  field: string,
  schemas: Schemas,
): readonly unknown[] {
  if (!required.includes(field)) return [];
  const { const: constant, enum: values = [] } = readSchema(asSchema(properties[field]), schemas).schema;
  return constant === undefined ? values : [constant];
}

/** Reads a union of objects with a constant discriminator field; `undefined` for any other union. */
export function taggedUnion(schema: JsonSchema, schemas: Schemas): TaggedUnion | undefined {
  if (membersOf(schema) === undefined) return undefined;
  const members = flatMembers(schema, schemas);
  const read = members.map((member) => readSchema(member, schemas).schema);
  const [first] = read;
  if (first === undefined || !read.every(isTypedObject)) return undefined;
  for (const field of Object.keys(first.properties ?? {})) {
    const values = read.map((member) => constantsOf(member, field, schemas));
    const all = values.flat();
    if (values.some(({ length }) => length === 0) || new Set(all).size < all.length) continue;
    return { field, members: members.map((member, at) => ({ schema: member, values: values[at] ?? [] })) };
  }
  return undefined;
}
