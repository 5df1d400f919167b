import type { Declaration, NativeType } from "./model.ts";
import { bare } from "./model.ts";

/** Names of types that a value contains directly. Lists and maps are indirect: their size does not depend on their items. */
const directOf = (type: NativeType): string[] => {
  const inner = bare(type);
  return inner.kind === "named" ? [inner.name] : [];
};

function partsOf(declaration: Declaration): string[] {
  switch (declaration.kind) {
    case "object":
      return declaration.fields.flatMap(({ type, constant }) => (constant === undefined ? directOf(type) : []));
    case "tuple":
      return declaration.items.flatMap(({ type }) => directOf(type));
    case "union":
      return declaration.cases.flatMap(({ type }) => directOf(type));
    case "enum":
      return [];
  }
}

/** Types that contain themselves. */
export interface Cycles {
  readonly isRecursiveUnion: (name: string) => boolean;
  /** Types that must be held through an indirection by this one, as they contain it again. */
  readonly indirectFrom: (name: string) => ReadonlySet<string>;
}

/** Finds types that contain themselves directly. A union can be indirect itself; objects and tuples hold others indirectly. */
export function cyclesOf(declarations: readonly Declaration[]): Cycles {
  const parts = new Map(declarations.map((each) => [each.name, partsOf(each)]));
  const reachable = (start: string, isPassed: (name: string) => boolean) => {
    const found = new Set(parts.get(start) ?? []);
    for (const name of found) if (isPassed(name)) for (const part of parts.get(name) ?? []) found.add(part);
    return found;
  };
  const recursive = new Set(
    declarations
      .filter(({ name, kind }) => kind === "union" && reachable(name, () => true).has(name))
      .map(({ name }) => name),
  );
  return {
    isRecursiveUnion: (name) => recursive.has(name),
    // An indirect union ends the search, since its size does not depend on its cases.
    indirectFrom: (name) => {
      const passes = (each: string) => !recursive.has(each);
      const direct = (parts.get(name) ?? []).filter(passes);
      return new Set(direct.filter((part) => part === name || reachable(part, passes).has(name)));
    },
  };
}
