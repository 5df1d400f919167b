import type { JsonSchema } from "./json-schema.ts";
import { refPrefix, type Schema, type Schemas } from "./json-schema.ts";
import { type Bound, type NumberBranch, numberOf } from "./number-branch.ts";

export type Literal = string | number | boolean | null;

export interface TextBranch {
  readonly kind: "text";
  readonly minLength: number;
  readonly maxLength: number;
  /** All of them must match. */
  readonly patterns: readonly string[];
  readonly format: string | undefined;
}

export interface ListBranch {
  readonly kind: "list";
  /** Item schemas of a tuple, by position. */
  readonly prefixItems: readonly Schema[];
  /** Schema of additional items; `false` if none are allowed. */
  readonly items: Schema;
  readonly minItems: number;
  readonly maxItems: number;
}

export interface ObjectBranch {
  readonly kind: "object";
  readonly fields: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  /** Schema of additional properties, as in records. */
  readonly additionalProperties: Schema | undefined;
  /** Schema of their names. */
  readonly propertyNames: Schema;
}

/** An opaque schema: only equality can be checked. */
interface OpaqueBranch {
  readonly kind: "opaque";
  readonly text: string;
}

export type Branch =
  | TextBranch
  | NumberBranch
  | ListBranch
  | ObjectBranch
  | OpaqueBranch
  | { readonly kind: "boolean" };

/** A schema, normalized to a union. */
export interface Shape {
  readonly isAnything: boolean;
  readonly literals: ReadonlySet<Literal>;
  readonly branches: readonly Branch[];
}

export type { Bound, NumberBranch };

const nothing: Shape = { isAnything: false, literals: new Set(), branches: [] };
const anything: Shape = { ...nothing, isAnything: true };
const oneOf = (branch: Branch): Shape => ({ ...nothing, branches: [branch] });

const union = (shapes: readonly Shape[]): Shape => ({
  isAnything: shapes.some(({ isAnything }) => isAnything),
  literals: new Set(shapes.flatMap(({ literals }) => [...literals])),
  branches: shapes.flatMap(({ branches }) => branches),
});

/** Keywords that do not constrain values, or add nothing to the parsed ones. */
const ignoredKeywords = new Set([
  "default",
  "readOnly",
  "id",
  "$id",
  "contentEncoding",
  "description",
  "examples",
  "title",
]);

/** Keywords that the comparison understands, by type; any other makes a schema opaque. */
const comparableKeywords: Readonly<Record<string, readonly string[]>> = {
  string: ["minLength", "maxLength", "pattern", "format", "allOf"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "allOf"],
  array: ["items", "prefixItems", "minItems", "maxItems"],
  object: ["properties", "required", "additionalProperties", "propertyNames"],
};

/** Canonical text of a schema with its references resolved: equal text means equal schemas. */
export function canonicalText(schema: Schema, schemas: Schemas): string {
  const reached = new Map<string, Schema>();
  const follow = (text: string) => {
    for (const [, name = ""] of text.matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)) {
      if (reached.has(name)) continue;
      reached.set(name, schemas[name] ?? true);
      follow(JSON.stringify(schemas[name] ?? true));
    }
  };
  follow(JSON.stringify(schema));
  return JSON.stringify([schema, [...reached].sort()]);
}

const opaque = (schema: Schema, schemas: Schemas): Shape =>
  oneOf({ kind: "opaque", text: canonicalText(schema, schemas) });

/** Formats that only describe how a value is shown; they do not constrain it. */
const annotationFormats = new Set(["password", "textarea"]);

function textOf({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, allOf = [], format }: JsonSchema) {
  const more = allOf.map((part) => (typeof part === "object" ? part.pattern : undefined));
  const patterns = [pattern, ...more].filter((each) => each !== undefined);
  const checked = format !== undefined && annotationFormats.has(format) ? undefined : format;
  return oneOf({ kind: "text", minLength, maxLength, patterns: [...new Set(patterns)].sort(), format: checked });
}

function listOf({ items = true, prefixItems = [], minItems = 0, maxItems }: JsonSchema): Shape {
  const additionalItems = Array.isArray(items) ? true : items;
  const most = maxItems ?? (additionalItems === false ? prefixItems.length : Number.POSITIVE_INFINITY);
  return oneOf({ kind: "list", prefixItems, items: additionalItems, minItems, maxItems: most });
}

function objectOf({ properties = {}, required = [], additionalProperties = false, propertyNames = true }: JsonSchema) {
  return oneOf({
    kind: "object",
    fields: new Map(Object.entries(properties)),
    required: new Set(required),
    additionalProperties: additionalProperties === false ? undefined : additionalProperties,
    propertyNames,
  });
}

/** True when each member of `allOf` has no keyword but this one. */
const allOfHoldsOnly = ({ allOf = [] }: JsonSchema, keyword: "pattern" | "multipleOf") =>
  allOf.every((part) => typeof part === "object" && Object.keys(part).every((key) => key === keyword));

function shapeOfType(type: string, schema: JsonSchema, schemas: Schemas): Shape {
  const family = type === "integer" ? "number" : type;
  const { type: _, ...keywords } = schema;
  const isKnown = Object.keys(keywords).every(
    (key) => ignoredKeywords.has(key) || comparableKeywords[family]?.includes(key),
  );
  if (type === "null") return { ...nothing, literals: new Set([null]) };
  if (type === "boolean") return oneOf({ kind: "boolean" });
  if (type === "string" && isKnown && allOfHoldsOnly(schema, "pattern")) return textOf(schema);
  if (family === "number" && isKnown && allOfHoldsOnly(schema, "multipleOf"))
    return oneOf(numberOf(schema, type === "integer"));
  if (type === "array" && isKnown) return listOf(schema);
  if (type === "object" && isKnown) return objectOf(schema);
  return opaque(schema, schemas);
}

const isLiteral = (value: unknown): value is Literal => value === null || typeof value !== "object";

function literalsOf(values: readonly unknown[], schema: JsonSchema, schemas: Schemas): Shape {
  return values.every(isLiteral) ? { ...nothing, literals: new Set(values) } : opaque(schema, schemas);
}

/** True when a field distinguishes the objects of a `oneOf`, which makes it equivalent to an `anyOf`. */
function isDiscriminated(branches: readonly Shape[], schemas: Schemas): boolean {
  const objects = branches.map(({ branches: [branch, another], literals }) =>
    branch?.kind === "object" && another === undefined && literals.size === 0 ? branch : undefined,
  );
  const names = [...(objects[0]?.fields.keys() ?? [])];
  return names.some((name) => {
    const values = objects.map((object) => {
      const field = object?.required.has(name) ? object.fields.get(name) : undefined;
      const shape = field === undefined ? anything : readShape(field, schemas);
      return shape.isAnything || shape.branches.length > 0 ? [] : [...shape.literals];
    });
    const everyValue = values.flat();
    return values.every(({ length }) => length > 0) && new Set(everyValue).size === everyValue.length;
  });
}

/** Parses a schema. Unknown keywords make it opaque, so that any change of it counts as breaking. */
export function readShape(schema: Schema, schemas: Schemas): Shape {
  if (typeof schema === "boolean") return schema ? anything : nothing;
  const { $ref, anyOf, oneOf: exclusive, type, not } = schema;
  const keywords = Object.keys(schema).filter((key) => !ignoredKeywords.has(key));
  if ($ref?.startsWith(refPrefix)) return readShape(schemas[$ref.slice(refPrefix.length)] ?? true, schemas);
  if (schema.const !== undefined) return literalsOf([schema.const], schema, schemas);
  if (schema.enum !== undefined) return literalsOf(schema.enum, schema, schemas);
  if (keywords.length === 0) return anything;
  if (not !== undefined && JSON.stringify(not) === "{}") return nothing;
  const [only, another] = keywords;
  if (anyOf !== undefined && another === undefined) return union(anyOf.map((each) => readShape(each, schemas)));
  if (exclusive !== undefined && another === undefined) {
    const branches = exclusive.map((each) => readShape(each, schemas));
    return isDiscriminated(branches, schemas) ? union(branches) : opaque(schema, schemas);
  }
  if (type === undefined || only === undefined) return opaque(schema, schemas);
  const types: readonly string[] = Array.isArray(type) ? type : [type];
  return union(types.map((each) => shapeOfType(each, schema, schemas)));
}
