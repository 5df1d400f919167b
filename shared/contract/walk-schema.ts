import type * as z from "zod";

/** True for a zod schema. */
export const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === "object" && value !== null && "_zod" in value;

/** A direct child of a schema, and its path step: `.name`, `[]`, `{}` or empty. */
export type Child = readonly [step: string, schema: z.core.$ZodType];

const steps = new Map([
  ["element", "[]"],
  ["rest", "[]"],
  ["valueType", "{}"],
  ["catchall", "{}"],
]);

function fieldsOf(shape: unknown): Child[] {
  if (typeof shape !== "object" || shape === null) return [];
  return Object.entries(shape).flatMap(([name, item]): Child[] => (isSchema(item) ? [[`.${name}`, item]] : []));
}

/** The schema behind `z.lazy`; zod calls its function once. */
const lazyOf = (schema: z.core.$ZodType): Child[] =>
  "innerType" in schema._zod && isSchema(schema._zod.innerType) ? [["", schema._zod.innerType]] : [];

/** Direct children of a schema. Evaluates getters and `z.lazy`, which may create new schemas. */
export function childrenOf(schema: z.core.$ZodType): Child[] {
  const { def } = schema._zod;
  if (def.type === "lazy") return lazyOf(schema);
  return Object.entries(def).flatMap(([key, value]): Child[] => {
    if (key === "checks" || key === "parts") return [];
    if (key === "shape") return fieldsOf(value);
    if (isSchema(value)) return [[steps.get(key) ?? "", value]];
    return Array.isArray(value) ? value.filter(isSchema).map((item): Child => ["", item]) : [];
  });
}

/** All schemas reachable from a schema, itself first, each once. */
export function schemasWithin(root: z.core.$ZodType): ReadonlySet<z.core.$ZodType> {
  const found = new Set([root]);
  for (const schema of found) for (const [, child] of childrenOf(schema)) found.add(child);
  return found;
}
