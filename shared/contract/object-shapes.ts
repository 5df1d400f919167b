import type * as z from "zod";
import { isSchema } from "./walk-schema.ts";

type Schema = z.core.$ZodType;

/** Fields of an object by name. */
export type Shape = Readonly<Record<string, Schema>>;

const shapeOf = (shape: unknown): Shape =>
  Object.fromEntries(Object.entries(Object(shape)).filter((entry): entry is [string, Schema] => isSchema(entry[1])));

const joined = (one: Shape | undefined, other: Shape | undefined): Shape | undefined =>
  one === undefined || other === undefined ? undefined : { ...one, ...other };

/**
 * The objects that a value may be: one for a plain object, several for a union, `undefined` among them where it may be
 * something else. Looks through `.readonly()`, `.and()`, `z.lazy` and others that leave an object an object.
 */
export function objectShapes(schema: Schema, open: ReadonlySet<Schema> = new Set()): readonly (Shape | undefined)[] {
  // A union that holds itself adds no other object.
  if (open.has(schema)) return [];
  const { def } = schema._zod;
  const inside = (inner: unknown) => (isSchema(inner) ? objectShapes(inner, new Set([...open, schema])) : [undefined]);
  if (def.type === "object" && "shape" in def) return [shapeOf(def.shape)];
  if (def.type === "union" && "options" in def && Array.isArray(def.options)) return def.options.flatMap(inside);
  if (def.type === "intersection" && "left" in def && "right" in def) {
    const others = inside(def.right);
    return inside(def.left).flatMap((one) => others.map((other) => joined(one, other)));
  }
  if (def.type === "lazy" && "innerType" in schema._zod) return inside(schema._zod.innerType);
  if (!("innerType" in def)) return [undefined];
  return def.type === "nullable" || def.type === "optional"
    ? [...inside(def.innerType), undefined]
    : inside(def.innerType);
}
