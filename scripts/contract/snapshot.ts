import {
  type CacheFacts,
  type ProcedureFacts,
  refPrefix,
  type Schema,
  type Snapshot,
} from "../../packages/contract-gate/index.ts";
import {
  type Api,
  type ErrorDeclaration,
  type Events,
  limitsOf,
  type Procedure,
  proceduresOf,
  roles,
  standardErrors,
} from "../../shared/contract/index.ts";
import {
  type DescribedProcedure,
  describeApi,
  describePayload,
  type JsonSchema,
} from "../../shared/contract/json-schema.ts";

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
const schemaFacts = (schema: JsonSchema): Schema => withoutProse(schema) as Schema;

const errorFacts = (
  errors: Readonly<Record<string, ErrorDeclaration>>,
  details: Readonly<Record<string, JsonSchema>> = {},
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
    roles,
    errors: errorFacts(standardErrors),
    procedures: Object.fromEntries(procedures.map((described) => [described.name, procedureFacts(described)])),
    ...(Object.keys(events).length > 0 && { events: eventFacts(events) }),
    schemas: Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, schemaFacts(schema)])),
  };
}
