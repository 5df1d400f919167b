import * as z from "zod";
import { isFieldName } from "./procedure-checks.ts";
import { isSchema } from "./walk-schema.ts";

/** An indexed field. */
export interface DocumentIndex {
  readonly field: string;
  /** How its values are ordered: text by code points. */
  readonly kind: "text" | "number" | "boolean";
  /** Whether lists may be bounded by it; a choice of constants is only compared. */
  readonly hasRange: boolean;
  /** Schema of one value. */
  readonly of: z.core.$ZodType;
}

/** An entry of an index has at most 2704 bytes, and 200 characters of key in it. */
const maxIndexedLength = 400;

/** The schema of a present value: without `optional`, `nullable` and defaults. */
function innermost(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return "innerType" in def && isSchema(def.innerType) ? innermost(def.innerType) : schema;
}

const fixedFormats: readonly string[] = ["uuid", "guid", "date", "ipv4", "ulid", "nanoid"];

function errorOfText(field: string, of: z.core.$ZodType): string | undefined {
  const { def } = of._zod;
  const format = "format" in def ? String(def.format) : undefined;
  if (format === "datetime") {
    const isOrdered =
      "precision" in def && typeof def.precision === "number" && !("offset" in def && def.offset === true);
    return isOrdered ? undefined : `"${field}" is ordered by its text: write z.iso.datetime({ precision: 3 })`;
  }
  const maxLength: unknown = Reflect.get(of, "maxLength");
  const isBounded = typeof maxLength === "number" && maxLength <= maxIndexedLength;
  return isBounded || (format !== undefined && fixedFormats.includes(format))
    ? undefined
    : `"${field}" must be bounded, by .max(${maxIndexedLength}) or less`;
}

function ofChoice(field: string, of: z.core.$ZodType, values: readonly unknown[]): DocumentIndex | string {
  const kind = typeof values[0];
  if (!values.every((value) => typeof value === kind)) return `"${field}" has values of several types`;
  if (kind === "string") return { field, kind: "text", hasRange: false, of };
  return kind === "number" || kind === "boolean" ? { field, kind, hasRange: false, of } : `"${field}" has no order`;
}

/** The index over a field of the schema. @returns the reason where it has none. */
export function indexOf(schema: z.ZodObject, field: string): DocumentIndex | string {
  const declared = Object.hasOwn(schema.shape, field) ? schema.shape[field] : undefined;
  if (declared === undefined) return `the schema has no field "${field}"`;
  if (!isFieldName(field)) return `"${field}" is no name of letters and digits`;
  const of = innermost(declared);
  const { def } = of._zod;
  if (def.type === "string") return errorOfText(field, of) ?? { field, kind: "text", hasRange: true, of };
  if (def.type === "number") return { field, kind: "number", hasRange: true, of };
  if (def.type === "boolean") return { field, kind: "boolean", hasRange: false, of };
  if (def.type === "enum" && "entries" in def) return ofChoice(field, of, Object.values(def.entries ?? {}));
  if (def.type === "literal" && "values" in def && Array.isArray(def.values)) return ofChoice(field, of, def.values);
  return `"${field}" is a ${def.type}: an index needs one text, number or boolean`;
}

type ValueOf<S extends z.ZodObject, F extends string> = NonNullable<z.output<S>[F & keyof z.output<S>]>;

type BoundsOf<S extends z.ZodObject, F extends string> =
  string extends ValueOf<S, F> ? `${F}From` | `${F}To` : number extends ValueOf<S, F> ? `${F}From` | `${F}To` : never;

/** Input fields that search by indexes: `title`, `titleFrom`, `titleTo`. */
type IndexFields<S extends z.ZodObject, I extends string> = {
  readonly [F in I]: z.ZodOptional<z.ZodType<ValueOf<S, F>>>;
} & { readonly [F in I as BoundsOf<S, F>]: z.ZodOptional<z.ZodType<ValueOf<S, F>>> };

/** Guarantees the types by the same rules as {@link IndexFields}: a value for each field, bounds where there is a range. */
const asIndexFields = <S extends z.ZodObject, I extends string>(fields: Readonly<Record<string, z.core.$ZodType>>) =>
  fields as unknown as IndexFields<S, I>;

/** Schema of a bound: any text that an entry may hold, since a bound need not be a value. */
const boundOf = (kind: DocumentIndex["kind"]) => (kind === "number" ? z.number() : z.string().max(maxIndexedLength));

/** The input fields of a list that search by its indexes. */
export const indexFieldsOf = <S extends z.ZodObject, I extends string>(
  _schema: S,
  indexes: readonly DocumentIndex[],
): IndexFields<S, I> =>
  asIndexFields<S, I>(
    Object.fromEntries(
      indexes.flatMap(({ field, kind, hasRange, of }): [string, z.core.$ZodType][] => [
        [field, z.optional(of)],
        ...(hasRange
          ? ["From", "To"].map((end): [string, z.core.$ZodType] => [`${field}${end}`, z.optional(boundOf(kind))])
          : []),
      ]),
    ),
  );
