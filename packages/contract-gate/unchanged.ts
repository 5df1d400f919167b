import { refPrefix, type Schema, type Schemas } from "./json-schema.ts";

const refsIn = (text: string): string[] =>
  [...text.matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name);

/** Names of schemas that have changed, directly or through references. */
function changedNames(before: Schemas, after: Schemas): ReadonlySet<string> {
  const changed = new Set<string>();
  const users = new Map<string, string[]>();
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const text = JSON.stringify(before[name]);
    if (text === undefined || text !== JSON.stringify(after[name])) changed.add(name);
    for (const ref of refsIn(text ?? "")) users.set(ref, [...(users.get(ref) ?? []), name]);
  }
  for (const name of changed) for (const user of users.get(name) ?? []) changed.add(user);
  return changed;
}

const changedNamesByPair = new WeakMap<Schemas, WeakMap<Schemas, ReadonlySet<string>>>();

function changedBetween(before: Schemas, after: Schemas): ReadonlySet<string> {
  const ofBefore = changedNamesByPair.get(before) ?? new WeakMap<Schemas, ReadonlySet<string>>();
  changedNamesByPair.set(before, ofBefore);
  const changed = ofBefore.get(after) ?? changedNames(before, after);
  ofBefore.set(after, changed);
  return changed;
}

/** True for equal schemas without changed references: a fast path, since most schemas do not change in a release. */
export function isUnchanged(before: Schema, after: Schema, schemas: readonly [Schemas, Schemas]): boolean {
  const text = JSON.stringify(before);
  if (text !== JSON.stringify(after)) return false;
  if (!text.includes(refPrefix)) return true;
  const changed = changedBetween(...schemas);
  return !refsIn(text).some((name) => changed.has(name));
}
