import { standardErrors } from "../../../shared/contract/errors.ts";
import type { NativeCall, NativeError, NativeFeature, NativeFile, NativeModel } from "./model.ts";
import { type Methods, methodNames, Names, pascalOf } from "./names.ts";
import { printSwiftDeclarations } from "./swift-declarations.ts";
import { swiftDoc, swiftName, swiftProperties, swiftText, swiftType } from "./swift-types.ts";

const head =
  "// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.\nimport Foundation\n";

const errorLine = ({ code, declaration: { status, detail } }: NativeError) => `\`${code}\` (${status}): ${detail}`;

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);

function printErrors({ name, errors, errorName }: NativeCall): string {
  if (errors.length === 0) return "";
  const names = new Names(["other", "of", "none", "some", "self", "init", "hashValue", "hash"]);
  const cases = errors.map((error) => ({ ...error, word: swiftName(names.claim(lowerFirst(pascalOf(error.code)))) }));
  const declared = cases.map(
    ({ word, details, ...error }) =>
      `${swiftDoc([errorLine(error)], "    ")}    case ${word}${details === undefined ? "" : `(${swiftType(details)})`}\n`,
  );
  const branches = cases.map(({ word, code, details }) =>
    details === undefined
      ? `        case ${swiftText(code)}: return .${word}\n`
      : `        case ${swiftText(code)}:\n            guard let details = failure.details.decoded(as: ${swiftType(details)}.self) else { return .other }\n            return .${word}(details)\n`,
  );
  return `${swiftDoc([`Errors of \`${name}\`.`])}public enum ${errorName}: DeclaredError {
${declared.join("")}    /// An error that every call may fail with, or one that this version of the app does not know: see \`code\`.
    case other

    public static func of(_ failure: Failure) -> ${errorName} {
        switch failure.code {
${branches.join("")}        default: return .other
        }
    }
}
`;
}

const available = (deprecation: string | undefined) =>
  deprecation === undefined ? "" : `    @available(*, deprecated, message: ${swiftText(deprecation)})\n`;

function propertyOf(model: NativeModel, type: string, wire: string): string {
  const found = model.declarations.find(({ name }) => name === type);
  const wires = found?.kind === "object" ? found.fields.map((field) => field.wire) : [];
  return swiftName(swiftProperties(wires).get(wire) ?? wire);
}

const parameterOf = ({ input, isInputOptional }: NativeCall) =>
  input === undefined ? "" : `_ input: ${input}${isInputOptional ? ` = ${input}()` : ""}, `;

function printPages(call: NativeCall, methods: Methods, model: NativeModel): string {
  const verb = methods.nameOf(call.verb);
  const pagesName = methods.sequenceOf(call.verb, "Pages");
  const { pages, input, output, deprecation } = call;
  if (pages === undefined || input === undefined || output.kind !== "named") return "";
  const cursor = propertyOf(model, input, "cursor");
  const parameters = `${parameterOf(call)}options: CallOptions = CallOptions()`;
  const page = `${swiftDoc([`Pages of \`${verb}\` from \`cursor\` on; each is requested when it is awaited.`], "    ")}${available(deprecation)}    public func ${pagesName}(${parameters}) -> PullSequence<${output.name}> {
        caller.pages(from: input.${cursor}, next: { page in page.${propertyOf(model, output.name, "next")} }) { cursor in
            var page = input
            page.${cursor} = cursor
            return try await self.${swiftName(verb)}(page, options: options)
        }
    }

`;
  if (pages.items === undefined) return page;
  const items = propertyOf(model, output.name, pages.items.wire);
  return `${page}${swiftDoc([`Items of \`${verb}\` from \`cursor\` on, over all pages.`], "    ")}${available(deprecation)}    public func ${methods.sequenceOf(call.verb, "Items")}(${parameters}) -> PullSequence<${swiftType(pages.items.type)}> {
        caller.items(of: ${pagesName}(input, options: options)) { page in page.${items} }
    }

`;
}

const streamDoc = [
  "A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.",
];

function printStream(call: NativeCall, verb: string): string {
  const { name, input, output, doc, errors, errorName, deprecation } = call;
  const declared = errors.length === 0 ? "NoErrors" : errorName;
  const given = input === undefined ? "Json.object([:])" : "input";
  return `${swiftDoc([...doc, ...streamDoc, ...errors.map((error) => `- Throws: ${errorLine(error)}`)], "    ")}${available(deprecation)}    public func ${swiftName(verb)}(${parameterOf(call)}after: String? = nil) -> PullSequence<LiveMessage<${swiftType(output)}>> {
        caller.live(${swiftText(name)}, ${given}, after: after, ${swiftType(output)}.self, ${declared}.self)
    }

`;
}

function printCall(call: NativeCall, methods: Methods, model: NativeModel): string {
  const verb = methods.nameOf(call.verb);
  if (call.kind === "subscription") return printStream(call, verb);
  const { name, kind, input, output, doc, errors, errorName, deprecation } = call;
  const declared = errors.length === 0 ? "NoErrors" : errorName;
  const given = input === undefined ? "Json.object([:])" : "input";
  const kindName = kind === "public" ? "cacheable" : kind;
  const isVoid = output.kind === "nothing";
  const result = isVoid ? "" : ` -> ${swiftType(output)}`;
  const lines = [...doc, ...errors.map((error) => `- Throws: ${errorLine(error)}`)];
  return `${swiftDoc(lines, "    ")}${available(deprecation)}    public func ${swiftName(verb)}(${parameterOf(call)}options: CallOptions = CallOptions()) async throws(CallError<${declared}>)${result} {
        ${isVoid ? "_ = " : ""}try await caller.call(${swiftText(name)}, .${kindName}, ${given}, ${swiftType(output)}.self, options, ${declared}.self)
    }

${printPages(call, methods, model)}`;
}

function printFeature({ name, clientName, calls }: NativeFeature, model: NativeModel): string {
  const methods = methodNames(
    calls.map(({ verb }) => verb),
    (verb) => (["init", "self", "caller", "hash"].includes(verb) ? `${verb}Value` : verb),
  );
  const printed = calls.map((call) => printCall(call, methods, model)).join("");
  return `${swiftDoc([`Procedures of \`${name}\`.`])}public struct ${clientName}: Sendable {
    let caller: Caller

${printed.trimEnd()}
}
`;
}

function printClient({ features }: NativeModel): string {
  const names = swiftProperties(features.map(({ name }) => name));
  const members = features.map(({ name, clientName }) => ({ name: swiftName(names.get(name) ?? name), clientName }));
  return `/// Every procedure, feature by feature.
public struct ApiClient: Sendable {
${members.map(({ name, clientName }) => `    public let ${name}: ${clientName}\n`).join("")}
    public init(_ options: ClientOptions) {
        let caller = Caller(options)
${members.map(({ name, clientName }) => `        self.${name} = ${clientName}(caller: caller)\n`).join("")}    }
}
`;
}

const standardCodes = () => {
  const names = new Names();
  return Object.entries(standardErrors)
    .map(
      ([code, { status, detail }]) =>
        `${swiftDoc([`${status}: ${detail}`], "    ")}    public static let ${swiftName(names.claim(lowerFirst(pascalOf(code))))} = ${swiftText(code)}\n`,
    )
    .join("");
};

const folder = "Sources/DovetailClient/Generated";

/** Generates the Swift client. Deterministic: equal contracts give equal text. */
export function printSwift(model: NativeModel): readonly NativeFile[] {
  const client = [
    head,
    `/// Codes that every call may fail with.\npublic enum StandardErrors {\n${standardCodes()}}\n`,
    ...model.features.flatMap(({ calls }) => calls.map(printErrors)).filter((text) => text !== ""),
    ...model.features.map((feature) => printFeature(feature, model)),
    printClient(model),
  ];
  return [
    { path: `${folder}/Types.swift`, text: `${head}\n${printSwiftDeclarations(model)}`.replace(/\n{3,}/g, "\n\n") },
    { path: `${folder}/Client.swift`, text: client.join("\n").replace(/\n{3,}/g, "\n\n") },
  ];
}
