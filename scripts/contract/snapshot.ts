import {
  type Access,
  type Api,
  type CachePolicy,
  type Deprecation,
  type ErrorDeclaration,
  type Events,
  type Limit,
  limitsOf,
  type Procedure,
  proceduresOf,
  type Rest,
  standardErrors,
} from "../../shared/contract/index.ts";
import {
  type DescribedProcedure,
  describeApi,
  describePayload,
  type JsonSchema,
} from "../../shared/contract/json-schema.ts";

/** A schema, or `true` for anything and `false` for nothing. */
export type Schema = JsonSchema | boolean;

/** Named schemas, by the part of `$ref` after {@link refPrefix}. */
export type Schemas = Readonly<Record<string, Schema>>;

/** Prefix of references to named schemas. */
export const refPrefix = "#/schemas/";

/** The stable part of an error; its `detail` may change. */
export interface ErrorFacts extends Pick<ErrorDeclaration, "status" | "subject" | "message"> {
  /** The schema of the error's details. */
  readonly details?: Schema;
}

/** The part of a cache policy that clients can notice. */
export type CacheFacts = Omit<CachePolicy, "tags">;

/** The part of a procedure that clients can notice. */
export interface ProcedureFacts {
  readonly kind: Procedure["kind"];
  readonly access: Access;
  readonly rest?: Rest;
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly limits: readonly Limit[];
  readonly cache?: CacheFacts;
  readonly deprecated?: Deprecation;
  readonly formerly?: readonly string[];
  readonly input: Schema;
  readonly output: Schema;
}

/** The part of a public event that its readers can notice. */
export interface EventFacts {
  /** Field that orders events. */
  readonly key?: string;
  readonly payload: Schema;
}

/** The part of the contracts that clients can notice, as plain JSON. */
export interface Snapshot {
  /** Wire version. */
  readonly wire: number;
  /** Standard errors, which any procedure may return. */
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly procedures: Readonly<Record<string, ProcedureFacts>>;
  /** Public events; absent in locks of releases without any. */
  readonly events?: Readonly<Record<string, EventFacts>>;
  readonly schemas: Schemas;
}

/** Annotation keywords to remove; fields with these names stay. */
const prose = new Set(["description", "examples", "title", "deprecated", "readOnly"]);

/** Keywords whose lists are unordered. */
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

/** Guarantees a schema: without annotations, a schema is still a schema. */
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
  const { kind, access, rest, errors, deprecated, formerly } = procedure;
  const cache = cacheFacts(procedure);
  return {
    kind,
    access,
    ...(rest !== undefined && { rest }),
    errors: errorFacts(errors, details),
    limits: limitsOf(procedure),
    ...(cache !== undefined && { cache }),
    ...(deprecated !== undefined && { deprecated }),
    ...(formerly !== undefined && { formerly }),
    input: schemaFacts(input),
    output: schemaFacts(output),
  };
}

const eventFacts = (events: Events): NonNullable<Snapshot["events"]> =>
  Object.fromEntries(
    Object.entries(events)
      .filter(([, event]) => event.public)
      .map(([name, { key, payload }]) => [
        name,
        { ...(key !== undefined && { key }), payload: schemaFacts(describePayload(payload)) },
      ]),
  );

/** Takes a snapshot of the part of an API and its events that clients can notice. */
export function snapshotOf(api: Api, wire: number, events: Events = {}): Snapshot {
  const { components, procedures } = describeApi(proceduresOf(api), refPrefix);
  return {
    wire,
    errors: errorFacts(standardErrors),
    procedures: Object.fromEntries(procedures.map((described) => [described.name, procedureFacts(described)])),
    ...(Object.keys(events).length > 0 && { events: eventFacts(events) }),
    schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, schemaFacts(schema)])),
  };
}
