import type { Schema } from "./json-schema.ts";
import type { Branch, Literal, Shape } from "./schema-branches.ts";

type Read = (schema: Schema) => Shape;

/** Discriminators of an object: fields with exactly one possible value. */
function tagsOf(branch: Branch, read: Read): ReadonlyMap<string, Literal> {
  if (branch.kind !== "object") return new Map();
  const tags = [...branch.fields].flatMap(([name, schema]): [string, Literal][] => {
    const { literals, branches, isAnything } = read(schema);
    const [value, another] = [...literals];
    return isAnything || branches.length > 0 || value === undefined || another !== undefined ? [] : [[name, value]];
  });
  return new Map(tags);
}

/** Label of a union branch by its discriminators, as in `(kind: circle)`. */
export const labelOf = (branch: Branch, read: Read): string => {
  const tags = [...tagsOf(branch, read)].map(([name, value]) => `${name}: ${value}`);
  return tags.length === 0 ? "" : `(${tags.join(", ")})`;
};

const kindWords: Readonly<Record<Branch["kind"], string>> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  list: "a list",
  object: "an object",
  opaque: "something else",
};

/** Describes a branch in text. */
export const describeBranch = (branch: Branch, read: Read): string => {
  const word = branch.kind === "number" && branch.isWhole ? "a whole number" : kindWords[branch.kind];
  return [word, labelOf(branch, read)].filter((part) => part !== "").join(" ");
};

/** Matched branches of two unions. */
interface PairedBranches {
  readonly pairs: readonly (readonly [before: Branch, after: Branch])[];
  readonly removed: readonly Branch[];
  readonly added: readonly Branch[];
}

/** Matches each branch with its successor: an equal one, else one with the same discriminators, else one of the same type. */
export function pairBranches(
  before: readonly Branch[],
  after: readonly Branch[],
  read: { readonly before: Read; readonly after: Read },
  isSame: (before: Branch, after: Branch) => boolean,
): PairedBranches {
  const removed = new Set(before);
  const added = new Set(after);
  const pairs: [Branch, Branch][] = [];
  const match = (fits: (a: Branch, b: Branch) => boolean) => {
    for (const a of removed) {
      const b = [...added].find((candidate) => a.kind === candidate.kind && fits(a, candidate));
      if (b === undefined) continue;
      pairs.push([a, b]);
      removed.delete(a);
      added.delete(b);
    }
  };
  const labels = (a: Branch, b: Branch) => [labelOf(a, read.before), labelOf(b, read.after)] as const;
  match(isSame);
  match((a, b) => {
    const [was, is] = labels(a, b);
    return was === is && was !== "";
  });
  const isAlone = before.length === 1 && after.length === 1;
  match((a, b) => isAlone || labels(a, b).every((label) => label === ""));
  return { pairs, removed: [...removed], added: [...added] };
}
