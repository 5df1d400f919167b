import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { bare, type Constant, type Declaration, type NativeType, nullable, type UnionCase } from "./model.ts";
import { Names, pascalOf } from "./names.ts";
import type { AnySchema, Types } from "./schema-types.ts";

const constantsOf = (schema: JsonSchema): readonly Constant[] => {
  const values = schema.const !== undefined ? [schema.const] : (schema.enum ?? []);
  return values.filter((value): value is Constant => value === null || typeof value !== "object");
};

/** Constants that a field has in a schema: of an object, or of all cases of a union. */
function tagsOf(types: Types, schema: AnySchema, name: string): readonly Constant[] {
  const { properties = {}, required = [], anyOf, oneOf, allOf } = types.resolve(schema);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) {
    const tags = choices.map((choice) => tagsOf(types, choice, name));
    return tags.every((each) => each.length > 0) ? tags.flat() : [];
  }
  const own = properties[name];
  if (own !== undefined && required.includes(name)) return constantsOf(types.resolve(own));
  return allOf?.map((part) => tagsOf(types, part, name)).find((tags) => tags.length > 0) ?? [];
}

function fieldNames(types: Types, schema: AnySchema): string[] {
  const { properties = {}, anyOf, oneOf, allOf } = types.resolve(schema);
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined) return fieldNames(types, first);
  return [...Object.keys(properties), ...(allOf ?? []).flatMap((part) => fieldNames(types, part))];
}

/** The field that distinguishes all cases, with the constants of each. */
function discriminator(types: Types, choices: readonly AnySchema[]) {
  for (const name of choices[0] === undefined ? [] : fieldNames(types, choices[0])) {
    const tags = choices.map((choice) => tagsOf(types, choice, name));
    const all = tags.flat().map((tag) => String(tag));
    if (tags.every(({ length }) => length > 0) && new Set(all).size === all.length) return { name, tags };
  }
  return undefined;
}

const kindWords: Readonly<Record<string, string>> = {
  text: "Text",
  time: "Time",
  integer: "Integer",
  number: "Number",
  boolean: "Boolean",
  json: "Json",
  nothing: "Null",
  list: "List",
  map: "Map",
};

/** A case's name: its tag, its schema's name, or the word for its type. */
function caseNameOf(choice: AnySchema, type: NativeType, index: number): string {
  if (type.kind !== "named") return kindWords[type.kind] ?? "Value";
  if (typeof choice === "object" && choice.$ref !== undefined) return type.name;
  const { enum: values, const: constant, title } = typeof choice === "object" ? choice : {};
  if (typeof title === "string") return pascalOf(title);
  return values !== undefined || constant !== undefined ? "Known" : `Option${index + 1}`;
}

/** Cases are tried in this order: those that accept fewer values come first. */
const ranks = [
  "enum",
  "time",
  "integer",
  "number",
  "boolean",
  "nothing",
  "tuple",
  "object",
  "list",
  "map",
  "union",
  "text",
];

const declarationOf = (types: Types, type: NativeType) =>
  type.kind === "named" ? types.declarations.find(({ name }) => name === type.name) : undefined;

/** Constant fields of an object, as text. Null is skipped, since a missing field reads the same. */
const constantsIn = (declared: Declaration | undefined) =>
  declared?.kind !== "object"
    ? []
    : declared.fields.flatMap(({ wire, constant }) =>
        constant === undefined || constant === null ? [] : [{ wire, value: String(constant) }],
      );

function rankOf(types: Types, type: NativeType): number {
  if (type.kind !== "named") return ranks.indexOf(type.kind);
  const declared = declarationOf(types, type);
  const needed = declared?.kind === "object" ? declared.fields.filter(({ isOptional }) => !isOptional).length : 0;
  // Of two objects, the one with more required fields is tried first.
  return ranks.indexOf(declared?.kind ?? "object") - needed / 1000;
}

const isNull = (types: Types, choice: AnySchema) => {
  const { type, const: constant } = types.resolve(choice);
  return type === "null" || constant === null;
};

/** True when every choice is a constant: together they are one enum. */
const areConstants = (types: Types, choices: readonly AnySchema[]) =>
  choices.every((choice) => constantsOf(types.resolve(choice)).length > 0);

function taggedCases(
  types: Types,
  choices: readonly AnySchema[],
  tags: readonly (readonly Constant[])[],
  name: string,
) {
  const names = new Names(["Unknown", "Companion", "Json"]);
  return choices.map((choice, index): UnionCase => {
    const own = tags[index] ?? [];
    const word = own.length === 1 ? pascalOf(String(own[0])) : undefined;
    const type = types.typeOf(choice, name + (word ?? `Option${index + 1}`));
    const caseName = names.claim(word ?? caseNameOf(choice, type, index));
    return { name: caseName, tags: own, type: bare(type), isClosedEnum: false, constants: [] };
  });
}

function plainCases(types: Types, choices: readonly AnySchema[], name: string): UnionCase[] | undefined {
  const seen = new Set<string>();
  const names = new Names(["Unknown", "Companion", "Json"]);
  const cases = choices.flatMap((choice, index): UnionCase[] => {
    const type = bare(
      types.typeOf(choice, `${name}${typeof choice === "object" && choice.enum ? "Known" : `Option${index + 1}`}`),
    );
    const key = JSON.stringify(type);
    if (seen.has(key)) return [];
    seen.add(key);
    const declared = declarationOf(types, type);
    const isClosedEnum = declared?.kind === "enum";
    const own = { tags: [], type, isClosedEnum, constants: constantsIn(declared) };
    return [{ name: names.claim(caseNameOf(choice, type, index)), ...own }];
  });
  if (cases.some(({ type }) => type.kind === "json")) return undefined;
  return cases.toSorted((a, b) => rankOf(types, a.type) - rankOf(types, b.type));
}

/** The type of a choice: nullable, an enum, a union with a tag, or one whose first fitting case is taken. */
export function unionOf(types: Types, all: readonly AnySchema[], doc: readonly string[], place: string): NativeType {
  const choices = all.filter((choice) => !isNull(types, choice));
  const orNull = (type: NativeType) => (choices.length < all.length ? nullable(type) : type);
  const [only] = choices;
  if (only === undefined) return { kind: "nothing" };
  if (choices.length === 1) return orNull(types.typeOf(only, place));
  if (areConstants(types, choices)) {
    const values = choices.flatMap((choice) => constantsOf(types.resolve(choice)));
    return orNull(types.typeOf({ enum: [...values], ...(doc[0] !== undefined && { description: doc[0] }) }, place));
  }
  const tag = discriminator(types, choices);
  let hasAnything = false;
  let single: NativeType | undefined;
  const type = types.declare(place, (name) => {
    const cases = tag === undefined ? plainCases(types, choices, name) : taggedCases(types, choices, tag.tags, name);
    hasAnything = cases === undefined;
    if (cases?.length === 1 && tag === undefined) single = cases[0]?.type;
    return { kind: "union", name, doc, ...(tag !== undefined && { tag: tag.name }), cases: cases ?? [] };
  });
  if (!hasAnything && single === undefined) return orNull(type);
  // Nothing is left to choose: JSON holds all, or all choices are the same type.
  if (type.kind === "named") types.forget(type.name);
  return orNull(single ?? { kind: "json" });
}
