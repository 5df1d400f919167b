import {
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableType,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLUnionType,
} from "graphql";
import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, type Schemas } from "../openapi/schemas.ts";
import { enumFor } from "./enums.ts";
import { asSchema, isTypedObject, memberName, readSchema, type TaggedUnion, taggedUnion } from "./json-schema.ts";
import { graphqlName, Names } from "./names.ts";
import { enumScalar, Json, scalarFor } from "./scalars.ts";

type Field = GraphQLFieldConfig<unknown, unknown>;
type Fields = Record<string, Field>;
type NullableOutput = GraphQLOutputType & GraphQLNullableType;

/** Adds fields of links to an object type of this component. */
export type LinksOf = (component: string) => Fields;

/** Number of items that the cost of links assumes for a list without a bound. */
const assumedItems = 20;
/** Maximum number that it assumes for a list with a bound. */
const maxAssumedItems = 100;

const itemsOf = (schema: JsonSchema) =>
  schema.type === "array" ? { items: Math.min(schema.maxItems ?? assumedItems, maxAssumedItems) } : {};

const nullable = (type: NullableOutput, isNullable: boolean): GraphQLOutputType =>
  isNullable ? type : new GraphQLNonNull(type);

/** Builds GraphQL types for outputs. Each component becomes one type; nested objects are named after their place. */
export class OutputTypes {
  readonly #schemas: Schemas;
  readonly #names: Names;
  readonly #linksOf: LinksOf;
  readonly #byComponent = new Map<string, NullableOutput>();
  /** Components being built. One that is met again here is recursive without an object, for which GraphQL has no type. */
  readonly #building = new Set<string>();

  constructor(schemas: Schemas, names: Names, linksOf: LinksOf) {
    this.#schemas = schemas;
    this.#names = names;
    this.#linksOf = linksOf;
  }

  /**
   * The type of an output.
   * @param preferredName of the type, where the schema is not a named component. @param field that holds the output.
   */
  typeOf(schema: JsonSchema, preferredName: string, field = ""): GraphQLOutputType {
    const { isNullable } = readSchema(schema, this.#schemas);
    return nullable(this.nullableTypeOf(schema, preferredName, field), isNullable || this.#isAnything(schema));
  }

  /** The same without its outermost non-null. */
  nullableTypeOf(of: JsonSchema, preferredName: string, field = ""): NullableOutput {
    const { schema, component } = readSchema(of, this.#schemas);
    if (component === undefined) return this.#build(schema, preferredName, field);
    const cached = this.#byComponent.get(component);
    if (cached !== undefined) return cached;
    if (this.#building.has(component)) return Json;
    this.#building.add(component);
    const type = this.#build(schema, component, field, component);
    this.#building.delete(component);
    if (!dependsOnPlace(type)) this.#byComponent.set(component, type);
    return type;
  }

  /** True for a schema that allows anything, or only null: both allow null. */
  #isAnything(of: JsonSchema): boolean {
    const { schema } = readSchema(of, this.#schemas);
    return (
      (schema.type === undefined || schema.type === "null") &&
      schema.enum === undefined &&
      (schema.const === undefined || schema.const === null) &&
      !isTypedObject(schema)
    );
  }

  #build(schema: JsonSchema, preferredName: string, field: string, component?: string): NullableOutput {
    const union = taggedUnion(schema, this.#schemas);
    if (union !== undefined) return this.#union(union, preferredName, schema);
    if (isTypedObject(schema)) return this.#object(schema, preferredName, component);
    if (schema.type === "array" && schema.prefixItems === undefined && typeof schema.items === "object")
      return new GraphQLList(this.typeOf(asSchema(schema.items), `${preferredName}Item`, field));
    if (schema.enum !== undefined) return enumFor(schema, preferredName, this.#names) ?? enumScalar(schema.enum);
    return scalarFor(schema, field);
  }

  #object(schema: JsonSchema, preferredName: string, component: string | undefined): GraphQLObjectType {
    const name = this.#names.take(preferredName);
    const type = new GraphQLObjectType({
      name,
      ...(schema.description !== undefined && { description: schema.description }),
      fields: () => this.#fields(schema, name, component),
    });
    // Stored before its fields are built, since they may refer back to it.
    if (component !== undefined) this.#byComponent.set(component, type);
    return type;
  }

  #fields(schema: JsonSchema, name: string, component: string | undefined): Fields {
    const own = this.fieldsOf(schema, name);
    const links = component === undefined ? {} : this.#linksOf(component);
    return { ...links, ...own };
  }

  /** The fields of an object schema. */
  fieldsOf({ properties = {}, required = [] }: JsonSchema, typeName: string, omitted: readonly string[] = []): Fields {
    const names = new Names();
    const fields: Fields = {};
    for (const [key, property] of Object.entries(properties)) {
      if (omitted.includes(key)) continue;
      const schema = asSchema(property);
      const name = names.take(key);
      const type = this.typeOf(schema, typeName + pascalCase(graphqlName(key)), key);
      const facts = { ...(name !== key && { key }), ...itemsOf(readSchema(schema, this.#schemas).schema) };
      fields[name] = {
        type: required.includes(key) || !(type instanceof GraphQLNonNull) ? type : type.ofType,
        ...(schema.description !== undefined && { description: schema.description }),
        ...(schema.deprecated === true && { deprecationReason: "Deprecated." }),
        ...(Object.keys(facts).length > 0 && { extensions: { facts } }),
      };
    }
    return fields;
  }

  #union({ field, members }: TaggedUnion, preferredName: string, { description }: JsonSchema): GraphQLUnionType {
    const name = this.#names.take(preferredName);
    const byValue = new Map<unknown, GraphQLObjectType>();
    for (const member of members) {
      const type = this.nullableTypeOf(member.schema, name + memberName(member));
      if (type instanceof GraphQLObjectType) for (const value of member.values) byValue.set(value, type);
    }
    return new GraphQLUnionType({
      name,
      ...(description !== undefined && { description }),
      types: [...new Set(byValue.values())],
      resolveType: (value: object) => byValue.get(Reflect.get(value, field))?.name,
    });
  }
}

/** True for a type that depends on the field's name, such as `ID`, or is created for each place. */
const dependsOnPlace = (type: GraphQLOutputType): boolean =>
  !(type instanceof GraphQLObjectType || type instanceof GraphQLUnionType || type instanceof GraphQLEnumType);
