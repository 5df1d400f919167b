import type * as z from "zod";

const plain = new Set([
  "string",
  "number",
  "boolean",
  "null",
  "literal",
  "enum",
  "unknown",
  "object",
  "array",
  "tuple",
  "record",
  "union",
  "intersection",
  "optional",
  "nullable",
  "default",
  "nonoptional",
  "readonly",
]);

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === "object" && value !== null && "_zod" in value;

/** Schemas directly inside a schema, each with the path that leads there. */
function children(definition: object): [string, z.core.$ZodType][] {
  return Object.entries(definition).flatMap(([key, value]): [string, z.core.$ZodType][] => {
    if (key === "checks") return [];
    if (isSchema(value)) return [[key === "element" ? "[]" : "", value]];
    if (Array.isArray(value)) return value.filter(isSchema).map((item) => ["", item]);
    if (key !== "shape" || typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, item]) => (isSchema(item) ? [[`.${name}`, item]] : []));
  });
}

/**
 * Finds the first part of a schema that JSON Schema cannot express both ways: dates, big integers, maps,
 * transforms, coercion and the like. Clients in other languages would not see what the handler sees.
 * @returns its path and kind, as in `".createdAt is a date"`, or `undefined` when all is plain JSON.
 */
export function findInexpressible(
  schema: z.core.$ZodType,
  path = "",
  seen: ReadonlySet<z.core.$ZodType> = new Set(),
): string | undefined {
  if (seen.has(schema)) return undefined;
  const definition = schema._zod.def;
  const kind = "coerce" in definition && definition.coerce === true ? "coercion" : definition.type;
  if (!plain.has(kind)) return `${path || "the whole"} is a ${kind}`;
  const within = new Set(seen).add(schema);
  for (const [step, child] of children(definition)) {
    const found = findInexpressible(child, path + step, within);
    if (found !== undefined) return found;
  }
  return undefined;
}
