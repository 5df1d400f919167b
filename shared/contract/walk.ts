import type * as z from "zod";

/** True for a schema of zod. */
export const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === "object" && value !== null && "_zod" in value;

/** A schema directly inside another one, and the step that leads there: `.name`, `[]`, `{}` or nothing. */
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

/** What `z.lazy` stands for; zod asks its function once. */
const lazyOf = (schema: z.core.$ZodType): Child[] =>
  "innerType" in schema._zod && isSchema(schema._zod.innerType) ? [["", schema._zod.innerType]] : [];

/** Schemas directly inside a schema. A getter or `z.lazy` is asked, which may make a schema that was not there before. */
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

/** Every schema within a schema, itself first, each once however often it is used. */
export function schemasWithin(root: z.core.$ZodType): ReadonlySet<z.core.$ZodType> {
  const found = new Set([root]);
  for (const schema of found) for (const [, child] of childrenOf(schema)) found.add(child);
  return found;
}
