import {
  type Access,
  type Api,
  type CachePolicy,
  type Deprecation,
  type ErrorDeclaration,
  type Limit,
  limitsOf,
  type Procedure,
  proceduresOf,
  type Rest,
  standardErrors,
} from "../../shared/contract/index.ts";
import { type DescribedProcedure, describeApi, type JsonSchema } from "../../shared/contract/json-schema.ts";

/** A schema, or `true` for anything and `false` for nothing. */
export type Schema = JsonSchema | boolean;

/** Named schemas, by what `$ref` calls them after {@link refPrefix}. */
export type Schemas = Readonly<Record<string, Schema>>;

/** What references to named schemas begin with. */
export const refPrefix = "#/schemas/";

/** An error as clients tell it; its sentence for people may change. */
export interface ErrorFacts extends Pick<ErrorDeclaration, "status" | "subject" | "message"> {
  /** What goes with it. */
  readonly details?: Schema;
}

/** What clients can notice of a cache policy. */
export type CacheFacts = Omit<CachePolicy, "tags">;

/** All that a client can notice of one procedure. */
export interface ProcedureFacts {
  readonly kind: Procedure["kind"];
  readonly access: Access;
  readonly rest?: Rest;
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly limits: readonly Limit[];
  readonly cache?: CacheFacts;
  readonly deprecated?: Deprecation;
  readonly input: Schema;
  readonly output: Schema;
}

/** All that a client can notice of the contracts, as plain JSON. */
export interface Snapshot {
  /** The wire's version. */
  readonly wire: number;
  /** Errors that every procedure may fail with. */
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly procedures: Readonly<Record<string, ProcedureFacts>>;
  readonly schemas: Schemas;
}

/** Keywords for people, though not fields that are called so. */
const prose = new Set(["description", "examples", "title", "deprecated", "readOnly"]);

/** Lists whose order says nothing. */
const unordered = new Set(["required", "enum"]);

function withoutProse(value: unknown, isFieldList = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => isFieldList || !prose.has(key))
    .map(([key, item]) => {
      if (!isFieldList && (key === "default" || key === "const")) return [key, item];
      if (!isFieldList && unordered.has(key) && Array.isArray(item)) return [key, item.toSorted()];
      return [key, withoutProse(item, key === "properties" && !isFieldList)];
    });
  return Object.fromEntries(entries);
}

/** Guarantees a schema: leaving keywords for people out of one leaves one. */
const schemaFacts = (schema: Schema): Schema => withoutProse(schema) as Schema;

const errorFacts = (
  errors: Readonly<Record<string, ErrorDeclaration>>,
  details: Readonly<Record<string, Schema>> = {},
): Snapshot["errors"] =>
  Object.fromEntries(
    Object.entries(errors).map(([code, { status, subject, message }]) => {
      const own = details[code];
      return [code, { status, subject, message, ...(own !== undefined && { details: schemaFacts(own) }) }];
    }),
  );

function cacheFacts(procedure: Procedure): CacheFacts | undefined {
  if (procedure.kind !== "query" || procedure.cache === undefined) return undefined;
  const { tags: _, ...facts } = procedure.cache;
  return facts;
}

function procedureFacts({ procedure, input, output, details }: DescribedProcedure): ProcedureFacts {
  const { kind, access, rest, errors, deprecated } = procedure;
  const cache = cacheFacts(procedure);
  return {
    kind,
    access,
    ...(rest !== undefined && { rest }),
    errors: errorFacts(errors, details),
    limits: limitsOf(procedure),
    ...(cache !== undefined && { cache }),
    ...(deprecated !== undefined && { deprecated }),
    input: schemaFacts(input),
    output: schemaFacts(output),
  };
}

/** Takes down what clients can notice of an API whose wire has this version. */
export function snapshotOf(api: Api, wire: number): Snapshot {
  const { components, procedures } = describeApi(proceduresOf(api), refPrefix);
  return {
    wire,
    errors: errorFacts(standardErrors),
    procedures: Object.fromEntries(procedures.map((described) => [described.name, procedureFacts(described)])),
    schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, schemaFacts(schema)])),
  };
}
