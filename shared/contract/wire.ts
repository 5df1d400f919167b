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

/** What the keys of a record may be. */
const textual = new Set(["string", "enum", "literal"]);

/** True for a schema of zod. */
export const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === "object" && value !== null && "_zod" in value;

const isPlainValue = (value: unknown) =>
  value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/** What of a single check is beyond JSON Schema: code of ours, a changed value, an expression with flags. */
function oddityOfCheck({ _zod: { def } }: z.core.$ZodCheck): string | undefined {
  if (def.check === "overwrite") return "transform";
  if (def.check === "custom" || def.check === "property") return "refinement";
  const pattern = "format" in def && def.format === "regex" && "pattern" in def ? def.pattern : undefined;
  return pattern instanceof RegExp && /[^uv]/.test(pattern.flags) ? "regular expression with flags" : undefined;
}

/** What a schema is, if that is beyond JSON Schema, whatever it holds. */
function oddityOf(schema: z.core.$ZodType): string | undefined {
  const { def } = schema._zod;
  if ("coerce" in def && def.coerce === true) return "coercion";
  if (!plain.has(def.type)) return def.type;
  if (def.type === "literal" && "values" in def && Array.isArray(def.values) && !def.values.every(isPlainValue))
    return "literal that is not JSON";
  if ("keyType" in def && isSchema(def.keyType) && !textual.has(def.keyType._zod.def.type))
    return "record by other keys than text";
  return def.checks?.map(oddityOfCheck).find((oddity) => oddity !== undefined);
}

const steps = new Map([
  ["element", "[]"],
  ["valueType", "{}"],
  ["catchall", "{}"],
]);

/** Schemas directly inside a schema, each with the path that leads there. */
function children(definition: object): [string, z.core.$ZodType][] {
  return Object.entries(definition).flatMap(([key, value]): [string, z.core.$ZodType][] => {
    if (key === "checks") return [];
    if (isSchema(value)) return [[steps.get(key) ?? "", value]];
    if (Array.isArray(value)) return value.filter(isSchema).map((item) => ["", item]);
    if (key !== "shape" || typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, item]) => (isSchema(item) ? [[`.${name}`, item]] : []));
  });
}

/**
 * Finds the first part of a schema that JSON Schema cannot express both ways: dates, big integers, maps,
 * transforms, refinements, coercion and the like. Clients in other languages would not see what the handler sees.
 * @returns its path and kind, as in `".createdAt is a date"`, or `undefined` when all is plain JSON.
 */
export function findInexpressible(
  schema: z.core.$ZodType,
  path = "",
  seen: ReadonlySet<z.core.$ZodType> = new Set(),
): string | undefined {
  if (seen.has(schema)) return undefined;
  const oddity = oddityOf(schema);
  if (oddity !== undefined) return `${path || "the whole"} is a ${oddity}`;
  const within = new Set(seen).add(schema);
  for (const [step, child] of children(schema._zod.def)) {
    const field = step.slice(1);
    if (step.startsWith(".") && field in Object.prototype) return `${path}${step} is a name that every object has`;
    const found = findInexpressible(child, path + step, within);
    if (found !== undefined) return found;
  }
  return undefined;
}
