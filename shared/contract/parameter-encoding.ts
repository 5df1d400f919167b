import type * as z from "zod";
import { isSchema } from "./walk-schema.ts";

/** JSON type of a value that is encoded as plain text. */
export type Scalar = "text" | "number" | "boolean";

/**
 * Encoding of a value in a path, a query string or a header: a scalar as plain text; a list as a repeated parameter; any other value as JSON in one
 * parameter. Types are not guessed: `?size=5` is a number because the contract says so.
 */
export type ParameterEncoding =
  | { readonly kind: "scalar"; readonly of: ReadonlySet<Scalar> }
  | { readonly kind: "list"; readonly of: ReadonlySet<Scalar> }
  | { readonly kind: "json" };

const numberText = /^-?(\d{1,40})(?:\.(\d{1,40}))?([eE][+-]?\d{1,3})?$/;

/** The significant digits of a number's text: without its sign, point and exponent, and without leading and trailing zeros. */
function significantDigits(text: string): string {
  const [, whole = "", fraction = ""] = numberText.exec(text) ?? [];
  return (whole + fraction).replace(/^0+|0+$/g, "");
}

/** From this number on Java prints an exponent, sooner than other languages. */
const [smallest, largest] = [1e-3, 1e7];

/** Numbers between are written without an exponent, so that a small id has one address: `/things/1000`, not `/things/1e3`. */
const needsNoExponent = (value: number) => Math.abs(value) >= smallest && Math.abs(value) < largest;

/**
 * Reads a number as languages print it: `20`, `0.30000000000000004`, `1e-7`, `1.0E-7`.
 * @returns `undefined` for other texts, and for one that a number would round, such as `1.0000000000000000001`.
 */
export function readNumber(text: string): number | undefined {
  const [written, , , exponent] = numberText.exec(text) ?? [];
  if (written === undefined) return undefined;
  const value = Number(text);
  if (exponent !== undefined && needsNoExponent(value)) return undefined;
  return significantDigits(text) === significantDigits(String(value)) ? value : undefined;
}

interface Scalars {
  readonly of: ReadonlySet<Scalar>;
  /** The allowed texts; `null` if any text is allowed. */
  readonly texts: readonly string[] | null;
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
    texts: values.filter((value) => typeof value === "string"),
  };
}

function scalarsOfAll(schemas: readonly unknown[]): Scalars | undefined {
  const all = schemas.map((schema) => (isSchema(schema) ? scalarsOf(schema) : undefined));
  const scalars = all.filter((one) => one !== undefined);
  if (scalars.length < all.length) return undefined;
  const isAnyText = scalars.some(({ texts }) => texts === null);
  return {
    of: new Set(scalars.flatMap(({ of }) => [...of])),
    texts: isAnyText ? null : scalars.flatMap(({ texts }) => texts ?? []),
  };
}

/** The scalar types that a schema accepts; `undefined` when it also accepts other values. */
function scalarsOf({ _zod: { def } }: z.core.$ZodType): Scalars | undefined {
  if (def.type === "string" || def.type === "template_literal") return { of: new Set(["text"]), texts: null };
  if (def.type === "number" || def.type === "boolean") return { of: new Set([def.type]), texts: [] };
  if (def.type === "literal" && "values" in def && Array.isArray(def.values)) return scalarsOfValues(def.values);
  if (def.type === "enum" && "entries" in def) return scalarsOfValues(Object.values(def.entries ?? {}));
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return scalarsOfAll(def.options);
  return undefined;
}

/** True when every text decodes to one value. Ambiguous: `5` where both the number and the word `"5"` are allowed. */
function isUnambiguous({ of, texts }: Scalars): boolean {
  if (of.size === 1 || !of.has("text")) return true;
  const isAmbiguous = (word: string) =>
    (of.has("number") && readNumber(word) !== undefined) ||
    (of.has("boolean") && (word === "true" || word === "false"));
  return texts !== null && !texts.some(isAmbiguous);
}

/** The encoding of values of a schema. @returns `undefined` when their text would be ambiguous, as for nullable text. */
export function parameterEncodingOf(schema: z.core.$ZodType): ParameterEncoding | undefined {
  const { def } = schema._zod;
  if ("innerType" in def && isSchema(def.innerType)) {
    const inner = parameterEncodingOf(def.innerType);
    if (def.type !== "nullable") return inner;
    return inner === undefined || inner.kind === "scalar" ? undefined : { kind: "json" };
  }
  const scalars = scalarsOf(schema);
  if (scalars !== undefined) return isUnambiguous(scalars) ? { kind: "scalar", of: scalars.of } : undefined;
  if (def.type === "null") return undefined;
  if (def.type === "array" && "element" in def && isSchema(def.element)) {
    const item = parameterEncodingOf(def.element);
    if (item?.kind === "scalar") return { kind: "list", of: item.of };
  }
  return { kind: "json" };
}
