import * as z from "zod";
import { isSchema } from "./walk-schema.ts";

/** A JSON merge patch (RFC 7396) of a value: each field may be left out, null removes it. */
export type MergePatch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [F in keyof T]?: MergePatch<NonNullable<T[F]>> | null }
    : T;

type Schema = z.core.$ZodType;

/** Objects whose patch schema is under construction: a recursive one is replaced as a whole. */
type Open = ReadonlySet<Schema>;

/** A field's schema without optionality and defaults. */
function presentOf(schema: Schema): { readonly value: Schema; readonly isRemovable: boolean } {
  const { def, optin } = schema._zod;
  if (!("innerType" in def) || !isSchema(def.innerType)) return { value: schema, isRemovable: false };
  return { value: presentOf(def.innerType).value, isRemovable: optin !== undefined };
}

function patchOfField(schema: Schema, open: Open): Schema {
  const { value, isRemovable } = presentOf(schema);
  const patch = patchOfValue(value, open);
  // Exactly optional: a null in a field that must be there is refused, not taken as left out.
  return z.exactOptional(isRemovable ? z.nullable(patch) : patch);
}

/** The patch schema of entries that no field names; nothing where the schema forbids or drops them. */
const patchOfOthers = (others: Schema, open: Open) =>
  others._zod.def.type === "never" ? others : z.nullable(patchOfValue(others, open));

function patchOfValue(value: Schema, open: Open): Schema {
  const { def } = value._zod;
  if (open.has(value)) return value;
  if (value instanceof z.ZodObject) return patchOfObject(value, open);
  if (def.type !== "record" || !("valueType" in def) || !isSchema(def.valueType)) return value;
  return z.record(z.string(), z.nullable(patchOfValue(presentOf(def.valueType).value, open)));
}

function patchOfObject(object: z.ZodObject, open: Open): z.ZodObject {
  const within: Open = new Set([...open, object]);
  const fields = Object.entries(object.shape).map(([name, field]) => [name, patchOfField(field, within)]);
  const patch = z.object(Object.fromEntries(fields));
  const { catchall } = object._zod.def;
  return catchall === undefined ? patch : patch.catchall(patchOfOthers(catchall, within));
}

/** Guarantees the type: {@link patchOfObject} makes each field optional, and nullable where it can be removed. */
const asPatch = <S extends z.ZodObject>(patch: z.ZodObject) => patch as unknown as z.ZodType<MergePatch<z.output<S>>>;

/**
 * The schema of merge patches of an object. Nested objects and records are merged, lists and unions replaced. A field that
 * must be there has no null: to a field of several values, of which null is one, a merge patch cannot give null.
 */
export const mergePatchOf = <S extends z.ZodObject>(object: S): z.ZodType<MergePatch<z.output<S>>> =>
  asPatch<S>(patchOfObject(object, new Set()));
