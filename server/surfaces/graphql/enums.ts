import { GraphQLEnumType } from "graphql";
import type { JsonSchema } from "../../../shared/contract/json-schema.ts";
import { graphqlName, type Names } from "./names.ts";

const reserved = new Set(["true", "false", "null"]);

/**
 * An enum of text values, each under the nearest valid name: `in_progress` for `in-progress`. `undefined` where the
 * values are no text, or two would have one name.
 */
export function enumFor(
  { enum: values = [], description }: JsonSchema,
  wanted: string,
  names: Names,
): GraphQLEnumType | undefined {
  const texts = values.filter((value) => typeof value === "string");
  const named = texts.map((value) => [graphqlName(value), { value }] as const);
  const distinct = new Set(named.map(([name]) => name));
  const isSuited = texts.length === values.length && texts.length > 0 && distinct.size === texts.length;
  if (!isSuited || named.some(([name]) => reserved.has(name))) return undefined;
  return new GraphQLEnumType({
    name: names.take(wanted),
    ...(description !== undefined && { description }),
    values: Object.fromEntries(named),
  });
}
