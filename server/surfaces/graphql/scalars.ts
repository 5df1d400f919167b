import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
  Kind,
  valueFromASTUntyped,
} from "graphql";
import type { JsonSchema } from "../../../shared/contract/json-schema.ts";

const asText = (value: unknown): unknown => {
  if (typeof value !== "string") throw new TypeError("It must be text.");
  return value;
};

/** A scalar whose values are text. Its format is checked by the contract, with the contract's own messages. */
const textScalar = (name: string, description: string, specifiedByURL: string) =>
  new GraphQLScalarType({
    name,
    description,
    specifiedByURL,
    parseValue: asText,
    parseLiteral: (node) => asText(node.kind === Kind.STRING ? node.value : undefined),
  });

export const DateTime = textScalar(
  "DateTime",
  "A moment in UTC, ISO 8601.",
  "https://scalars.graphql.org/andimarek/date-time.html",
);

export const LocalDate = textScalar(
  "LocalDate",
  "A day, as YYYY-MM-DD.",
  "https://scalars.graphql.org/andimarek/local-date.html",
);

const asInteger = (value: unknown): number => {
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new TypeError("It must be a whole number between -(2^53 - 1) and 2^53 - 1.");
  return value;
};

export const SafeInt = new GraphQLScalarType({
  name: "SafeInt",
  description: "A whole number that a double holds exactly: at most 2^53 - 1. `Int` ends at 2^31 - 1.",
  parseValue: asInteger,
  parseLiteral: (node) => asInteger(node.kind === Kind.INT ? Number(node.value) : undefined),
});

export const Json = new GraphQLScalarType({
  name: "JSON",
  description: "Any JSON value: what has no type in GraphQL, such as a map or a tuple.",
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** The largest value of `Int`. */
export const maxInt = 2 ** 31 - 1;

const fitsInt = ({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: JsonSchema) =>
  minimum >= -maxInt - 1 && maximum <= maxInt;

/** True for a field that identifies something: `id`, `articleId`. */
const isIdentifier = (field: string) => field === "id" || /[a-z0-9]Id$/.test(field);

/** The scalar of a constant's type. */
const constantScalar = (value: unknown): GraphQLScalarType =>
  typeof value === "string"
    ? GraphQLString
    : typeof value === "boolean"
      ? GraphQLBoolean
      : Number.isSafeInteger(value)
        ? SafeInt
        : typeof value === "number"
          ? GraphQLFloat
          : Json;

/** The scalar that holds all members of an enum; `JSON` where they are of several types. */
export function enumScalar(members: readonly unknown[]): GraphQLScalarType {
  const values = members.filter((value) => value !== null);
  const are = (isOne: (value: unknown) => boolean) => values.length > 0 && values.every(isOne);
  if (are((value) => typeof value === "string")) return GraphQLString;
  if (are((value) => typeof value === "boolean")) return GraphQLBoolean;
  if (!are((value) => typeof value === "number")) return Json;
  if (!are(Number.isSafeInteger)) return GraphQLFloat;
  return are((value) => Math.abs(Number(value)) <= maxInt) ? GraphQLInt : SafeInt;
}

function stringScalar({ format }: JsonSchema, field: string): GraphQLScalarType {
  if (format === "date-time") return DateTime;
  if (format === "date") return LocalDate;
  return format === "uuid" || isIdentifier(field) ? GraphQLID : GraphQLString;
}

/** The scalar for a simple schema in a field of this name; `JSON` where GraphQL has no type for it. */
export function scalarFor(schema: JsonSchema, field: string): GraphQLScalarType {
  if (schema.const !== undefined) return constantScalar(schema.const);
  switch (schema.type) {
    case "string":
      return stringScalar(schema, field);
    case "integer":
      return isIdentifier(field) ? GraphQLID : fitsInt(schema) ? GraphQLInt : SafeInt;
    case "number":
      return GraphQLFloat;
    case "boolean":
      return GraphQLBoolean;
    default:
      return Json;
  }
}
