import { GraphQLEnumType } from "graphql";
import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { graphqlName, type Names } from "./names.ts";

/** Names that GraphQL forbids for enum values. */
const reserved = new Set(["true", "false", "null"]);

/**
 * An enum of text values, each under the nearest valid GraphQL name: `in_progress` for `in-progress`.
 * @returns `undefined` unless all values are text and their names are distinct and not reserved.
 */
export function enumFor(
  { enum: values = [], description }: JsonSchema,
  preferredName: string,
  names: Names,
): GraphQLEnumType | undefined {
  const texts = values.filter((value) => typeof value === "string");
  const named = texts.map((value) => [graphqlName(value), { value }] as const);
  const distinct = new Set(named.map(([name]) => name));
  const isDistinctText = texts.length === values.length && texts.length > 0 && distinct.size === texts.length;
  if (!isDistinctText || named.some(([name]) => reserved.has(name))) return undefined;
  return new GraphQLEnumType({
    name: names.take(preferredName),
    ...(description !== undefined && { description }),
    values: Object.fromEntries(named),
  });
}
