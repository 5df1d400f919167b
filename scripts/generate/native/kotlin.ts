import { standardErrors } from "../../../shared/contract/errors.ts";
import {
  inPackage,
  kotlinCodec,
  kotlinDoc,
  kotlinName,
  kotlinProperties,
  kotlinText,
  kotlinType,
  printKotlinDeclaration,
} from "./kotlin-types.ts";
import type { NativeCall, NativeError, NativeFeature, NativeFile, NativeModel } from "./model.ts";
import { Names, pascalOf, propertyNames } from "./names.ts";

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
  const names = new Names(["Other", "Companion", "Failure", "CallException"]);
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

function printPages(
  { pages, input, output, isInputOptional, deprecation }: NativeCall,
  verb: string,
  bareVerb: string,
  model: NativeModel,
): string {
  if (pages === undefined || input === undefined || output.kind !== "named") return "";
  const declared = (type: string) => model.declarations.find(({ name }) => name === type);
  const propertyOf = (type: string, wire: string) => {
    const found = declared(type);
    const wires = found?.kind === "object" ? found.fields.map((field) => field.wire) : [];
    return kotlinName(kotlinProperties(wires).get(wire) ?? wire);
  };
  const cursor = propertyOf(input, "cursor");
  const parameter = `input: ${input}${isInputOptional ? ` = ${input}()` : ""}, options: CallOptions = CallOptions()`;
  const mark = deprecation === undefined ? "" : `    @Deprecated(${kotlinText(deprecation)})\n`;
  const page = `${kotlinDoc([`Pages of [${bareVerb}] from \`cursor\` on; each is requested when it is collected.`], "    ")}${mark}    fun ${bareVerb}Pages(${parameter}): Flow<${output.name}> =
        caller.pages(input.${cursor}, { it.${propertyOf(output.name, "next")} }) { ${verb}(input.copy(${cursor} = it), options) }

`;
  if (pages.items === undefined) return page;
  return `${page}${kotlinDoc([`Items of [${bareVerb}] from \`cursor\` on, over all pages.`], "    ")}${mark}    fun ${bareVerb}Items(${parameter}): Flow<${kotlinType(pages.items.type)}> =
        caller.items(${bareVerb}Pages(input, options)) { it.${propertyOf(output.name, pages.items.wire)} }

`;
}

function printCall(call: NativeCall, verb: string, model: NativeModel): string {
  const { name, kind, input, isInputOptional, output, doc, errors, errorName, deprecation } = call;
  const parameter = input === undefined ? "" : `input: ${input}${isInputOptional ? ` = ${input}()` : ""}, `;
  const given = input === undefined ? "Json.Fields(emptyMap())" : `${input}.encode(input)`;
  const thrown = errors.length === 0 ? "CallException" : errorName;
  const factory = errors.length === 0 ? "" : `, ${errorName}::of`;
  const deprecated = deprecation === undefined ? "" : `    @Deprecated(${kotlinText(deprecation)})\n`;
  const lines = [...doc, ...errors.map(errorLine), `@throws ${thrown}`];
  return `${kotlinDoc(lines, "    ")}${deprecated}    suspend fun ${kotlinName(verb)}(${parameter}options: CallOptions = CallOptions()): ${kotlinType(output)} =
        caller.call(${kotlinText(name)}, CallKind.${kind.toUpperCase()}, ${given}, ${kotlinCodec(output)}, options${factory})

${printPages(call, kotlinName(verb), verb, model)}`;
}

function printFeature({ name, clientName, calls }: NativeFeature, model: NativeModel): string {
  const verbs = propertyNames(
    calls.map(({ verb }) => verb),
    (verb) => (verb === "caller" ? "callerValue" : verb),
  );
  const methods = calls.map((call) => printCall(call, verbs.get(call.verb) ?? call.verb, model)).join("");
  return `${kotlinDoc([`Procedures of \`${name}\`.`])}class ${clientName} internal constructor(private val caller: Caller) {
${methods.trimEnd()}
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
      ...runtime("Codec Codecs Field Json ObjectReader ObjectWriter OpenEnum TupleReader list map nullable tag"),
      "java.time.Instant",
    ]),
    model.declarations.map((each) => printKotlinDeclaration(each, packageName)).join("\n"),
  ];
  const hasPages = model.features.some(({ calls }) => calls.some(({ pages }) => pages !== undefined));
  const client = [
    head,
    imports([
      ...runtime("CallException CallKind CallOptions Caller ClientOptions Codecs Failure Json list map nullable"),
      "java.time.Instant",
      ...(hasPages ? ["kotlinx.coroutines.flow.Flow"] : []),
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
