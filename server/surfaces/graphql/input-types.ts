import {
  type GraphQLArgumentConfig,
  GraphQLEnumType,
  type GraphQLFieldConfigArgumentMap,
  GraphQLID,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableType,
  type GraphQLScalarType,
} from "graphql";
import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, type Schemas } from "../openapi/schemas.ts";
import { enumFor } from "./enums.ts";
import { asSchema, isTypedObject, memberName, readSchema, type TaggedUnion, taggedUnion } from "./json-schema.ts";
import { graphqlName, Names } from "./names.ts";
import { enumScalar, Json, scalarFor } from "./scalars.ts";

type NullableInput = GraphQLInputType & GraphQLNullableType;

/** Converts a coerced GraphQL value to the value of the contract. */
type ToContract = (value: unknown) => unknown;

/** An input type, and how its values become those of the contract. */
interface Input {
  readonly type: NullableInput;
  readonly convert: ToContract;
}

type Values = Readonly<Record<string, unknown>>;

/** Arguments or fields, and how they become an object of the contract. */
export interface InputFields {
  readonly fields: GraphQLFieldConfigArgumentMap;
  readonly convert: (values: Values) => Record<string, unknown>;
}

const unchanged: ToContract = (value) => value;

/** Guarantees an object: graphql has coerced the value to the type of an input object. */
const asValues = (value: unknown) => value as Values;

const wholeNumber = /^-?\d{1,16}$/;

/** An `ID` is text in GraphQL; the contract of a numeric id takes a number. */
const toNumber: ToContract = (value) => (typeof value === "string" && wholeNumber.test(value) ? Number(value) : value);

/** Types whose default the schema can state. */
const statesDefault = (type: NullableInput, value: unknown): boolean =>
  ["string", "number", "boolean"].includes(typeof value) && !(type instanceof GraphQLList) && type !== Json;

const unlessNull =
  (convert: ToContract): ToContract =>
  (value) =>
    value === null || value === undefined ? value : convert(value);

/** Builds GraphQL types for inputs. Their names end in `Input`, since GraphQL shares no type between the two sides. */
export class InputTypes {
  readonly #schemas: Schemas;
  readonly #names: Names;
  readonly #byComponent = new Map<string, Input>();
  readonly #building = new Set<string>();

  constructor(schemas: Schemas, names: Names) {
    this.#schemas = schemas;
    this.#names = names;
  }

  /** The fields of an object schema, as arguments or as fields of an input type. `renamed` gives some another name. */
  fieldsOf(
    { properties = {}, required = [] }: JsonSchema,
    preferredName: string,
    { omitted = [], renamed = {} }: { omitted?: readonly string[]; renamed?: Readonly<Record<string, string>> } = {},
  ): InputFields {
    const names = new Names();
    const fields: Record<string, GraphQLArgumentConfig> = {};
    const converts: [name: string, key: string, convert: ToContract][] = [];
    for (const [key, property] of Object.entries(properties)) {
      if (omitted.includes(key)) continue;
      const name = names.take(renamed[key] ?? key);
      const schema = asSchema(property);
      const [field, convert] = this.#field(
        schema,
        required.includes(key),
        preferredName + pascalCase(graphqlName(key)),
        key,
      );
      fields[name] = field;
      converts.push([name, key, convert]);
    }
    const convert = (values: Values) =>
      Object.fromEntries(
        converts.flatMap(([name, key, change]) => (values[name] === undefined ? [] : [[key, change(values[name])]])),
      );
    return { fields, convert };
  }

  /** Fields as the one argument of a mutation, `input`. */
  asArgument(fields: GraphQLFieldConfigArgumentMap, preferredName: string): GraphQLFieldConfigArgumentMap {
    const type = new GraphQLInputObjectType({ name: this.#names.take(inputName(preferredName)), fields });
    const isRequired = Object.values(fields).some(({ type: field }) => field instanceof GraphQLNonNull);
    return { input: { type: isRequired ? new GraphQLNonNull(type) : type } };
  }

  #field(
    schema: JsonSchema,
    isRequired: boolean,
    preferredName: string,
    key: string,
  ): [GraphQLArgumentConfig, ToContract] {
    const { schema: read, isNullable } = readSchema(schema, this.#schemas);
    const { type, convert } = this.#inputOf(schema, preferredName, key);
    const standard: unknown = schema.default ?? read.default;
    const isNonNull = isRequired && !isNullable && type !== Json;
    const config: GraphQLArgumentConfig = {
      type: isNonNull ? new GraphQLNonNull(type) : type,
      ...(schema.description !== undefined && { description: schema.description }),
      ...(!isRequired && statesDefault(type, standard) && { defaultValue: standard }),
    };
    return [config, unlessNull(convert)];
  }

  #inputOf(of: JsonSchema, preferredName: string, field: string): Input {
    const { schema, component } = readSchema(of, this.#schemas);
    if (component === undefined) return this.#build(schema, preferredName, field);
    const cached = this.#byComponent.get(component);
    if (cached !== undefined) return cached;
    if (this.#building.has(component)) return { type: Json, convert: unchanged };
    this.#building.add(component);
    const input = this.#build(schema, component, field, component);
    this.#building.delete(component);
    if (input.type instanceof GraphQLEnumType || input.type instanceof GraphQLInputObjectType)
      this.#byComponent.set(component, input);
    return input;
  }

  #build(schema: JsonSchema, preferredName: string, field: string, component?: string): Input {
    const union = taggedUnion(schema, this.#schemas);
    if (union !== undefined) return this.#union(union, preferredName, component);
    if (isTypedObject(schema)) return this.#object(schema, preferredName, component);
    if (schema.type === "array" && schema.prefixItems === undefined && typeof schema.items === "object")
      return this.#list(asSchema(schema.items), preferredName, field);
    if (schema.enum !== undefined) {
      const type = enumFor(schema, inputName(preferredName), this.#names);
      return { type: type ?? enumScalar(schema.enum), convert: unchanged };
    }
    return scalarInput(scalarFor(schema, field), schema);
  }

  #list(schema: JsonSchema, preferredName: string, field: string): Input {
    const { isNullable } = readSchema(schema, this.#schemas);
    const { type, convert } = this.#inputOf(schema, `${preferredName}Item`, field);
    const change = unlessNull(convert);
    return {
      type: new GraphQLList(isNullable || type === Json ? type : new GraphQLNonNull(type)),
      convert: (value) => (Array.isArray(value) ? value.map(change) : value),
    };
  }

  #object(
    schema: JsonSchema,
    preferredName: string,
    component: string | undefined,
    omitted: readonly string[] = [],
  ): Input {
    const name = this.#names.take(inputName(preferredName));
    let created: InputFields | undefined;
    const fields = () => {
      created ??= this.fieldsOf(schema, preferredName, { omitted });
      return created;
    };
    const type = new GraphQLInputObjectType({
      name,
      ...(schema.description !== undefined && { description: schema.description }),
      fields: () => fields().fields,
    });
    const input: Input = { type, convert: (value) => fields().convert(asValues(value)) };
    if (component !== undefined) this.#byComponent.set(component, input);
    return input;
  }

  /** A union as an input object of which one field is given, one for each constant: `{ circle: { radius: 1 } }`. */
  #union({ field, members }: TaggedUnion, preferredName: string, component: string | undefined): Input {
    const name = this.#names.take(inputName(preferredName));
    const names = new Names();
    let options: Map<string, { readonly value: unknown; readonly input: Input }> | undefined;
    const optionsByName = () => {
      options ??= new Map(
        members.flatMap((member) => {
          const read = readSchema(member.schema, this.#schemas).schema;
          const isEmpty = Object.keys(read.properties ?? {}).length === 1;
          const input: Input = isEmpty
            ? { type: Json, convert: () => ({}) }
            : this.#object(read, preferredName + memberName(member), undefined, [field]);
          return member.values.map((value) => [names.take(String(value)), { value, input }] as const);
        }),
      );
      return options;
    };
    const type = new GraphQLInputObjectType({
      name,
      isOneOf: true,
      fields: () => Object.fromEntries([...optionsByName()].map(([key, { input }]) => [key, { type: input.type }])),
    });
    const convert: ToContract = (value) => {
      const [key = "", given] = Object.entries(asValues(value))[0] ?? [];
      const option = optionsByName().get(key);
      return option === undefined ? value : { [field]: option.value, ...asValues(option.input.convert(given)) };
    };
    const input: Input = { type, convert };
    if (component !== undefined) this.#byComponent.set(component, input);
    return input;
  }
}

const inputName = (name: string) => (name.endsWith("Input") ? name : `${name}Input`);

const scalarInput = (type: GraphQLScalarType, { type: kind }: JsonSchema): Input => ({
  type,
  convert: type === GraphQLID && kind === "integer" ? toNumber : unchanged,
});
