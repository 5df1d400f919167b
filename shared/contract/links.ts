import * as z from "zod";
import { objectShapes, type Shape } from "./object-shapes.ts";
import type { Api } from "./procedure.ts";
import { proceduresOf } from "./tree.ts";
import { childrenOf } from "./walk-schema.ts";

type Fields = Readonly<Record<string, string>>;
/** The fields of all object types with an `id` in outputs, by id. */
function typesOf(api: Api): ReadonlyMap<string, Shape> {
  const types = new Map<string, Shape>();
  const seen = new Set<z.core.$ZodType>(proceduresOf(api).map(({ procedure }) => procedure.output));
  for (const schema of seen) {
    const id = z.globalRegistry.get(schema)?.id;
    const [shape, another] = id === undefined ? [] : objectShapes(schema);
    if (id !== undefined && shape !== undefined && another === undefined) types.set(id, shape);
    for (const [, child] of childrenOf(schema)) seen.add(child);
  }
  return types;
}

/** Whether a field of the type always holds a value that an input can take. */
const isAlwaysThere = (field: z.core.$ZodType | undefined): boolean =>
  field !== undefined && field._zod.optout === undefined && field._zod.def.type !== "nullable";

function errorOfLink(types: ReadonlyMap<string, Shape>, input: Shape, place: string, by: Fields) {
  const [type = "", name = "", more] = place.split(".");
  const shape = types.get(type);
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || more !== undefined) return `"${place}" is no place such as "Order.lines"`;
  if (shape === undefined) return `no output has a type with the id "${type}"`;
  if (Object.hasOwn(shape, name)) return `"${type}" has a field "${name}" already`;
  if (Object.keys(by).length === 0) return `"${place}" fills no field of the input`;
  for (const [field, source] of Object.entries(by)) {
    if (!Object.hasOwn(input, field)) return `the input has no field "${field}"`;
    if (!Object.hasOwn(shape, source) || !isAlwaysThere(shape[source]))
      return `"${source}" is no field that every "${type}" has`;
  }
  return undefined;
}

/** Checks the links of all queries; returns the first error with its procedure. */
export function checkLinks(api: Api): string | undefined {
  const linked = proceduresOf(api).flatMap(({ name, procedure }) =>
    procedure.kind === "query" && procedure.links !== undefined
      ? [{ name, links: procedure.links, input: procedure.input.shape }]
      : [],
  );
  if (linked.length === 0) return undefined;
  const types = typesOf(api);
  const owners = new Map<string, string>();
  for (const { name, links, input } of linked)
    for (const [place, by] of Object.entries(links)) {
      const owner = owners.get(place);
      const error = owner === undefined ? errorOfLink(types, input, place, by) : `"${place}" leads to ${owner} already`;
      if (error !== undefined) return `${name}: links: ${error}`;
      owners.set(place, name);
    }
  return undefined;
}
