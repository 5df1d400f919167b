import type * as z from "zod";
import { schemasWithin } from "../../shared/contract/index.ts";

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Whether zod would return one shared object as default to every call: it copies defaults only shallowly. */
const holdsSharedDefault = (schema: z.ZodObject): boolean =>
  [...schemasWithin(schema)].some(({ _zod: { def } }) => "defaultValue" in def && isObject(def.defaultValue));

const verdicts = new WeakMap<z.ZodObject, boolean>();

function sharesDefaults(schema: z.ZodObject): boolean {
  const cached = verdicts.get(schema);
  if (cached !== undefined) return cached;
  const verdict = holdsSharedDefault(schema);
  verdicts.set(schema, verdict);
  return verdict;
}

/** Deep-copies plain JSON, the only data of an input. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(Object(value)).map(([name, field]) => [name, copyOf(field)]));
}

/** Copies the shared defaults of a parsed input, so that changes by one handler stay invisible to other calls. */
export const freshInput = (schema: z.ZodObject, parsed: Record<string, unknown>): Record<string, unknown> =>
  sharesDefaults(schema)
    ? Object.fromEntries(Object.entries(parsed).map(([name, field]) => [name, copyOf(field)]))
    : parsed;
