import * as z from "zod";
import { findInexpressible, placeOfPath, type SchemaPaths } from "./find-inexpressible.ts";
import { childrenOf, isSchema } from "./walk-schema.ts";

type Schema = z.core.$ZodType;

/** Names that no generated type can have: words of TypeScript in the place of a type's name. */
const reservedNames = new Set(
  (
    "any bigint boolean never null number object string symbol undefined unknown void as async await break case catch class " +
    "const continue debugger default delete do else enum export extends false finally for function if implements import " +
    "in instanceof interface let new package private protected public return static super switch this throw true try " +
    "type typeof var while with yield"
  ).split(" "),
);

/** True for an `id` that is a type's name in the OpenAPI document and in every client. */
const isTypeName = (id: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(id) && !reservedNames.has(id);

function idErrorOf(schema: Schema, place: string): string | undefined {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined || isTypeName(id)) return undefined;
  return `${place} has the id "${id}", which cannot be the name of a type; write one such as "Address"`;
}

const maxShown = 40;

/** zod gives a default to the handler unchecked. */
function defaultErrorOf({ _zod: { def } }: Schema, place: string): string | undefined {
  if (!("defaultValue" in def && "innerType" in def)) return undefined;
  const { defaultValue, innerType } = def;
  if (!isSchema(innerType) || z.safeParse(innerType, defaultValue).success) return undefined;
  const shown = JSON.stringify(defaultValue).slice(0, maxShown);
  return `${place} has the default ${shown}, which its own schema refuses; write a value that fits, or .optional()`;
}

/** Schemas that a value is read by at the same place: members of a union, and what a wrapper wraps. */
function alternativesOf(schema: Schema): readonly Schema[] {
  const isPlace = ["object", "array", "tuple", "record"].includes(schema._zod.def.type);
  return isPlace ? [] : childrenOf(schema).map(([, child]) => child);
}

/** Finds a schema that leads back to itself at the same place, which zod would follow without end. */
function loopErrorOf(paths: SchemaPaths): string | undefined {
  const finished = new Set<Schema>();
  for (const [start, path] of paths) {
    if (start._zod.def.type !== "lazy" || finished.has(start)) continue;
    const within = new Set(alternativesOf(start));
    for (const schema of within) for (const next of alternativesOf(schema)) within.add(next);
    if (within.has(start))
      return `${placeOfPath(path)} leads to itself without an object, a list or a record between; write one around it`;
    for (const schema of within) finished.add(schema);
  }
  return undefined;
}

/** Schemas found to have no error, with all their children, since contracts share most schemas. */
const known = new WeakSet<Schema>();

/**
 * Finds what is wrong with a schema in a contract: what JSON Schema cannot express, an `id` that no client could use as a
 * name, a default that the schema refuses, a recursion without end.
 * @returns a sentence with the path and the replacement; `undefined` for a sound schema.
 */
export function schemaErrorOf(root: Schema): string | undefined {
  const paths: SchemaPaths = new Map();
  const inexpressible = findInexpressible(root, paths, (schema) => known.has(schema));
  if (inexpressible !== undefined) return `JSON Schema cannot express it: ${inexpressible}`;
  const loop = loopErrorOf(paths);
  if (loop !== undefined) return loop;
  for (const [schema, path] of paths) {
    const place = placeOfPath(path);
    const error = idErrorOf(schema, place) ?? defaultErrorOf(schema, place);
    if (error !== undefined) return error;
  }
  for (const schema of paths.keys()) known.add(schema);
  return undefined;
}

/** The same for a schema that must be an object, such as an input. */
export const objectErrorOf = (schema: Schema): string | undefined =>
  schema instanceof z.ZodObject
    ? schemaErrorOf(schema)
    : "it is no z.object({ … }); put a list or a union into a field of one";
