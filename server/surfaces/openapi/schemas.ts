import type { JsonSchema } from "../../../shared/contract/json-schema.ts";

/** Schemas by name, as `components.schemas` holds them. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

/** What a reference to a named schema begins with. */
export const refPrefix = "#/components/schemas/";

export const refTo = (name: string): JsonSchema => ({ $ref: refPrefix + name });

/** Name of the schema that a reference points at; `undefined` for anything else. */
export const refName = ({ $ref }: JsonSchema): string | undefined =>
  $ref?.startsWith(refPrefix) ? $ref.slice(refPrefix.length) : undefined;

/** The schema itself where there is a reference to it. */
export function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = refName(schema);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** `ArticlesPublish` for `articles.publish`. */
export const pascalCase = (name: string): string =>
  name
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const maxDepth = 8;

/**
 * A value that fits a schema, put together from the examples in it.
 * @returns `undefined` when a required part has none.
 */
export function exampleOf(schema: JsonSchema, schemas: Schemas, depth = 0): unknown {
  const { examples: [example] = [], type, items, properties = {}, required = [] } = resolve(schema, schemas);
  if (example !== undefined || depth === maxDepth) return example;
  if (type === "array" && typeof items === "object" && !Array.isArray(items)) {
    const item = exampleOf(items, schemas, depth + 1);
    return item === undefined ? undefined : [item];
  }
  if (type !== "object") return type === "null" ? null : undefined;
  const fields = Object.entries(properties)
    .map(
      ([name, field]) => [name, typeof field === "object" ? exampleOf(field, schemas, depth + 1) : undefined] as const,
    )
    .filter(([, value]) => value !== undefined);
  const given = new Set(fields.map(([name]) => name));
  return required.every((name) => given.has(name)) ? Object.fromEntries(fields) : undefined;
}
