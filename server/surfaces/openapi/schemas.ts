import type { JsonSchema } from "../../../shared/contract/json-schema.ts";

/** Schemas by name, as in `components.schemas`. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

export const refPrefix = "#/components/schemas/";

export const refTo = (name: string): JsonSchema => ({ $ref: refPrefix + name });

/** The schema name of a reference; `undefined` for anything else. */
export const refName = ({ $ref }: JsonSchema): string | undefined =>
  $ref?.startsWith(refPrefix) ? $ref.slice(refPrefix.length) : undefined;

/** Resolves a reference; returns any other schema unchanged. */
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

/** `articlesPublish` for `articles.publish`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

const maxDepth = 8;

/** Kind of example: a response shows every field, a request only the required ones. */
type ExampleOf = "response" | "request";

/** Fields that an object's example shows. */
function shownFields(
  { properties = {}, required = [] }: JsonSchema,
  of: ExampleOf,
  exampleIn: (field: JsonSchema) => unknown,
) {
  const fields = Object.entries(properties)
    .map(([name, field]) => [name, typeof field === "object" ? exampleIn(field) : undefined] as const)
    .filter(([, value]) => value !== undefined);
  if (of === "response") return fields;
  // Optional fields, such as a second factor, are wrong for most callers. Without required fields, one shows the
  // format.
  return required.length === 0 ? fields.slice(0, 1) : fields.filter(([name]) => required.includes(name));
}

/** Builds a valid value from the examples within a schema. @returns `undefined` when a required part has no example. */
export function exampleOf(schema: JsonSchema, schemas: Schemas, of: ExampleOf, depth = 0): unknown {
  const resolved = resolve(schema, schemas);
  const { examples: [example] = [], type, items, required = [] } = resolved;
  if (example !== undefined || depth === maxDepth) return example;
  const exampleIn = (inner: JsonSchema) => exampleOf(inner, schemas, of, depth + 1);
  if (type === "array" && typeof items === "object" && !Array.isArray(items)) {
    const item = exampleIn(items);
    return item === undefined ? undefined : [item];
  }
  if (type !== "object") return type === "null" ? null : undefined;
  const fields = shownFields(resolved, of, exampleIn);
  const given = new Set(fields.map(([name]) => name));
  return required.every((name) => given.has(name)) ? Object.fromEntries(fields) : undefined;
}
