import { mapSubschemas } from "./subschemas.ts";
import type { JsonSchema } from "./tidy-json-schema.ts";

/** Referenced schemas, by key. */
export type Defs = Readonly<Record<string, JsonSchema>>;

/** All inputs or all outputs of an API, as emitted by zod. */
export interface SchemaSet {
  readonly roots: readonly { readonly procedure: string; readonly part: string; readonly schema: JsonSchema }[];
  /** By id, with a number after a NUL where schemas share an id. zod names schemas without an id `__schema0`, and so on. */
  readonly defs: Defs;
}

const zodPrefix = "#/$defs/";

/** The key in `$defs` of a reference. */
export const targetOf = ({ $ref }: JsonSchema): string | undefined =>
  $ref?.startsWith(zodPrefix) ? $ref.slice(zodPrefix.length).replaceAll("~1", "/").replaceAll("~0", "~") : undefined;

/** Copies a schema with every reference rewritten. */
function withRefs(schema: JsonSchema, refTo: (target: string) => string): JsonSchema {
  const target = targetOf(schema);
  const changed = mapSubschemas(schema, (inner) => withRefs(inner, refTo));
  return target === undefined ? changed : { ...changed, $ref: refTo(target) };
}

const pascal = (word: string) =>
  word
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");

const isNameless = (target: string) => /^__schema\d+$/.test(target);

/** A side with the component name of each schema, and the procedure that uses it first. */
interface NamedSchemaSet extends SchemaSet {
  readonly names: ReadonlyMap<string, string>;
  readonly usedBy: ReadonlyMap<string, string>;
}

/** Names schemas by their id, or by the path of their first use: `ThingsListOutputTree`. */
class Naming {
  readonly names = new Map<string, string>();
  readonly usedBy = new Map<string, string>();
  readonly #defs: Defs;
  readonly #taken: Set<string>;

  constructor({ defs }: SchemaSet) {
    this.#defs = defs;
    this.#taken = new Set(Object.keys(defs));
  }

  #nameOf(target: string, place: string): string {
    if (!isNameless(target)) return target.split("\0", 1).join();
    let name = place;
    for (let count = 2; this.#taken.has(name); count++) name = `${place}${count}`;
    this.#taken.add(name);
    return name;
  }

  /** Names all schemas reachable from a root. */
  visit(procedure: string, root: JsonSchema, rootPlace: string): void {
    const open: [schema: JsonSchema, place: string][] = [[root, rootPlace]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [schema, place] = next;
      const target = targetOf(schema);
      if (target !== undefined && !this.names.has(target)) {
        const name = this.#nameOf(target, schema === root ? `${place}Node` : place);
        this.names.set(target, name);
        this.usedBy.set(target, procedure);
        open.push([this.#defs[target] ?? {}, name]);
      }
      const inner: [JsonSchema, string][] = [];
      mapSubschemas(schema, (child, word) => {
        inner.push([child, place + pascal(word)]);
        return child;
      });
      open.push(...inner.toReversed());
    }
  }
}

function named(side: SchemaSet): NamedSchemaSet {
  const naming = new Naming(side);
  for (const { procedure, part, schema } of side.roots)
    naming.visit(procedure, schema, pascal(procedure) + pascal(part));
  return { ...side, names: naming.names, usedBy: naming.usedBy };
}

interface Component {
  readonly schema: JsonSchema;
  /** Canonical text of the schema, for comparison. */
  readonly text: string;
  readonly refs: ReadonlySet<string>;
  readonly usedBy: string;
}

/** The schemas of a side by name. @throws {TypeError} when two different schemas have one name. */
function componentsOf({ defs, names, usedBy }: NamedSchemaSet): ReadonlyMap<string, Component> {
  const components = new Map<string, Component>();
  for (const [target, name] of names) {
    const refs = new Set<string>();
    const schema = withRefs(defs[target] ?? {}, (inner) => {
      const ref = names.get(inner) ?? inner;
      refs.add(ref);
      return zodPrefix + ref;
    });
    const { id: _, ...component } = schema;
    const placed = { schema: component, text: JSON.stringify(component), refs, usedBy: usedBy.get(target) ?? "" };
    refuseTwin(name, components.get(name), placed);
    if (!components.has(name)) components.set(name, placed);
  }
  return components;
}

function refuseTwin(id: string, one: Component | undefined, other: Component): void {
  if (one === undefined || one.text === other.text) return;
  const users = one.usedBy === other.usedBy ? one.usedBy : `${one.usedBy} and ${other.usedBy}`;
  throw new TypeError(
    `${users}: two different schemas have the id "${id}": give one of them another id, or use one schema for both`,
  );
}

type Components = ReadonlyMap<string, Component>;

/** Names of schemas that differ between input and output, directly or through references. */
function differing(sent: Components, answered: Components): ReadonlySet<string> {
  const found = new Set<string>();
  const referring = new Map<string, string[]>();
  for (const [name, { text, refs }] of sent) {
    const other = answered.get(name);
    if (other === undefined) continue;
    if (other.text !== text) found.add(name);
    for (const ref of refs) referring.set(ref, [...(referring.get(ref) ?? []), name]);
  }
  for (const name of found) for (const user of referring.get(name) ?? []) found.add(user);
  return found;
}

/** Inputs and outputs over one set of component schemas. */
export interface MergedSchemas {
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly inputs: readonly JsonSchema[];
  readonly outputs: readonly JsonSchema[];
}

/** New names for input schemas that differ from the output schema of the same name: `AddressInput`. */
function sentNames(sent: Components, answered: Components): ReadonlyMap<string, string> {
  const taken = new Set([...sent.keys(), ...answered.keys()]);
  const names = new Map<string, string>();
  for (const name of differing(sent, answered)) {
    let free = `${name}Input`;
    for (let count = 2; taken.has(free); count++) free = `${name}Input${count}`;
    taken.add(free);
    names.set(name, free);
  }
  return names;
}

/**
 * Merges the schemas of inputs and outputs into one set of components.
 * @throws {TypeError} naming the procedures, when two different schemas have one id.
 */
export function mergeSchemaSets(input: SchemaSet, output: SchemaSet, refPrefix: string): MergedSchemas {
  const sides = [named(input), named(output)] as const;
  const [sent, answered] = [componentsOf(sides[0]), componentsOf(sides[1])];
  const renamed = sentNames(sent, answered);
  const sentName = (name: string) => renamed.get(name) ?? name;
  const components: Record<string, JsonSchema> = {};
  for (const [name, { schema }] of sent)
    components[sentName(name)] = withRefs(schema, (ref) => refPrefix + sentName(ref));
  for (const [name, { schema }] of answered) components[name] ??= withRefs(schema, (ref) => refPrefix + ref);
  const rootsOf = ({ roots, names }: NamedSchemaSet, rename: (name: string) => string) =>
    roots.map(({ schema }) => withRefs(schema, (target) => refPrefix + rename(names.get(target) ?? target)));
  return { components, inputs: rootsOf(sides[0], sentName), outputs: rootsOf(sides[1], (name) => name) };
}
