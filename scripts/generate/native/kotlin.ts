import { standardErrors } from "../../../shared/contract/errors.ts";
import { nestedNames, printKotlinDeclaration } from "./kotlin-declarations.ts";
import {
  inPackage,
  kotlinCodec,
  kotlinDoc,
  kotlinName,
  kotlinProperties,
  kotlinText,
  kotlinType,
} from "./kotlin-types.ts";
import type { NativeCall, NativeError, NativeFeature, NativeFile, NativeModel } from "./model.ts";
import { type Methods, methodNames, pascalOf } from "./names.ts";

const headOf = (
  packageName: string,
) => `// Generated from the contracts in shared/ by \`npm run generate\`; never edited by hand.
@file:Suppress("DEPRECATION", "REDUNDANT_PROJECTION", "UNUSED_PARAMETER")

package ${packageName}

`;

const imports = (names: readonly string[]) => `${names.map((name) => `import ${name}\n`).join("")}\n`;

const errorLine = ({ code, declaration: { status, detail } }: NativeError) => `\`${code}\` (${status}): ${detail}`;

/** The exceptions of a call; `undefined` when it declares no errors. */
function printErrors({ name, errors, errorName }: NativeCall, packageName: string): string {
  const qualified = inPackage(packageName);
  if (errors.length === 0) return "";
  const names = nestedNames("Other", "Failure", "CallException");
  const cases = errors.map((error) => ({ ...error, word: names.claim(pascalOf(error.code)) }));
  const classes = cases.map(({ word, details, ...error }) => {
    const own = details === undefined ? "" : `, val details: ${kotlinType(details, qualified)}`;
    return `${kotlinDoc([errorLine(error)], "    ")}    class ${word}(failure: Failure${own}) : ${errorName}(failure)\n\n`;
  });
  const branches = cases.map(({ word, code, details }) =>
    details === undefined
      ? `            ${kotlinText(code)} -> ${word}(failure)\n`
      : `            ${kotlinText(code)} -> failure.withDetails(${kotlinCodec(details, qualified)}) { ${word}(failure, it) } ?: Other(failure)\n`,
  );
  return `${kotlinDoc([`Errors of \`${name}\`.`])}sealed class ${errorName}(failure: Failure) : CallException(failure) {
${classes.join("")}    /** An error that every call may fail with, or one that this version of the app does not know: see \`code\`. */
    class Other(failure: Failure) : ${errorName}(failure)

    internal companion object {
        fun of(failure: Failure): ${errorName} = when (failure.code) {
${branches.join("")}            else -> Other(failure)
        }
    }
}
`;
}

const deprecatedLine = (deprecation: string | undefined) =>
  deprecation === undefined ? "" : `    @Deprecated(${kotlinText(deprecation)})\n`;

function printPages(call: NativeCall, methods: Methods, model: NativeModel): string {
  const { pages, input, output, isInputOptional, deprecation } = call;
  if (pages === undefined || input === undefined || output.kind !== "named") return "";
  const propertyOf = (type: string, wire: string) => {
    const found = model.declarations.find(({ name }) => name === type);
    const wires = found?.kind === "object" ? found.fields.map((field) => field.wire) : [];
    return kotlinName(kotlinProperties(wires).get(wire) ?? wire);
  };
  const verb = methods.nameOf(call.verb);
  const pagesName = methods.sequenceOf(call.verb, "Pages");
  const cursor = propertyOf(input, "cursor");
  const parameters = `input: ${input}${isInputOptional ? ` = ${input}()` : ""}, options: CallOptions = CallOptions()`;
  const mark = deprecatedLine(deprecation);
  const page = `${kotlinDoc([`Pages of [${verb}] from \`cursor\` on; each is requested when it is collected.`], "    ")}${mark}    fun ${pagesName}(${parameters}): Flow<${output.name}> =
        caller.pages(input.${cursor}, { it.${propertyOf(output.name, "next")} }) { ${kotlinName(verb)}(input.copy(${cursor} = it), options) }

`;
  if (pages.items === undefined) return page;
  return `${page}${kotlinDoc([`Items of [${verb}] from \`cursor\` on, over all pages.`], "    ")}${mark}    fun ${methods.sequenceOf(call.verb, "Items")}(${parameters}): Flow<${kotlinType(pages.items.type)}> =
        caller.items(${pagesName}(input, options)) { it.${propertyOf(output.name, pages.items.wire)} }

`;
}

const streamDoc = [
  "A broken connection is opened again after the last message. `after` is the id of the last message that the app has handled.",
];

function printStream(call: NativeCall, verb: string): string {
  const { name, input, isInputOptional, output, doc, errors, errorName, deprecation } = call;
  const parameter = input === undefined ? "" : `input: ${input}${isInputOptional ? ` = ${input}()` : ""}, `;
  const given = input === undefined ? "Json.Fields()" : `${input}.encode(input)`;
  const factory = errors.length === 0 ? "" : `, ${errorName}::of`;
  return `${kotlinDoc([...doc, ...streamDoc, ...errors.map(errorLine)], "    ")}${deprecatedLine(deprecation)}    fun ${kotlinName(verb)}(${parameter}after: String? = null): Flow<LiveMessage<${kotlinType(output)}>> =
        caller.live(${kotlinText(name)}, ${given}, after, ${kotlinCodec(output)}${factory})

`;
}

function printCall(call: NativeCall, methods: Methods, model: NativeModel): string {
  const verb = methods.nameOf(call.verb);
  if (call.kind === "subscription") return printStream(call, verb);
  const { name, kind, input, isInputOptional, output, doc, errors, errorName, deprecation } = call;
  const parameter = input === undefined ? "" : `input: ${input}${isInputOptional ? ` = ${input}()` : ""}, `;
  const given = input === undefined ? "Json.Fields()" : `${input}.encode(input)`;
  const thrown = errors.length === 0 ? "CallException" : errorName;
  const factory = errors.length === 0 ? "" : `, ${errorName}::of`;
  const lines = [...doc, ...errors.map(errorLine), `@throws ${thrown}`];
  return `${kotlinDoc(lines, "    ")}${deprecatedLine(deprecation)}    suspend fun ${kotlinName(verb)}(${parameter}options: CallOptions = CallOptions()): ${kotlinType(output)} =
        caller.call(${kotlinText(name)}, CallKind.${kind.toUpperCase()}, ${given}, ${kotlinCodec(output)}, options${factory})

${printPages(call, methods, model)}`;
}

function printFeature({ name, clientName, calls }: NativeFeature, model: NativeModel): string {
  const methods = methodNames(
    calls.map(({ verb }) => verb),
    (verb) => (verb === "caller" ? "callerValue" : verb),
  );
  const printed = calls.map((call) => printCall(call, methods, model)).join("");
  return `${kotlinDoc([`Procedures of \`${name}\`.`])}class ${clientName} internal constructor(private val caller: Caller) {
${printed.trimEnd()}
}
`;
}

function printClient({ features }: NativeModel): string {
  const properties = kotlinProperties(features.map(({ name }) => name));
  const members = features.map(
    ({ name, clientName }) =>
      `    val ${kotlinName(properties.get(name) ?? name)}: ${clientName} = ${clientName}(caller)\n`,
  );
  return `/** Every procedure, feature by feature. */
class ApiClient(options: ClientOptions) {
    private val caller = Caller(options)

${members.join("")}}
`;
}

const standardCodes = () =>
  Object.entries(standardErrors)
    .map(
      ([code, { status, detail }]) =>
        `${kotlinDoc([`${status}: ${detail}`], "    ")}    const val ${code.toUpperCase()} = "${code}"\n`,
    )
    .join("\n");

const runtime = (names: string) => names.split(" ").map((name) => `dovetail.runtime.${name}`);

/** Generates the Kotlin client. Deterministic: equal contracts give equal text. */
export function printKotlin(model: NativeModel, packageName = "dovetail.client"): readonly NativeFile[] {
  const head = headOf(packageName);
  const folder = `src/main/kotlin/${packageName.replaceAll(".", "/")}`;
  const types = [
    head,
    imports([
      ...runtime("Codec Codecs Field Json ObjectReader ObjectWriter OpenEnum TupleReader list map nullable tag tuple"),
      "java.time.Instant",
    ]),
    model.declarations.map((each) => printKotlinDeclaration(each, packageName)).join("\n"),
  ];
  const hasFlows = model.features.some(({ calls }) =>
    calls.some(({ kind, pages }) => kind === "subscription" || pages !== undefined),
  );
  const client = [
    head,
    imports([
      ...runtime(
        "CallException CallKind CallOptions Caller ClientOptions Codecs Failure Json LiveMessage list map nullable",
      ),
      "java.time.Instant",
      ...(hasFlows ? ["kotlinx.coroutines.flow.Flow"] : []),
    ]),
    `/** Codes that every call may fail with. */\nobject StandardErrors {\n${standardCodes()}}\n`,
    ...model.features
      .flatMap(({ calls }) => calls.map((call) => printErrors(call, packageName)))
      .filter((text) => text !== ""),
    ...model.features.map((feature) => printFeature(feature, model)),
    printClient(model),
  ];
  return [
    { path: `${folder}/Types.kt`, text: types.join("\n").replace(/\n{3,}/g, "\n\n") },
    { path: `${folder}/Client.kt`, text: client.join("\n").replace(/\n{3,}/g, "\n\n") },
  ];
}
