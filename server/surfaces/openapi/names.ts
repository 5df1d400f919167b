import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, refTo, resolve, type Schemas } from "./schemas.ts";

// Code generators name a nested object after its field and ignore clashes with other names: two fields `account` become
// `Account` and `Account2`. Each object of the document therefore gets a name of its own.

type Schema = JsonSchema | boolean;

const isObject = (schema: Schema | undefined): schema is JsonSchema => typeof schema === "object";

const hasFields = (schema: JsonSchema) => schema.properties !== undefined && schema.$ref === undefined;

/** The discriminator value of a union member: `circle` of `{ kind: "circle" }`. */
function tagOf({ properties = {} }: JsonSchema): string | undefined {
  for (const field of Object.values(properties))
    if (isObject(field) && typeof field.const === "string" && /^[A-Za-z]\w*$/.test(field.const)) return field.const;
  return undefined;
}

/** Words that a field may have; none for another schema. */
function wordsOf(schema: Schema | undefined): readonly string[] {
  if (!isObject(schema)) return [];
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  const words = values.filter((value) => typeof value === "string");
  return words.length === values.length ? words : [];
}

/** Extracts nested objects of a schema into named schemas. */
class Naming {
  readonly named: Record<string, JsonSchema> = {};
  readonly #taken: ReadonlySet<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The wanted name, or a numbered one when it is taken. */
  #free(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name) || this.named[name] !== undefined; count++) name = `${wanted}${count}`;
    return name;
  }

  /** A nested schema: a reference where it is an object, otherwise itself with its objects extracted. */
  inner(schema: JsonSchema, wanted: string): JsonSchema {
    if (!hasFields(schema)) return this.outer(schema, wanted);
    const name = this.#free(wanted);
    // Reserved before the fields are named: a nested object may want the same name.
    this.named[name] = schema;
    this.named[name] = this.outer(schema, name);
    return refTo(name);
  }

  #within(schema: Schema, wanted: string): Schema {
    return isObject(schema) ? this.inner(schema, wanted) : schema;
  }

  #members(members: readonly JsonSchema[], name: string): JsonSchema[] {
    const isAlone = members.filter(({ type }) => type !== "null").length === 1;
    return members.map((member, place) => {
      const tag = tagOf(member);
      return this.inner(
        member,
        isAlone ? name : `${name}${tag === undefined ? `Option${place + 1}` : pascalCase(tag)}`,
      );
    });
  }

  /** A top-level schema, with its nested objects extracted. */
  outer(schema: JsonSchema, name: string): JsonSchema {
    const { properties, items, prefixItems, additionalProperties, patternProperties, anyOf, oneOf } = schema;
    const within = (fields: Readonly<Record<string, Schema>>, suffix = "") =>
      Object.fromEntries(
        Object.entries(fields).map(([key, field]) => [key, this.#within(field, name + (suffix || pascalCase(key)))]),
      );
    return {
      ...schema,
      ...(properties !== undefined && { properties: within(properties) }),
      ...(patternProperties !== undefined && { patternProperties: within(patternProperties, "Value") }),
      ...(isObject(additionalProperties) && { additionalProperties: this.inner(additionalProperties, `${name}Value`) }),
      ...(items !== undefined && !Array.isArray(items) && { items: this.#within(items, `${name}Item`) }),
      ...(prefixItems !== undefined && {
        prefixItems: prefixItems.map((item, place) => this.#within(item, `${name}Item${place + 1}`)),
      }),
      ...(anyOf !== undefined && { anyOf: this.#members(anyOf, name) }),
      ...(oneOf !== undefined && { oneOf: this.#members(oneOf, name) }),
    };
  }
}

/** Names every nested object after its schema and field. */
export function nameObjects(schemas: Schemas): Schemas {
  const naming = new Naming(Object.keys(schemas));
  const outer = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, naming.outer(schema, name)]));
  return { ...outer, ...naming.named };
}

/** The discriminator field of a union, with the mapping of its values to members. */
export function discriminatorOf(
  { oneOf, anyOf }: JsonSchema,
  schemas: Schemas,
): { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> } | undefined {
  const members = oneOf ?? anyOf ?? [];
  const [first] = members;
  if (members.length < 2 || first === undefined || !members.every((member) => isObject(member) && member.$ref))
    return undefined;
  const wordsIn = (member: Schema, field: string): readonly string[] => {
    const { properties = {}, required = [] } = isObject(member) ? resolve(member, schemas) : {};
    const schema = required.includes(field) ? properties[field] : undefined;
    return wordsOf(isObject(schema) ? resolve(schema, schemas) : undefined);
  };
  const fields = isObject(first) ? Object.keys(resolve(first, schemas).properties ?? {}) : [];
  for (const propertyName of fields) {
    const words = members.map((member) => wordsIn(member, propertyName));
    const pairs = members.flatMap((member, at) =>
      (words[at] ?? []).map((word) => [word, isObject(member) ? member.$ref : undefined]),
    );
    const mapping = Object.fromEntries(pairs);
    if (words.every(({ length }) => length > 0) && Object.keys(mapping).length === pairs.length)
      return { propertyName, mapping };
  }
  return undefined;
}
