import type { JsonSchema } from "./json-schema.ts";

/** An end of a range. */
export interface Bound {
  readonly value: number;
  /** Whether the bound is exclusive. */
  readonly isOpen: boolean;
}

export interface NumberBranch {
  readonly kind: "number";
  readonly isWhole: boolean;
  readonly least: Bound;
  readonly most: Bound;
  /** All of them must divide the value. */
  readonly divisors: readonly number[];
}

/** Bounds that every safe integer of JavaScript meets. */
const isUnsafe = (value: number) => Math.abs(value) >= Number.MAX_SAFE_INTEGER;

/** Normalizes one bound; for integers `> 0` is `>= 1`. @param sign 1 for the lower end, -1 for the upper. */
function boundOf(closed: number | undefined, open: number | undefined, sign: 1 | -1, isWhole: boolean): Bound {
  const unbounded = { value: -sign * Number.POSITIVE_INFINITY, isOpen: false };
  if (open !== undefined && isWhole) {
    const value = sign === 1 ? Math.floor(open) + 1 : Math.ceil(open) - 1;
    return isUnsafe(value) ? unbounded : { value, isOpen: false };
  }
  if (open !== undefined) return { value: open, isOpen: true };
  if (closed === undefined || (isWhole && isUnsafe(closed))) return unbounded;
  return { value: closed, isOpen: false };
}

/** Parses a schema of type `number` or `integer`; its format is a hint for other languages. */
export function numberOf(schema: JsonSchema, isWhole: boolean): NumberBranch {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, allOf = [] } = schema;
  const more = allOf.map((part) => (typeof part === "object" ? part.multipleOf : undefined));
  const divisors = [multipleOf, ...more].filter((each) => each !== undefined);
  const open = (value: number | boolean | undefined) => (typeof value === "number" ? value : undefined);
  return {
    kind: "number",
    isWhole,
    least: boundOf(minimum, open(exclusiveMinimum), 1, isWhole),
    most: boundOf(maximum, open(exclusiveMaximum), -1, isWhole),
    divisors: [...new Set(divisors)].sort((a, b) => a - b),
  };
}
