import * as z from "zod";
import { flattenUnions } from "./flatten-unions.ts";
import { asSent } from "./input-schema.ts";
import { type Defs, mergeSchemaSets, type SchemaSet, targetOf } from "./schema-components.ts";
import { type EmittedSchema, type JsonSchema, tidyEmittedSchema } from "./tidy-json-schema.ts";
import type { NamedProcedure } from "./tree.ts";
import { childrenOf } from "./walk-schema.ts";

export type { JsonSchema } from "./tidy-json-schema.ts";

/** A procedure with its schemas as JSON Schema. */
export interface DescribedProcedure extends NamedProcedure {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  /** Schemas of error details, by code, for errors that declare them. */
  readonly details: Readonly<Record<string, JsonSchema>>;
}

/** All schemas of an API: procedures, and the named components they reference. */
export interface ApiDescription {
  /** Schemas with an `id`, by id, and recursive schemas, by the path of their first use. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  readonly procedures: readonly DescribedProcedure[];
}

/** Describes a single schema. Deterministic: equal schemas give equal text. */
export const describeSchema = (schema: z.ZodType, io: "input" | "output"): JsonSchema =>
  z.toJSONSchema(schema, { io, override: tidyEmittedSchema });

/** Describes an event's payload on its own: shared schemas are written out, recursive ones stay references within it. */
export function describePayload(payload: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(payload, {
    io: "output",
    override: tidyEmittedSchema,
    metadata: withoutIds(payload),
  });
  return schema;
}

type Registry = z.core.$ZodRegistry<Record<string, unknown>>;

/** All schemas reachable from the roots, parents included, each once. */
function reachable(roots: Iterable<z.core.$ZodType>): ReadonlySet<z.core.$ZodType> {
  const found = new Set(roots);
  for (const schema of found) {
    for (const [, child] of childrenOf(schema)) found.add(child);
    if (schema._zod.parent !== undefined) found.add(schema._zod.parent);
  }
  return found;
}

/** Metadata of the schemas, with unique ids: two schemas with one id are compared later and may be equal. */
function registryOf(schemas: Iterable<z.core.$ZodType>): Registry {
  const registry: Registry = z.registry();
  const uses = new Map<string, number>();
  for (const schema of schemas) {
    const meta = z.globalRegistry.get(schema);
    if (meta === undefined) continue;
    const { id } = meta;
    if (id === undefined) {
      registry.add(schema, meta);
      continue;
    }
    const use = (uses.get(id) ?? 0) + 1;
    uses.set(id, use);
    registry.add(schema, { ...meta, id: use === 1 ? id : `${id}\0${use}` });
  }
  return registry;
}

/** Metadata of a schema and those within it, without ids, so that each is written where it is used. */
function withoutIds(root: z.core.$ZodType): Registry {
  const registry: Registry = z.registry();
  for (const schema of reachable([root])) {
    const { id: _, ...meta } = z.globalRegistry.get(schema) ?? {};
    if (Object.keys(meta).length > 0) registry.add(schema, meta);
  }
  return registry;
}

/** A schema of a procedure: its input, its output, or the details of one of its errors. */
interface Part {
  readonly procedure: string;
  readonly part: string;
  readonly schema: z.ZodType;
}

const keyOf = (place: number) => `p${place}`;

/** Emits the inputs or outputs of all procedures together, so that shared schemas are emitted once. */
function sideOf(parts: readonly Part[], io: "input" | "output", registry: Registry): SchemaSet {
  const whole = z.object(Object.fromEntries(parts.map(({ schema }, place) => [keyOf(place), schema])));
  const override = (emitted: EmittedSchema) => {
    if (io === "input") asSent(emitted);
    tidyEmittedSchema(emitted);
  };
  // `io: "input"` makes zod search each schema for transforms, which takes quadratic time: see sent.ts.
  const { properties = {}, $defs = {} } = z.toJSONSchema(whole, { io: "output", override, metadata: registry });
  const resolve = (schema: JsonSchema): JsonSchema => {
    const target = $defs[targetOf(schema) ?? ""];
    return typeof target === "object" ? target : schema;
  };
  const flat = (schema: JsonSchema | boolean | undefined) =>
    typeof schema === "object" ? flattenUnions(schema, resolve) : {};
  const roots = parts.map(({ procedure, part }, place) => ({
    procedure,
    part,
    schema: flat(properties[keyOf(place)]),
  }));
  const defs: Defs = Object.fromEntries(Object.entries($defs).map(([id, schema]) => [id, flat(schema)]));
  return { roots, defs };
}

const inputsOf = ({ name, procedure }: NamedProcedure): Part[] => [
  { procedure: name, part: "input", schema: procedure.input },
];

const codesWithDetails = ({ procedure }: NamedProcedure): (readonly [code: string, details: z.ZodType])[] =>
  Object.entries(procedure.errors).flatMap(([code, { details }]) => (details === undefined ? [] : [[code, details]]));

const answersOf = (named: NamedProcedure): Part[] => [
  { procedure: named.name, part: "output", schema: named.procedure.output },
  ...codesWithDetails(named).map(([code, schema]) => ({ procedure: named.name, part: code, schema })),
];

/**
 * Describes every procedure in JSON Schema. Schemas with an `id` and recursive schemas become components. A schema that
 * differs between input and output, since defaults are optional in inputs, becomes two: `Address` and `AddressInput`.
 * @param refPrefix prefix of references to components, as in `#/components/schemas/`.
 * @throws {TypeError} naming both procedures, when two different schemas have one `id`.
 */
export function describeApi(procedures: readonly NamedProcedure[], refPrefix: string): ApiDescription {
  const inputParts = procedures.flatMap(inputsOf);
  const answerParts = procedures.flatMap(answersOf);
  const registry = registryOf(reachable([...inputParts, ...answerParts].map(({ schema }) => schema)));
  const { components, inputs, outputs } = mergeSchemaSets(
    sideOf(inputParts, "input", registry),
    sideOf(answerParts, "output", registry),
    refPrefix,
  );
  const answers = outputs.values();
  const next = () => answers.next().value ?? {};
  const described = procedures.map((named, place) => ({
    ...named,
    input: inputs[place] ?? {},
    output: next(),
    details: Object.fromEntries(codesWithDetails(named).map(([code]) => [code, next()])),
  }));
  return { components, procedures: described };
}
