import { buildSchema, findBreakingChanges, findDangerousChanges } from "graphql";
import type { Change } from "../../packages/contract-gate/index.ts";

const words = (text: string) => text.replace(/\.$/, "").replaceAll("\n", " ");

/** Compares two GraphQL schemas, as text: changes that break documents of the former, and values that its clients may receive for the first time. */
export function compareGraphql(released: string, current: string): readonly Change[] {
  if (released === current) return [];
  const [before, after] = [buildSchema(released), buildSchema(current)];
  const change = (isBreaking: boolean) => (found: { readonly description: string }) => ({
    subject: "GraphQL",
    text: words(found.description),
    isBreaking,
  });
  return [
    ...findBreakingChanges(before, after).map(change(true)),
    ...findDangerousChanges(before, after).map(change(false)),
  ];
}
