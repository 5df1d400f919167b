import { standardErrors } from "../../../shared/contract/errors.ts";
import { printDartDeclarations } from "./dart-declarations.ts";
import { dartCodec, dartDoc, dartName, dartNames, dartText, dartType } from "./dart-types.ts";
import type { NativeCall, NativeError, NativeFeature, NativeFile, NativeModel } from "./model.ts";
import { type Methods, methodNames, Names, pascalOf } from "./names.ts";
import { reservedTypeNames } from "./reserved-types.ts";

const head = "// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.\n";

const errorLine = ({ code, declaration: { status, detail } }: NativeError) => `\`${code}\` (${status}): ${detail}`;

function printErrors({ name, errors, errorName }: NativeCall, names: Names): string {
  if (errors.length === 0) return "";
  const cases = errors.map((error) => ({ ...error, word: names.claim(`${errorName}${pascalOf(error.code)}`) }));
  const other = names.claim(`${errorName}Other`);
  const branches = cases.map(({ word, code, details }) =>
    details === undefined
      ? `        ${dartText(code)} => ${word}(failure),\n`
      : `        ${dartText(code)} =>\n          ${dartCodec(details)}.attempt<${errorName}>(failure.details, (details) => ${word}(failure, details)) ?? ${other}(failure),\n`,
  );
  const classes = cases.map(({ word, details, ...error }) => {
    const own = details === undefined ? "" : `\n  final ${dartType(details)} details;\n`;
    const parameters = details === undefined ? "super.failure" : "super.failure, this.details";
    return `${dartDoc([errorLine(error)])}final class ${word} extends ${errorName} {\n  ${word}(${parameters});\n${own}}\n`;
  });
  return `${dartDoc([`Errors of \`${name}\`.`])}sealed class ${errorName} extends CallException {
  ${errorName}(super.failure);

  factory ${errorName}.of(Failure failure) => switch (failure.code) {
${branches.join("")}        _ => ${other}(failure),
      };
}

${classes.join("\n")}
/// An error that every call may fail with, or one that this version of the app does not know: see \`code\`.
final class ${other} extends ${errorName} {
  ${other}(super.failure);
}
`;
}

const deprecated = (deprecation: string | undefined) =>
  deprecation === undefined ? "" : `  @Deprecated(${dartText(deprecation)})\n`;

const parametersOf = ({ input, isInputOptional }: NativeCall) => {
  const options = "[CallOptions options = const CallOptions()]";
  if (input === undefined) return options;
  return isInputOptional
    ? `[${input} input = const ${input}(), CallOptions options = const CallOptions()]`
    : `${input} input, ${options}`;
};

function printPages(call: NativeCall, methods: Methods, model: NativeModel): string {
  const verb = methods.nameOf(call.verb);
  const pagesName = methods.sequenceOf(call.verb, "Pages");
  const { pages, input, output, deprecation } = call;
  if (pages === undefined || input === undefined || output.kind !== "named") return "";
  const propertyOf = (type: string, wire: string) => {
    const found = model.declarations.find(({ name }) => name === type);
    const wires = found?.kind === "object" ? found.fields.map((field) => field.wire) : [];
    return dartNames(wires).get(wire) ?? wire;
  };
  const declared = model.declarations.find(({ name }) => name === input);
  const fields = declared?.kind === "object" ? declared.fields.filter(({ constant }) => constant === undefined) : [];
  const copied = fields.map(({ wire }) => {
    const own = propertyOf(input, wire);
    return `${own}: ${wire === "cursor" ? "cursor" : `input.${own}`}`;
  });
  const page = `${dartDoc([`Pages of [${verb}] from \`cursor\` on; each is requested when it is listened for.`], "  ")}${deprecated(deprecation)}  Stream<${output.name}> ${pagesName}(${parametersOf(call)}) => _caller.pages(
        input.${propertyOf(input, "cursor")},
        (page) => page.${propertyOf(output.name, "next")},
        (cursor) => ${verb}(${input}(${copied.join(", ")}), options),
      );

`;
  if (pages.items === undefined) return page;
  return `${page}${dartDoc([`Items of [${verb}] from \`cursor\` on, over all pages.`], "  ")}${deprecated(deprecation)}  Stream<${dartType(pages.items.type)}> ${methods.sequenceOf(call.verb, "Items")}(${parametersOf(call)}) =>
      _caller.items(${pagesName}(input, options), (page) => page.${propertyOf(output.name, pages.items.wire)});

`;
}

const streamDoc = [
  "A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.",
];

function printStream(call: NativeCall, verb: string): string {
  const { name, input, isInputOptional, output, doc, errors, errorName, deprecation } = call;
  const optional = isInputOptional && input !== undefined ? `${input} input = const ${input}(), ` : "";
  const required = input === undefined || isInputOptional ? "" : `${input} input, `;
  const given = input === undefined ? "const <String, Object?>{}" : "input.toJson()";
  const factory = errors.length === 0 ? "" : `, ${errorName}.of`;
  return `${dartDoc([...doc, ...streamDoc, ...errors.map(errorLine)], "  ")}${deprecated(deprecation)}  Stream<LiveMessage<${dartType(output)}>> ${verb}(${required}[${optional}String? after]) =>
      _caller.live(${dartText(name)}, ${given}, after, ${dartCodec(output)}${factory});

`;
}

function printCall(call: NativeCall, methods: Methods, model: NativeModel): string {
  const verb = methods.nameOf(call.verb);
  if (call.kind === "subscription") return printStream(call, verb);
  const { name, kind, input, output, doc, errors, errorName, deprecation } = call;
  const thrown = errors.length === 0 ? "CallException" : errorName;
  const given = input === undefined ? "const <String, Object?>{}" : "input.toJson()";
  const factory = errors.length === 0 ? "" : `, ${errorName}.of`;
  const result = output.kind === "nothing" ? "void" : dartType(output);
  const lines = [...doc, ...errors.map(errorLine), `Throws [${thrown}].`];
  return `${dartDoc(lines, "  ")}${deprecated(deprecation)}  Future<${result}> ${verb}(${parametersOf(call)}) =>
      _caller.call(${dartText(name)}, CallKind.${kind}, ${given}, ${dartCodec(output)}, options${factory});

${printPages(call, methods, model)}`;
}

function printFeature({ name, clientName, calls }: NativeFeature, model: NativeModel): string {
  const methods = methodNames(
    calls.map(({ verb }) => verb),
    dartName,
  );
  const printed = calls.map((call) => printCall(call, methods, model)).join("");
  return `${dartDoc([`Procedures of \`${name}\`.`])}final class ${clientName} {
  const ${clientName}._(this._caller);

  final Caller _caller;

${printed.trimEnd()}
}
`;
}

function printClient({ features }: NativeModel): string {
  const names = dartNames(features.map(({ name }) => name));
  const members = features.map(
    ({ name, clientName }) => `  late final ${clientName} ${names.get(name) ?? name} = ${clientName}._(_caller);\n`,
  );
  return `/// Every procedure, feature by feature.
final class ApiClient {
  ApiClient(ClientOptions options) : _caller = Caller(options);

  final Caller _caller;

${members.join("")}}
`;
}

const standardCodes = () => {
  const codes = Object.keys(standardErrors);
  const names = dartNames(codes);
  return Object.entries(standardErrors)
    .map(
      ([code, { status, detail }]) =>
        `${dartDoc([`${status}: ${detail}`], "  ")}  static const String ${names.get(code) ?? code} = ${dartText(code)};\n`,
    )
    .join("");
};

/** Files of the runtime that a client uses: the analyzer warns of any other. */
const importsOf = (code: string) => [
  "runtime/caller",
  ...(/\b(?:text|time|integer|number|boolean|json)Codec\b/.test(code) ? ["runtime/codec"] : []),
  "runtime/errors",
  ...(/\bLiveMessage\b/.test(code) ? ["runtime/live"] : []),
];

/** Generates the Dart client. Deterministic: equal contracts give equal text. */
export function printDart(model: NativeModel): readonly NativeFile[] {
  const names = new Names([
    ...reservedTypeNames,
    ...model.declarations.map(({ name }) => name),
    ...model.features.flatMap(({ clientName, calls }) => [clientName, ...calls.map(({ errorName }) => errorName)]),
  ]);
  const types = printDartDeclarations(model, names);
  const client = [
    `/// Codes that every call may fail with.\nabstract final class StandardErrors {\n${standardCodes()}}\n`,
    ...model.features
      .flatMap(({ calls }) => calls.map((call) => printErrors(call, names)))
      .filter((text) => text !== ""),
    ...model.features.map((feature) => printFeature(feature, model)),
    printClient(model),
  ];
  const file = (path: string, imports: readonly string[], text: string): NativeFile => ({
    path,
    text: `${head}${imports.map((each) => `import '${each}.dart';\n`).join("")}\n${text}`.replace(/\n{3,}/g, "\n\n"),
  });
  const hasTypes = model.declarations.length > 0;
  const code = client.join("\n");
  return [
    file("lib/src/types.dart", hasTypes ? ["runtime/codec"] : [], types),
    file("lib/src/client.dart", [...importsOf(code), ...(hasTypes ? ["types"] : [])], code),
  ];
}
