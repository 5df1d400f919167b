import { standardErrors } from "../../shared/contract/errors.ts";
import {
  type Api,
  conditionsOf,
  type Deprecation,
  type ErrorDeclaration,
  needsViewer,
  proceduresOf,
  takesIdempotencyKey,
  tenantSentence,
} from "../../shared/contract/index.ts";
import { type DescribedProcedure, describeApi, type JsonSchema } from "../../shared/contract/json-schema.ts";
import { typesOfClient } from "./client-types.ts";
import { docOf, fieldsOf, hasFields, keyOf, type Printing, typeOf } from "./schema-type.ts";

const refPrefix = "#/components/schemas/";

const pascal = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A procedure with the names of its own types. */
interface NamedProcedure extends DescribedProcedure {
  readonly feature: string;
  readonly verb: string;
  readonly inputName: string;
  readonly outputName: string;
  readonly errorName: string;
}

function nameTypes(described: DescribedProcedure): NamedProcedure {
  const [feature = "", verb = ""] = described.name.split(".");
  const stem = pascal(feature) + pascal(verb);
  return {
    ...described,
    feature,
    verb,
    inputName: `${stem}Input`,
    outputName: `${stem}Output`,
    errorName: `${stem}Error`,
  };
}

/** Declares a named type: an interface for objects, else an alias. */
function declare(name: string, schema: JsonSchema, printing: Printing, doc: readonly string[]): string {
  const head = docOf(doc, "");
  return hasFields(schema)
    ? `${head}export interface ${name} ${fieldsOf(schema, printing, "")}\n`
    : `${head}export type ${name} = ${typeOf(schema, printing)};\n`;
}

const unionOfCodes = (codes: readonly string[]): string =>
  codes.length === 0 ? "never" : codes.map((code) => JSON.stringify(code)).join(" | ");

/** JSDoc `@deprecated` tag, which editors show as strikethrough. */
const deprecationLine = ({ since, use, sunset }: Deprecation) =>
  `@deprecated since ${since}${use === undefined ? "" : `, use \`${use}\``}${sunset === undefined ? "" : `; removed from ${sunset} on`}`;

const errorLine = ([code, { status, detail }]: [string, ErrorDeclaration]) => `\`${code}\` (${status}): ${detail}`;

function declareTypes(named: NamedProcedure, nameOf: Printing["nameOf"]): string {
  const { name, procedure, inputName, outputName, errorName } = named;
  return [
    declare(inputName, named.input, { direction: "send", nameOf }, [`Input of \`${name}\`.`]),
    declare(outputName, named.output, { direction: "receive", nameOf }, [`Output of \`${name}\`.`]),
    docOf([`Errors that \`${name}\` declares.`, ...Object.entries(procedure.errors).map(errorLine)], ""),
    `export type ${errorName} = ${unionOfCodes(Object.keys(procedure.errors))};\n`,
  ].join("");
}

const whoMayCall = ({ procedure: { access } }: NamedProcedure): string[] => {
  if (!needsViewer(access)) return [];
  const { role, scope, fresh, tenant } = conditionsOf(access);
  return [
    role === undefined ? "For signed-in callers." : `For a signed-in ${role}.`,
    ...(tenant === undefined ? [] : [tenantSentence(tenant)]),
    ...(scope === undefined ? [] : [`API keys need the scope \`${scope}\`.`]),
    ...(fresh ? ["The caller must have signed in within the last ten minutes."] : []),
  ];
};

function printMethod(named: NamedProcedure, nameOf: Printing["nameOf"]): string {
  const { procedure, verb, inputName, outputName, input, output } = named;
  const { summary, description, errors, deprecated } = procedure;
  const doc = [
    `${summary}.`,
    ...(description === undefined ? [] : [description]),
    ...whoMayCall(named),
    ...Object.entries(errors).map((error) => `@throws ${errorLine(error)}`),
    ...(deprecated === undefined ? [] : [deprecationLine(deprecated)]),
  ];
  const optional = (input.required ?? []).length === 0 ? "?" : "";
  const answer = hasFields(output) ? outputName : typeOf(output, { direction: "receive", nameOf });
  const [options, result] =
    procedure.kind === "subscription" ? ["SubscriptionOptions", "Subscription"] : ["CallOptions", "Promise"];
  return `${docOf(doc, "  ")}  ${verb}(input${optional}: ${inputName}, options?: ${options}): ${result}<${answer}>;\n`;
}

/**
 * `public` for a query with the same response for all callers, so that proxies may cache it and it needs no token;
 * `keyed` for mutations that accept an `Idempotency-Key`.
 */
function kindOf({ procedure }: NamedProcedure): "query" | "public" | "mutation" | "keyed" | "subscription" {
  if (procedure.kind === "subscription") return "subscription";
  if (procedure.kind === "mutation") return takesIdempotencyKey(procedure) ? "keyed" : "mutation";
  // With optional authentication the response depends on the viewer, although its cache entry is shared.
  return procedure.access === "public" && procedure.cache?.scope === "shared" ? "public" : "query";
}

function printFeature(feature: string, procedures: readonly NamedProcedure[], nameOf: Printing["nameOf"]): string {
  return `/** Procedures of \`${feature}\`. */\nexport interface ${pascal(feature)}Client {\n${procedures.map((named) => printMethod(named, nameOf)).join("")}}\n`;
}

function printRoutes(features: ReadonlyMap<string, readonly NamedProcedure[]>): string {
  const rows = [...features].map(([feature, procedures]) => {
    const verbs = procedures.map((named) => `    ${named.verb}: "${kindOf(named)}",\n`);
    return `  ${feature}: {\n${verbs.join("")}  },\n`;
  });
  return `/** Kind of each procedure; \`public\` marks reads that may be cached on the way, \`keyed\` mutations that take an idempotency key. */\nexport const routes: Routes = {\n${rows.join("")}};\n`;
}

function printErrorDetails(named: readonly NamedProcedure[], nameOf: Printing["nameOf"]): string {
  const rows = named.flatMap(({ name, details }) => {
    const codes = Object.entries(details).map(
      ([code, schema]) => `    ${keyOf(code)}: ${typeOf(schema, { direction: "receive", nameOf }, "    ")};\n`,
    );
    return codes.length === 0 ? [] : [`  "${name}": {\n${codes.join("")}  };\n`];
  });
  const doc = "/** Details of errors, for procedures that declare them. */\n";
  return rows.length === 0
    ? `${doc}export type ProcedureErrorDetails = Record<never, never>;\n`
    : `${doc}export interface ProcedureErrorDetails {\n${rows.join("")}}\n`;
}

function printStandardErrors(): string {
  const doc = ["Codes that every procedure may fail with.", ...Object.entries(standardErrors).map(errorLine)];
  return `${docOf(doc, "")}export type StandardErrorCode =\n${Object.keys(standardErrors)
    .map((code) => `  | "${code}"`)
    .join("\n")};\n`;
}

const refsIn = (schema: JsonSchema): string[] =>
  [...JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name);

/** Names of all schemas in outputs; the others are used in inputs only. */
function namesInOutputs(
  components: Readonly<Record<string, JsonSchema>>,
  procedures: readonly DescribedProcedure[],
): ReadonlySet<string> {
  const found = new Set(
    procedures.flatMap(({ output, details }) => [output, ...Object.values(details)].flatMap(refsIn)),
  );
  for (const name of found) for (const inner of refsIn(components[name] ?? {})) found.add(inner);
  return found;
}

/** @throws {TypeError} when a name is not an identifier, or two types would have one name. */
function checkTypeNames(names: readonly string[]): void {
  const seen = new Set(typesOfClient);
  for (const name of names) {
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) throw new TypeError(`"${name}" cannot be the name of a type`);
    if (seen.has(name)) throw new TypeError(`the client would have two types called ${name}: rename a schema's id`);
    seen.add(name);
  }
}

function importsFor(procedures: readonly DescribedProcedure[]): string {
  const streams = procedures.some(({ procedure }) => procedure.kind === "subscription");
  const types = 'import type { Subscription, SubscriptionOptions } from "../runtime/subscribe.ts";\n';
  return `import type { CallOptions } from "../runtime/options.ts";\n${streams ? types : ""}import type { Routes } from "../runtime/client-tree.ts";\n`;
}

/**
 * Generates the client's types and route table as one TypeScript module. Deterministic: equal contracts give equal text.
 * @throws {TypeError} when two types would have one name, or a schema has no TypeScript equivalent.
 */
export function printClientApi(api: Api): string {
  const { components, procedures } = describeApi(proceduresOf(api), refPrefix);
  const named = procedures.map(nameTypes);
  const features = Map.groupBy(named, ({ feature }) => feature);
  checkTypeNames([
    ...Object.keys(components),
    ...named.flatMap(({ inputName, outputName, errorName }) => [inputName, outputName, errorName]),
    ...[...features.keys()].map((feature) => `${pascal(feature)}Client`),
  ]);
  const nameOf = (ref: string): string => {
    const name = ref.slice(refPrefix.length);
    if (!ref.startsWith(refPrefix) || components[name] === undefined)
      throw new TypeError(`${ref} is not a named schema: give it an id`);
    return name;
  };
  const answered = namesInOutputs(components, procedures);
  const componentTypes = Object.entries(components).map(([name, schema]) =>
    declare(
      name,
      schema,
      { direction: answered.has(name) ? "receive" : "send", nameOf, isAlias: !hasFields(schema) },
      schema.description === undefined ? [] : [schema.description],
    ),
  );
  const clients = [...features].map(([feature, members]) => printFeature(feature, members, nameOf));
  const tree = [...features.keys()].map((feature) => `  readonly ${keyOf(feature)}: ${pascal(feature)}Client;\n`);
  const errors = named.map(({ name, errorName }) => `  "${name}": ${errorName};\n`);
  const details = printErrorDetails(named, nameOf);
  return [
    "// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.\n",
    importsFor(procedures),
    ...componentTypes,
    ...named.map((procedure) => declareTypes(procedure, nameOf)),
    ...clients,
    `/** Every procedure, feature by feature. */\nexport interface Client {\n${tree.join("")}}\n`,
    `/** Codes that each procedure declares. */\nexport interface ProcedureErrors {\n${errors.join("")}}\n`,
    details,
    printStandardErrors(),
    printRoutes(features),
  ].join("\n");
}
