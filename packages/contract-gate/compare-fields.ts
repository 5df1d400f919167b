import { textPasses } from "./compare-constraints.ts";
import type { CompareSchemas, Comparison } from "./compare-schemas.ts";
import { type Difference, joinPath, type Side } from "./difference.ts";
import type { Schema, Schemas } from "./json-schema.ts";
import { type ObjectBranch, readShape } from "./schema-branches.ts";

const words: Readonly<
  Record<Side, Readonly<Record<"required" | "optional" | "gone" | "othersGone" | "others", string>>>
> = {
  input: {
    required: "became required",
    optional: "may now be left out",
    gone: "is no longer taken",
    othersGone: "no longer takes other fields",
    others: "now takes other fields",
  },
  output: {
    required: "is now always there",
    optional: "may now be missing",
    gone: "is no longer answered",
    othersGone: "no longer holds other fields",
    others: "may now hold other fields",
  },
};

/** The default of an input field, as text. */
const defaultOf = (schema: Schema | undefined): string | undefined =>
  typeof schema === "object" && schema.default !== undefined ? JSON.stringify(schema.default) : undefined;

/** A default defines the meaning of an omitted field: adding one is compatible, changing or removing it is not. */
function compareDefaults(path: string, before: Schema, after: Schema): Difference[] {
  const [was, is] = [defaultOf(before), defaultOf(after)];
  if (was === is) return [];
  if (was === undefined) return [{ path, text: `is now ${is} when left out`, effect: "grows" }];
  const text = is === undefined ? `is no longer ${was} when left out` : `is now ${is} when left out, was ${was}`;
  return [{ path, text, effect: "shifts" }];
}

function compareRequired(c: Comparison, path: string, was: boolean, is: boolean): Difference[] {
  if (was === is) return [];
  return [{ path, text: words[c.side][is ? "required" : "optional"], effect: is ? "narrows" : "widens" }];
}

/** The schema of an additional property, if its name is allowed. */
function otherField(
  name: string,
  { additionalProperties, propertyNames }: ObjectBranch,
  schemas: Schemas,
): Schema | undefined {
  const { isAnything, literals, branches } = readShape(propertyNames, schemas);
  const isAllowed =
    isAnything || literals.has(name) || branches.some((branch) => branch.kind === "text" && textPasses(name, branch));
  return isAllowed ? additionalProperties : undefined;
}

/** Compares one field of two objects. */
function compareField(
  c: Comparison,
  path: string,
  name: string,
  [before, after]: readonly [ObjectBranch, ObjectBranch],
  compare: CompareSchemas,
): readonly Difference[] {
  const was = before.fields.get(name);
  const is = after.fields.get(name);
  const [wasRequired, isRequired] = [before.required.has(name), after.required.has(name)];
  const from = was ?? otherField(name, before, c.before);
  const to = is ?? otherField(name, after, c.after);
  if (from === undefined) {
    if (c.side === "output") return [{ path, text: "is new", effect: "grows" }];
    const text = isRequired ? "is new and required" : "is new and may be left out";
    return [{ path, text, effect: isRequired ? "narrows" : "grows" }];
  }
  if (to === undefined) return [{ path, text: words[c.side].gone, effect: "shifts" }];
  const canBeLeftOut = c.side === "input" && !wasRequired && !isRequired;
  return [
    ...compareRequired(c, path, wasRequired, isRequired),
    ...(canBeLeftOut ? compareDefaults(path, from, to) : []),
    ...compare(c, path, from, to),
  ];
}

function compareOthers(
  c: Comparison,
  path: string,
  before: ObjectBranch,
  after: ObjectBranch,
  compare: CompareSchemas,
): readonly Difference[] {
  if (before.additionalProperties === undefined && after.additionalProperties === undefined) return [];
  if (after.additionalProperties === undefined) return [{ path, text: words[c.side].othersGone, effect: "shifts" }];
  if (before.additionalProperties === undefined) return [{ path, text: words[c.side].others, effect: "grows" }];
  return [
    ...compare(c, `${path}{name}`, before.propertyNames, after.propertyNames),
    ...compare(c, `${path}{}`, before.additionalProperties, after.additionalProperties),
  ];
}

/** Compares two objects: named fields and additional properties. */
export function compareFields(
  c: Comparison,
  path: string,
  before: ObjectBranch,
  after: ObjectBranch,
  compare: CompareSchemas,
): readonly Difference[] {
  const names = new Set([...before.fields.keys(), ...after.fields.keys()]);
  const unnamed = [...new Set([...before.required, ...after.required])].filter((name) => !names.has(name));
  return [
    ...[...names].flatMap((name) => compareField(c, joinPath(path, name), name, [before, after], compare)),
    ...unnamed.flatMap((name) =>
      compareRequired(c, joinPath(path, name), before.required.has(name), after.required.has(name)),
    ),
    ...compareOthers(c, path, before, after, compare),
  ];
}
