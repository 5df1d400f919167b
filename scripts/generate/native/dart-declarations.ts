import {
  dartCodec,
  dartDoc,
  dartName,
  dartNames,
  dartText,
  dartType,
  reservedWords,
  simpleTypes,
} from "./dart-types.ts";
import type {
  Constant,
  Declaration,
  EnumDeclaration,
  NativeField,
  NativeModel,
  NativeType,
  ObjectDeclaration,
  TupleDeclaration,
  UnionDeclaration,
} from "./model.ts";
import { bare, isTriState, nullable } from "./model.ts";
import { camelOf, Names, pascalOf } from "./names.ts";
import { fractionText } from "./print-text.ts";

const isJson = ({ kind }: NativeType) => kind === "json" || kind === "nothing";

const constantOf = (value: Constant): string => (typeof value === "string" ? dartText(value) : String(value));

/** True for a field that is read and written as a `Field`: also of any JSON, which may be null. */
const isField = (field: NativeField) => isTriState(field) || (field.isOptional && isJson(field.type));

function typeOf(field: NativeField): string {
  const inner = dartType(bare(field.type));
  if (isField(field)) return `Field<${inner}>`;
  if (isJson(field.type)) return "Object?";
  return field.isOptional || field.type.kind === "nullable" ? `${inner}?` : inner;
}

function parameterOf(field: NativeField, name: string): string {
  if (isField(field)) return `this.${name} = const FieldAbsent()`;
  return field.isOptional ? `this.${name}` : `required this.${name}`;
}

/** Reader's and writer's method with its codec. */
function accessOf(field: NativeField): { readonly verb: string; readonly codec: string } {
  if (isField(field)) return { verb: "field", codec: dartCodec(bare(field.type)) };
  return { verb: field.isOptional ? "optional" : "", codec: dartCodec(field.type) };
}

function readOf(field: NativeField): string {
  const { verb, codec } = accessOf(field);
  return `reader.${verb || "get"}(${dartText(field.wire)}, ${codec})`;
}

function writeOf(field: NativeField, name: string | undefined): string {
  const wire = dartText(field.wire);
  if (name === undefined) return `    writer.put(${wire}, jsonCodec, ${constantOf(field.constant ?? null)});\n`;
  const { verb, codec } = accessOf(field);
  return `    writer.${verb || "put"}(${wire}, ${codec}, ${name});\n`;
}

const codecLine = (name: string) =>
  `  static final Codec<${name}> codec = Codec<${name}>(${name}.fromJson, (value) => value.toJson());\n`;

/** Constructor parameters in braces; nothing where there are none. */
const braced = (parameters: readonly string[]) =>
  parameters.length === 0 ? "()" : `({\n${parameters.map((each) => `    ${each},\n`).join("")}  })`;

function printObject({ name, doc, fields, others }: ObjectDeclaration): string {
  const names = dartNames([...fields.map(({ wire }) => wire), ...(others === undefined ? [] : ["otherFields"])]);
  const nameOf = (wire: string) => names.get(wire) ?? wire;
  const visible = fields.filter(({ constant }) => constant === undefined);
  const rest = nameOf("otherFields");
  const known = `const {${fields.map(({ wire }) => dartText(wire)).join(", ")}}`;
  const parameters = visible.map((field) => parameterOf(field, nameOf(field.wire)));
  const members = visible.map((field) => {
    const deprecated = field.isDeprecated ? "  @Deprecated('The contract deprecates this field.')\n" : "";
    return `${dartDoc(field.doc, "  ")}${deprecated}  final ${typeOf(field)} ${nameOf(field.wire)};\n\n`;
  });
  const read = visible.map((field) => `      ${nameOf(field.wire)}: ${readOf(field)},\n`);
  const written = fields.map((field) => writeOf(field, field.constant === undefined ? nameOf(field.wire) : undefined));
  if (others !== undefined) {
    const set = fields.length === 0 ? "const <String>{}" : known;
    parameters.push(`this.${rest} = const {}`);
    members.push(`  /// All other fields.\n  final Map<String, ${dartType(others)}> ${rest};\n\n`);
    read.push(`      ${rest}: reader.others(${set}, ${dartCodec(others)}),\n`);
    written.push(`    writer.others(${dartCodec(others)}, ${rest});\n`);
  }
  const made =
    read.length === 0
      ? `    ObjectReader(json);\n    return const ${name}();\n`
      : `    final reader = ObjectReader(json);\n    return ${name}(\n${read.join("")}    );\n`;
  return `${dartDoc(doc)}final class ${name} extends JsonValue {
  const ${name}${braced(parameters)};

  factory ${name}.fromJson(Object? json) {
${made}  }

${codecLine(name)}
${members.join("")}  @override
  Object? toJson() {
    final writer = ObjectWriter();
${written.join("")}    return writer.json;
  }
}
`;
}

function printEnum({ name, doc, base, values }: EnumDeclaration): string {
  const names = new Names(["value", "values", "known", "isKnown", "of", "codec", "index", "name", ...reservedWords]);
  const type = simpleTypes[base];
  const literal = (value: string | number) =>
    typeof value === "string" ? dartText(value) : base === "number" ? fractionText(value) : String(value);
  const cases = values.map((value) => {
    const word = pascalOf(String(value));
    const free = camelOf(word);
    return { word: names.claim(dartName(free)), value: literal(value) };
  });
  return `${dartDoc(doc)}final class ${name} extends OpenEnum<${type}> {
  const ${name}._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ${name}.of(${type} value) => known.firstWhere((each) => each.value == value, orElse: () => ${name}._(value));

${cases.map(({ word, value }) => `  static const ${name} ${word} = ${name}._(${value});\n`).join("")}
  /// The values that this version of the app knows.
  static const List<${name}> known = [${cases.map(({ word }) => word).join(", ")}];

  static final Codec<${name}> codec =
      Codec<${name}>((json) => ${name}.of(${base}Codec.decode(json)), (each) => ${base}Codec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}
`;
}

function printUnion({ name, doc, tag, cases }: UnionDeclaration, names: Names): string {
  const named = cases.map((each) => ({ ...each, word: names.claim(`${name}${each.name}Case`) }));
  const unknown = names.claim(`${name}Unknown`);
  const tagged = named.map(
    ({ word, tags, type }) =>
      `        ${tags.map((each) => dartText(String(each))).join(" || ")} => ${word}(${dartCodec(type)}.decode(json)),\n`,
  );
  const tried = named.map(({ word, type, isClosedEnum, constants }) => {
    const attempt = `${dartCodec(type)}.attempt<${name}>(json, ${word}.new${isClosedEnum ? ", (value) => value.isKnown" : ""})`;
    const fits = constants
      .map(({ wire, value }) => `tagOf(json, ${dartText(wire)}) == ${dartText(value)}`)
      .join(" && ");
    return `      ${fits === "" ? attempt : `(${fits} ? ${attempt} : null)`} ??\n`;
  });
  const decode =
    tag === undefined
      ? `\n${tried.join("")}      ${unknown}(json)`
      : ` switch (tagOf(json, ${dartText(tag)})) {\n${tagged.join("")}        _ => ${unknown}(json),\n      }`;
  const order = tag === undefined ? ["The first case that fits is taken."] : [];
  const classes = named.map(
    ({ word, type }) => `final class ${word} extends ${name} {
  const ${word}(this.value);

  final ${dartType(type)} value;

  @override
  Object? toJson() => ${dartCodec(type)}.encode(value);
}
`,
  );
  return `${dartDoc([...doc, ...order])}sealed class ${name} extends JsonValue {
  const ${name}();

  factory ${name}.fromJson(Object? json) =>${decode};

${codecLine(name)}}

${classes.join("\n")}
/// A case of [${name}] that this version of the app does not know.
final class ${unknown} extends ${name} {
  const ${unknown}(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}
`;
}

function printTuple({ name, doc, items, rest }: TupleDeclaration): string {
  const own = items.map(({ type, isOptional }, index) => ({
    item: `item${index + 1}`,
    type: isJson(type) || !(isOptional || type.kind === "nullable") ? dartType(type) : `${dartType(bare(type))}?`,
    isOptional,
    codec: dartCodec(isOptional ? bare(type) : type),
    written: dartCodec(isOptional && !isJson(type) ? nullable(type) : type),
  }));
  const parameters = own.map(({ item, isOptional }) => (isOptional ? `this.${item}` : `required this.${item}`));
  const members = own.map(({ item, type }) => `  final ${type} ${item};\n`);
  const read = own.map(
    ({ item, isOptional, codec }, index) =>
      `      ${item}: reader.${isOptional ? "optional" : "get"}(${index}, ${codec}),\n`,
  );
  const needed = items.filter(({ isOptional }) => !isOptional).length;
  const written = own.map(({ item, written: codec }) => `        ${codec}.encode(${item}),\n`);
  const further = rest === undefined ? "" : `, rest.map(${dartCodec(rest)}.encode)`;
  if (rest !== undefined) {
    parameters.push("this.rest = const []");
    members.push(`\n  /// Further items.\n  final List<${dartType(rest)}> rest;\n`);
    read.push(`      rest: reader.rest(${items.length}, ${dartCodec(rest)}),\n`);
  }
  return `${dartDoc([...doc, "A list of fixed length."])}final class ${name} extends JsonValue {
  const ${name}${braced(parameters)};

  factory ${name}.fromJson(Object? json) {
    final reader = TupleReader(json);
    return ${name}(
${read.join("")}    );
  }

${codecLine(name)}
${members.join("")}
  @override
  Object? toJson() => tupleOf(${needed}, [
${written.join("")}      ]${further});
}
`;
}

/** All declarations as Dart. @param names of all other types, among which cases of unions get theirs. */
export function printDartDeclarations({ declarations }: NativeModel, names: Names): string {
  const print = (declaration: Declaration): string => {
    switch (declaration.kind) {
      case "object":
        return printObject(declaration);
      case "enum":
        return printEnum(declaration);
      case "union":
        return printUnion(declaration, names);
      case "tuple":
        return printTuple(declaration);
    }
  };
  return declarations.map(print).join("\n");
}
