import { compareItemCount, compareNumber, compareText, literalPasses } from "./compare-constraints.ts";
import { compareFields } from "./compare-fields.ts";
import { addsNothing, type Difference, holdsAll, joinPath, type Side } from "./difference.ts";
import type { Schema, Schemas } from "./json-schema.ts";
import { describeBranch, labelOf, pairBranches } from "./pair-branches.ts";
import { type Branch, canonicalText, type ListBranch, type Literal, readShape, type Shape } from "./schema-branches.ts";
import { isUnchanged } from "./unchanged.ts";

/** Context of a comparison of schemas. */
export interface Comparison {
  readonly side: Side;
  /** Named schemas before and after. */
  readonly before: Schemas;
  readonly after: Schemas;
  /** Memoized differences of named schemas, with relative paths; empty for a pair under comparison, which ends recursion. */
  readonly found: Map<string, readonly Difference[]>;
}

/** Compares two schemas at a path. */
export type CompareSchemas = (c: Comparison, path: string, before: Schema, after: Schema) => readonly Difference[];

const isReference = (schema: Schema) => typeof schema === "object" && schema.$ref !== undefined;

/** Lists the differences of two schemas, at any depth; names of shared schemas are ignored. */
export const compareSchemas: CompareSchemas = (c, path, before, after) => {
  if (isUnchanged(before, after, [c.before, c.after])) return [];
  const shapes = [readShape(before, c.before), readShape(after, c.after)] as const;
  if (shapes[1].isAnything && !shapes[0].isAnything) return [widenedToAnything(c, path, before)];
  if (!(isReference(before) || isReference(after))) return compareShapes(c, path, ...shapes);
  const pair = JSON.stringify([before, after]);
  const found = c.found.get(pair) ?? compareOnce(c, pair, shapes);
  return found.map((difference) => ({ ...difference, path: below(path, difference.path) }));
};

/** Limit on reported differences: recursive schemas are reachable by an unlimited number of paths. */
const maxDifferences = 50;

/** Compares a pair of named schemas, which may be recursive. */
function compareOnce(c: Comparison, pair: string, shapes: readonly [Shape, Shape]): readonly Difference[] {
  c.found.set(pair, []);
  const found = compareShapes(c, "", ...shapes).slice(0, maxDifferences);
  c.found.set(pair, found);
  return found;
}

const below = (path: string, inner: string) => (/^[A-Za-z0-9_$]/.test(inner) ? joinPath(path, inner) : path + inner);

/** The difference of a schema that now allows anything. Clients that omitted fields with defaults no longer get the defaults. */
function widenedToAnything(c: Comparison, path: string, before: Schema): Difference {
  const hadDefaults = c.side === "input" && canonicalText(before, c.before).includes('"default":');
  const text = "may now be anything";
  return hadDefaults ? { path, text: `${text}, without defaults`, effect: "shifts" } : { path, text, effect: "widens" };
}

function compareShapes(c: Comparison, path: string, before: Shape, after: Shape): readonly Difference[] {
  if (before.isAnything && after.isAnything) return [];
  if (before.isAnything) return [{ path, text: "may no longer be anything", effect: "narrows" }];
  return [...compareLiterals(path, before, after), ...compareUnions(c, path, before, after)];
}

const passes = (value: Literal, { literals, branches }: Shape): boolean =>
  literals.has(value) ||
  branches.some((branch) => {
    if (branch.kind === "boolean") return typeof value === "boolean";
    return (branch.kind === "text" || branch.kind === "number") && literalPasses(value, branch);
  });

const listed = (values: readonly Literal[]) => values.map((value) => JSON.stringify(value)).join(", ");

function compareLiterals(path: string, before: Shape, after: Shape): Difference[] {
  const removed = [...before.literals].filter((value) => !passes(value, after));
  const added = [...after.literals].filter((value) => !passes(value, before));
  return [
    ...(removed.length === 0
      ? []
      : [{ path, text: `may no longer be ${listed(removed)}`, effect: "narrows" as const }]),
    ...(added.length === 0 ? [] : [{ path, text: `may now be ${listed(added)}`, effect: "widens" as const }]),
  ];
}

/** Compares the branches of two unions. A branch without a counterpart must be contained in another branch; otherwise it was removed or added. */
function compareUnions(c: Comparison, path: string, before: Shape, after: Shape): Difference[] {
  const seen = new Map<Branch, Map<Branch, readonly Difference[]>>();
  const compare = (a: Branch, b: Branch, at: string) => {
    const ofBranch = seen.get(a) ?? new Map<Branch, readonly Difference[]>();
    seen.set(a, ofBranch);
    const found = ofBranch.get(b) ?? compareBranches(c, "", a, b);
    ofBranch.set(b, found);
    return found.map((difference) => ({ ...difference, path: below(at, difference.path) }));
  };
  const read = {
    before: (schema: Schema) => readShape(schema, c.before),
    after: (schema: Schema) => readShape(schema, c.after),
  };
  const { pairs, removed, added } = pairBranches(
    before.branches,
    after.branches,
    read,
    (a, b) => compare(a, b, path).length === 0,
  );
  const isUnion = before.branches.length > 1 || after.branches.length > 1;
  const differences = pairs.flatMap(([a, b]) => compare(a, b, isUnion ? path + labelOf(b, read.after) : path));
  const [was] = removed;
  const [is] = added;
  if (!isUnion && was !== undefined && is !== undefined) {
    const text = `is now ${describeBranch(is, read.after)}, was ${describeBranch(was, read.before)}`;
    return [{ path, text, effect: "shifts" }];
  }
  const isRemoved = (a: Branch) => !after.branches.some((b) => a.kind === b.kind && holdsAll(compare(a, b, path)));
  const isAdded = (b: Branch) => !before.branches.some((a) => a.kind === b.kind && addsNothing(compare(a, b, path)));
  for (const branch of removed.filter(isRemoved))
    differences.push({ path, text: `may no longer be ${describeBranch(branch, read.before)}`, effect: "narrows" });
  for (const branch of added.filter(isAdded))
    differences.push({ path, text: `may now be ${describeBranch(branch, read.after)}`, effect: "widens" });
  return differences;
}

function compareBranches(c: Comparison, path: string, before: Branch, after: Branch): readonly Difference[] {
  if (before.kind === "text" && after.kind === "text") return compareText(path, before, after);
  if (before.kind === "number" && after.kind === "number") return compareNumber(path, before, after);
  if (before.kind === "list" && after.kind === "list") return compareLists(c, path, before, after);
  if (before.kind === "object" && after.kind === "object") return compareFields(c, path, before, after, compareSchemas);
  if (before.kind === "boolean" && after.kind === "boolean") return [];
  if (before.kind === "opaque" && after.kind === "opaque" && before.text === after.text) return [];
  return [{ path, text: "has changed in a way that cannot be judged", effect: "shifts" }];
}

function compareLists(c: Comparison, path: string, before: ListBranch, after: ListBranch): Difference[] {
  if (before.prefixItems.length !== after.prefixItems.length)
    return [
      {
        path,
        text: `has ${after.prefixItems.length} fixed places, had ${before.prefixItems.length}`,
        effect: "shifts",
      },
    ];
  const prefixItems = before.prefixItems.flatMap((item, index) =>
    compareSchemas(c, `${path}[${index}]`, item, after.prefixItems[index] ?? false),
  );
  // The length of a closed tuple already implies it.
  const hasItems = before.items !== false && after.items !== false;
  const items = hasItems ? compareSchemas(c, `${path}[]`, before.items, after.items) : [];
  return [...prefixItems, ...items, ...compareItemCount(path, before, after)];
}
