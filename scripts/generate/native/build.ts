import {
  type Api,
  conditionsOf,
  type Deprecation,
  needsViewer,
  proceduresOf,
  takesIdempotencyKey,
  tenantSentence,
} from "../../../shared/contract/index.ts";
import { type DescribedProcedure, describeApi, type JsonSchema } from "../../../shared/contract/json-schema.ts";
import type { CallKind, NativeCall, NativeError, NativeFeature, NativeModel, NativeType, Pages } from "./model.ts";
import { Names, pascalOf } from "./names.ts";
import { reservedTypeNames } from "./reserved-types.ts";
import { Types } from "./schema-types.ts";

const prefix = "#/components/schemas/";

const isSubscription = ({ procedure }: DescribedProcedure) => procedure.kind === "subscription";

function kindOf(described: DescribedProcedure): CallKind {
  const { procedure } = described;
  if (isSubscription(described)) return "subscription";
  if (procedure.kind === "mutation") return takesIdempotencyKey(procedure) ? "keyed" : "mutation";
  return procedure.kind === "query" && procedure.access === "public" && procedure.cache?.scope === "shared"
    ? "public"
    : "query";
}

/** One sentence on a deprecation. */
const deprecationOf = ({ since, use, sunset }: Deprecation) =>
  `Since ${since}${use === undefined ? "" : `: use ${use}`}${sunset === undefined ? "" : `; removed from ${sunset} on`}.`;

const callersOf = ({ procedure: { access } }: DescribedProcedure): string[] => {
  if (!needsViewer(access)) return [];
  const { role, scope, fresh, tenant } = conditionsOf(access);
  return [
    role === undefined ? "For signed-in callers." : `For a signed-in ${role}.`,
    ...(tenant === undefined ? [] : [tenantSentence(tenant)]),
    ...(scope === undefined ? [] : [`API keys need the scope \`${scope}\`.`]),
    ...(fresh ? ["The caller must have signed in within the last ten minutes."] : []),
  ];
};

/** Lists page by `cursor` in the input and `next` in the output: `next` is the next cursor, null on the last page. */
function pagesOf(input: JsonSchema, output: JsonSchema, types: Types, outputType: NativeType): Pages | undefined {
  const { cursor } = input.properties ?? {};
  const { next } = output.properties ?? {};
  if (cursor === undefined || next === undefined || input.required?.includes("cursor")) return undefined;
  const nextType = types.resolve(next).type;
  const isCursor = types.resolve(cursor).type === "string" && String(nextType) === "string,null";
  if (!isCursor || !output.required?.includes("next")) return undefined;
  const declared =
    outputType.kind === "named" ? types.declarations.find(({ name }) => name === outputType.name) : undefined;
  const lists = declared?.kind === "object" ? declared.fields.filter(({ type }) => type.kind === "list") : [];
  const [only, another] = lists;
  if (only?.type.kind !== "list" || only.isOptional || another !== undefined) return {};
  return { items: { wire: only.wire, type: only.type.of } };
}

function errorsOf({ procedure, details }: DescribedProcedure, types: Types, stem: string): NativeError[] {
  return Object.entries(procedure.errors).map(([code, declaration]) => {
    const schema = details[code];
    const type = schema === undefined ? undefined : types.typeOf(schema, `${stem}${pascalOf(code)}Details`);
    return { code, declaration, ...(type !== undefined && { details: type }) };
  });
}

/** The input that an app gives: a stream gets its resume position from the runtime. */
function inputOf(described: DescribedProcedure, types: Types): JsonSchema {
  if (!isSubscription(described)) return described.input;
  const { properties = {}, ...schema } = types.resolve(described.input);
  const { lastEventId: _, ...others } = properties;
  return { ...schema, properties: others };
}

function callOf(described: DescribedProcedure, types: Types, names: Names): NativeCall {
  const { name, procedure } = described;
  const [feature = "", verb = ""] = name.split(".");
  const stem = pascalOf(feature) + pascalOf(verb);
  const given = inputOf(described, types);
  const input = types.resolve(given);
  const hasInput = Object.keys(input.properties ?? {}).length > 0 || input.additionalProperties !== undefined;
  const typed = hasInput ? types.inputOf(given, `${stem}Input`, `Input of \`${name}\`.`) : undefined;
  const output = types.typeOf(described.output, `${stem}Output`);
  return {
    name,
    feature,
    verb,
    kind: kindOf(described),
    input: typed,
    isInputOptional: (input.required ?? []).length === 0,
    output,
    doc: [
      `${procedure.summary}.`,
      ...(procedure.description === undefined ? [] : [procedure.description]),
      ...callersOf(described),
    ],
    errors: errorsOf(described, types, stem),
    errorName: names.claim(`${stem}Error`),
    deprecation: procedure.deprecated === undefined ? undefined : deprecationOf(procedure.deprecated),
    pages: pagesOf(input, types.resolve(described.output), types, output),
  };
}

/** Reads contracts into what the printers of native languages need. Deterministic. */
export function buildModel(api: Api): NativeModel {
  const { components, procedures } = describeApi(proceduresOf(api), prefix);
  const names = new Names(reservedTypeNames);
  const types = new Types(components, prefix, names);
  const calls = procedures.map((described) => callOf(described, types, names));
  const features = [...Map.groupBy(calls, ({ feature }) => feature)].map(
    ([name, members]): NativeFeature => ({ name, clientName: names.claim(`${pascalOf(name)}Client`), calls: members }),
  );
  return { declarations: types.declarations, features };
}
