import type * as z from "zod";
import { schemasWithin } from "../../shared/contract/index.ts";

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** Whether zod would hand one object to every call that leaves a field out: it copies defaults at their surface alone. */
const holdsSharedDefault = (schema: z.ZodObject): boolean =>
  [...schemasWithin(schema)].some(({ _zod: { def } }) => "defaultValue" in def && isObject(def.defaultValue));

const verdicts = new WeakMap<z.ZodObject, boolean>();

function sharesDefaults(schema: z.ZodObject): boolean {
  const known = verdicts.get(schema);
  if (known !== undefined) return known;
  const verdict = holdsSharedDefault(schema);
  verdicts.set(schema, verdict);
  return verdict;
}

/** Copies plain JSON, which is all that an input can hold. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(Object(value)).map(([name, field]) => [name, copyOf(field)]));
}

/** The parsed input as the call's own: what its handler changes in it, no other call will find. */
export const freshInput = (schema: z.ZodObject, parsed: Record<string, unknown>): Record<string, unknown> =>
  sharesDefaults(schema)
    ? Object.fromEntries(Object.entries(parsed).map(([name, field]) => [name, copyOf(field)]))
    : parsed;
