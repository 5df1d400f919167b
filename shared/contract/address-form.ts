import type * as z from "zod";
import { isSchema } from "./walk.ts";

/** What the text of one value may stand for. */
export type Scalar = "text" | "number" | "boolean";

/**
 * How an address tells a value: by its own text; as a list, by its name given once for each item; everything else as JSON
 * in one parameter. Nothing is guessed: `?size=5` is a number because the contract says so.
 */
export type AddressForm =
  | { readonly kind: "scalar"; readonly of: ReadonlySet<Scalar> }
  | { readonly kind: "list"; readonly of: ReadonlySet<Scalar> }
  | { readonly kind: "json" };

/** Sixteen digits in all, which a number holds without rounding; whole ones beyond 2^53 are the schema's to refuse. */
export const numberText = /^-?(?=[\d.]{1,16}$)\d+(?:\.\d+)?$/;

interface Scalars {
  readonly of: ReadonlySet<Scalar>;
  /** The only texts there are; `null` where any text may come. */
  readonly words: readonly string[] | null;
}

function kindOfValue(value: unknown): Scalar | undefined {
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : undefined;
}

function scalarsOfValues(values: readonly unknown[]): Scalars | undefined {
  const kinds = values.map(kindOfValue);
  if (kinds.includes(undefined)) return undefined;
  return {
    of: new Set(kinds.filter((kind) => kind !== undefined)),
    words: values.filter((value) => typeof value === "string"),
  };
}

function scalarsOfAll(schemas: readonly unknown[]): Scalars | undefined {
  const all = schemas.map((schema) => (isSchema(schema) ? scalarsOf(schema) : undefined));
  const known = all.filter((scalars) => scalars !== undefined);
  if (known.length < all.length) return undefined;
  const isAnyText = known.some(({ words }) => words === null);
  return {
    of: new Set(known.flatMap(({ of }) => [...of])),
    words: isAnyText ? null : known.flatMap(({ words }) => words ?? []),
  };
}

/** What single values a schema takes; `undefined` when it takes others as well. */
function scalarsOf({ _zod: { def } }: z.core.$ZodType): Scalars | undefined {
  if (def.type === "string" || def.type === "template_literal") return { of: new Set(["text"]), words: null };
  if (def.type === "number" || def.type === "boolean") return { of: new Set([def.type]), words: [] };
  if (def.type === "literal" && "values" in def && Array.isArray(def.values)) return scalarsOfValues(def.values);
  if (def.type === "enum" && "entries" in def) return scalarsOfValues(Object.values(def.entries ?? {}));
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return scalarsOfAll(def.options);
  return undefined;
}

/** True when no text could be meant for two values: `5` among numbers and words, say. */
function isTold({ of, words }: Scalars): boolean {
  if (of.size === 1 || !of.has("text")) return true;
  const isTaken = (word: string) =>
    (of.has("number") && numberText.test(word)) || (of.has("boolean") && (word === "true" || word === "false"));
  return words !== null && !words.some(isTaken);
}

/** @returns `undefined` when no text tells every value from every other, as of text that may be null. */
export function addressFormOf(schema: z.core.$ZodType): AddressForm | undefined {
  const { def } = schema._zod;
  if ("innerType" in def && isSchema(def.innerType)) {
    const inner = addressFormOf(def.innerType);
    if (def.type !== "nullable") return inner;
    return inner === undefined || inner.kind === "scalar" ? undefined : { kind: "json" };
  }
  const scalars = scalarsOf(schema);
  if (scalars !== undefined) return isTold(scalars) ? { kind: "scalar", of: scalars.of } : undefined;
  if (def.type === "null") return undefined;
  if (def.type === "array" && "element" in def && isSchema(def.element)) {
    const item = addressFormOf(def.element);
    if (item?.kind === "scalar") return { kind: "list", of: item.of };
  }
  return { kind: "json" };
}
