import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { hasFields } from "../schema-type.ts";
import { type Constant, type Declaration, type NativeField, type NativeType, nullable } from "./model.ts";
import { type Names, pascalOf } from "./names.ts";
import { schemaName } from "./reserved-types.ts";
import { unionOf } from "./unions.ts";

export type AnySchema = JsonSchema | boolean;
type Components = Readonly<Record<string, JsonSchema>>;

const json: NativeType = { kind: "json" };
const nothing: NativeType = { kind: "nothing" };

const isPlain = (value: unknown): value is Constant => value === null || typeof value !== "object";

/** Documentation of a type. */
const docOf = ({ description }: JsonSchema): string[] => (description === undefined ? [] : [description]);

/** Documentation of a field. An output always has a field with a default, so that only inputs leave it out. */
const docOfField = (schema: JsonSchema, isOptional: boolean): string[] => [
  ...docOf(schema),
  ...(isOptional && schema.default !== undefined ? [`Left out, it is ${JSON.stringify(schema.default)}.`] : []),
];

/** Turns schemas into types. Objects, enums, unions and tuples become declarations, named by their place. */
export class Types {
  readonly declarations: Declaration[] = [];
  readonly #components: Components;
  readonly #prefix: string;
  readonly #names: Names;
  readonly #known = new Map<string, NativeType>();
  /** Names of all components' types. */
  readonly #componentNames: ReadonlyMap<string, string>;
  /** Components whose type is being made. */
  readonly #open = new Set<string>();
  /** Name of the component whose type is being made, until it is declared. */
  #claimed: string | undefined;

  constructor(components: Components, prefix: string, names: Names) {
    this.#components = components;
    this.#prefix = prefix;
    this.#names = names;
    this.#componentNames = new Map(Object.keys(components).map((id) => [id, names.claim(schemaName(id))]));
  }

  /** Claims a name, and declares a type under it. Declarations are in the order of their claims. */
  declare(place: string, make: (name: string) => Declaration): NativeType {
    const name = place === this.#claimed ? place : this.#names.claim(place);
    this.#claimed = undefined;
    const at = this.declarations.length;
    const declaration = make(name);
    this.declarations.splice(at, 0, declaration);
    return { kind: "named", name };
  }

  /** Removes a declaration that turned out to be needless. */
  forget(name: string): void {
    this.declarations.splice(
      this.declarations.findIndex((each) => each.name === name),
      1,
    );
  }

  /** The schema behind references. */
  resolve(schema: AnySchema): JsonSchema {
    const seen = new Set<string>();
    let current = schema;
    while (typeof current === "object" && current.$ref !== undefined && !seen.has(current.$ref)) {
      seen.add(current.$ref);
      current = this.#components[current.$ref.slice(this.#prefix.length)] ?? {};
    }
    return typeof current === "object" ? current : {};
  }

  #component(ref: string): NativeType {
    const id = ref.slice(this.#prefix.length);
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const schema = this.#components[id] ?? {};
    const name = this.#componentNames.get(id) ?? schemaName(id);
    // Inside of itself: its declaration exists soon. What declares none (a list of itself) has no type but JSON.
    if (this.#open.has(id)) return this.#declares(schema) ? this.#nullableIf(schema, { kind: "named", name }) : json;
    const outer = this.#claimed;
    this.#open.add(id);
    this.#claimed = name;
    const type = this.typeOf(schema, name);
    this.#claimed = outer;
    this.#open.delete(id);
    this.#known.set(id, type);
    return type;
  }

  #nullableIf(schema: JsonSchema, type: NativeType): NativeType {
    const choices = schema.anyOf ?? schema.oneOf ?? [];
    const isNullable = choices.some((choice) => typeof choice === "object" && choice.type === "null");
    return isNullable ? nullable(type) : type;
  }

  /** Whether a schema becomes a declaration, so that it may contain itself. */
  #declares(schema: JsonSchema): boolean {
    const choices = (schema.anyOf ?? schema.oneOf)?.filter((choice) => this.resolve(choice).type !== "null");
    if (choices !== undefined) {
      const [only] = choices;
      return choices.length > 1 || (typeof only === "object" && only.$ref === undefined && this.#declares(only));
    }
    return hasFields(schema) || schema.prefixItems !== undefined;
  }

  /** The type of a schema at a place; the place names the types that it declares. */
  typeOf(schema: AnySchema, place: string): NativeType {
    if (typeof schema === "boolean") return json;
    if (schema.$ref !== undefined) return this.#component(schema.$ref);
    if (schema.const !== undefined) return this.#enumOf([schema.const], schema, place);
    if (schema.enum !== undefined) return this.#enumOf(schema.enum, schema, place);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) return unionOf(this, choices, docOf(schema), place);
    if (schema.allOf !== undefined && schema.type === undefined) return this.#merged(schema, place);
    if (schema.not !== undefined || schema.type === undefined) return json;
    if (!Array.isArray(schema.type)) return this.#plain(schema.type, schema, place);
    return unionOf(
      this,
      schema.type.map((type) => ({ ...schema, type })),
      docOf(schema),
      place,
    );
  }

  #plain(type: string | undefined, schema: JsonSchema, place: string): NativeType {
    switch (type) {
      case "string":
        // A pattern means another form than UTC with any fraction: without a zone, or of a fixed precision.
        return { kind: schema.format === "date-time" && schema.pattern === undefined ? "time" : "text" };
      case "integer":
      case "number":
      case "boolean":
        return { kind: type };
      case "null":
        return nothing;
      case "array":
        return this.#list(schema, place);
      case "object":
        return this.#object(schema, place);
      default:
        return json;
    }
  }

  #list(schema: JsonSchema, place: string): NativeType {
    const { prefixItems, items = prefixItems === undefined, minItems = 0 } = schema;
    const rest = Array.isArray(items) ? true : items;
    if (prefixItems === undefined) return { kind: "list", of: this.typeOf(rest, `${place}Item`) };
    return this.declare(place, (name) => ({
      kind: "tuple",
      name,
      doc: docOf(schema),
      items: prefixItems.map((item, index) => ({
        type: this.typeOf(item, `${place}Item${index + 1}`),
        isOptional: index >= minItems,
      })),
      ...(rest !== false && { rest: this.typeOf(rest, `${place}Rest`) }),
    }));
  }

  #object(schema: JsonSchema, place: string): NativeType {
    const { additionalProperties: others = false } = schema;
    if (!hasFields(schema) && others !== false) return { kind: "map", of: this.typeOf(others, `${place}Value`) };
    return this.declare(place, (name) => this.#objectOf(schema, name));
  }

  /** The type of a procedure's input, always an object with fields. */
  inputOf(schema: JsonSchema, place: string, doc: string): string {
    const named =
      schema.$ref === undefined
        ? this.declare(place, (name) => this.#objectOf(schema, name, [doc]))
        : this.#component(schema.$ref);
    return named.kind === "named" ? named.name : place;
  }

  /** An object's declaration under a name. */
  #objectOf(schema: JsonSchema, name: string, doc = docOf(schema)): Declaration {
    const { properties = {}, required = [], additionalProperties: others = false } = schema;
    const fields = Object.entries(properties).map(([wire, field]): NativeField => {
      const isOptional = !required.includes(wire);
      const constant = this.#constantOf(field);
      const described = typeof field === "object" ? field : {};
      const isConstant = !isOptional && constant !== undefined;
      return {
        wire,
        type: isConstant ? json : this.typeOf(field, name + pascalOf(wire)),
        isOptional,
        ...(isConstant && { constant }),
        doc: docOfField(described, isOptional),
        isDeprecated: described.deprecated === true,
      };
    });
    return {
      kind: "object",
      name,
      doc,
      fields,
      ...(others !== false && { others: this.typeOf(others, `${name}Other`) }),
    };
  }

  /** The only value that a schema allows. */
  #constantOf(field: AnySchema): Constant | undefined {
    const { const: constant, type } = this.resolve(field);
    if (type === "null") return null;
    // An enum with one member may get others, so it does not count as a constant.
    return constant !== undefined && isPlain(constant) ? constant : undefined;
  }

  #enumOf(all: readonly unknown[], schema: JsonSchema, place: string): NativeType {
    const values = all.filter((value) => value !== null);
    const orNull = (type: NativeType) => (values.length < all.length ? nullable(type) : type);
    if (values.length === 0) return nothing;
    if (values.every((value) => typeof value === "boolean")) return orNull({ kind: "boolean" });
    const texts = values.filter((value) => typeof value === "string");
    const numbers = values.filter((value) => typeof value === "number");
    const isText = texts.length === values.length;
    if (!isText && numbers.length < values.length) return json;
    const base = isText ? "text" : numbers.every(Number.isSafeInteger) ? "integer" : "number";
    const distinct = [...new Set<string | number>(isText ? texts : numbers)];
    return orNull(this.declare(place, (name) => ({ kind: "enum", name, doc: docOf(schema), base, values: distinct })));
  }

  /** An intersection: one object with the fields of all. JSON if it is of anything else. */
  #merged({ allOf = [], ...schema }: JsonSchema, place: string): NativeType {
    const parts = allOf.map((part) => this.resolve(part));
    const flat = parts.map((part) => (part.allOf === undefined ? part : this.#flattened(part)));
    if (!flat.every((part) => part.type === "object")) return json;
    return this.#object({ ...mergeObjects(flat), ...schema }, place);
  }

  #flattened({ allOf = [] }: JsonSchema): JsonSchema {
    return mergeObjects(allOf.map((part) => this.resolve(part)));
  }
}

function mergeObjects(parts: readonly JsonSchema[]): JsonSchema {
  const others = parts.map(({ additionalProperties }) => additionalProperties).find((each) => each !== undefined);
  return {
    type: "object",
    properties: Object.assign({}, ...parts.map(({ properties = {} }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
    ...(others !== undefined && { additionalProperties: others }),
  };
}
