import {
  inPackage,
  kotlinCodec,
  kotlinDoc,
  kotlinName,
  kotlinProperties,
  kotlinText,
  kotlinType,
  simpleTypes,
} from "./kotlin-types.ts";
import type {
  Constant,
  Declaration,
  EnumDeclaration,
  NativeField,
  NativeType,
  ObjectDeclaration,
  TupleDeclaration,
  UnionDeclaration,
} from "./model.ts";
import { bare, isTriState } from "./model.ts";
import { Names, pascalOf } from "./names.ts";
import { fractionText } from "./print-text.ts";

const constantJson = (value: Constant): string => {
  if (value === null) return "Json.Null";
  if (typeof value === "string") return `Json.Text(${kotlinText(value)})`;
  return typeof value === "number" ? `Json.Number("${value}")` : `Json.Bool(${value})`;
};

function property(field: NativeField, name: string): string {
  const deprecated = field.isDeprecated ? '    @Deprecated("The contract deprecates this field.")\n' : "";
  const doc = kotlinDoc(field.doc, "    ") + deprecated;
  const type = kotlinType(bare(field.type));
  if (isTriState(field)) return `${doc}    val ${name}: Field<${type}> = Field.Absent,\n`;
  if (field.isOptional) return `${doc}    val ${name}: ${type}? = null,\n`;
  return `${doc}    val ${name}: ${kotlinType(field.type)},\n`;
}

const verbOf = (field: NativeField) => (isTriState(field) ? "field" : field.isOptional ? "optional" : "get");
const codecOf = (field: NativeField) => kotlinCodec(field.isOptional ? bare(field.type) : field.type);

function writeLine(field: NativeField, name: string): string {
  const wire = kotlinText(field.wire);
  if (field.constant !== undefined) return `            .put(${wire}, Codecs.json, ${constantJson(field.constant)})\n`;
  const verb = verbOf(field) === "get" ? "put" : verbOf(field);
  return `            .${verb}(${wire}, ${codecOf(field)}, value.${name})\n`;
}

const readLine = (field: NativeField, name: string) =>
  `                ${name} = reader.${verbOf(field)}(${kotlinText(field.wire)}, ${codecOf(field)}),\n`;

function printObject({ name, doc, fields, others }: ObjectDeclaration): string {
  const properties = kotlinProperties([
    ...fields.map(({ wire }) => wire),
    ...(others === undefined ? [] : ["otherFields"]),
  ]);
  const nameOf = (wire: string) => kotlinName(properties.get(wire) ?? wire);
  const visible = fields.filter(({ constant }) => constant === undefined);
  const rest = nameOf("otherFields");
  const known = fields.map(({ wire }) => kotlinText(wire)).join(", ");
  const parameters = [
    ...visible.map((field) => property(field, nameOf(field.wire))),
    ...(others === undefined
      ? []
      : [`    /** All other fields. */\n    val ${rest}: Map<String, ${kotlinType(others)}> = emptyMap(),\n`]),
  ];
  const written = fields.map((field) => writeLine(field, nameOf(field.wire)));
  const read = visible.map((field) => readLine(field, nameOf(field.wire)));
  if (others !== undefined) {
    written.push(`            .others(${kotlinCodec(others)}, value.${rest})\n`);
    read.push(`                ${rest} = reader.others(setOf(${known}), ${kotlinCodec(others)}),\n`);
  }
  if (parameters.length === 0) return printEmpty(name, doc, written);
  return `${kotlinDoc(doc)}data class ${name}(
${parameters.join("")}) {
    companion object : Codec<${name}> {
        override fun encode(value: ${name}): Json = ObjectWriter()
${written.join("")}            .json()

        override fun decode(json: Json): ${name} {
            val reader = ObjectReader(json)
            return ${name}(
${read.join("")}            )
        }
    }
}
`;
}

/** An object without properties, of which one instance is enough. */
const printEmpty = (name: string, doc: readonly string[], written: readonly string[]) =>
  `${kotlinDoc(doc)}data object ${name} : Codec<${name}> {
    override fun encode(value: ${name}): Json = ObjectWriter()
${written.join("")}            .json()

    override fun decode(json: Json): ${name} {
        ObjectReader(json)
        return this
    }
}
`;

/** Names for types inside a type, where the reserved ones would shadow others. */
export const nestedNames = (...own: readonly string[]): Names =>
  new Names([
    ...own,
    "Companion",
    "Json",
    "String",
    "Long",
    "Double",
    "Codec",
    "Codecs",
    "OpenEnum",
    "List",
    "Map",
    "Instant",
    "Boolean",
    "Unit",
  ]);

function printEnum({ name, doc, base, values }: EnumDeclaration): string {
  const names = nestedNames("Unknown");
  const type = simpleTypes[base];
  const literal = (value: string | number) =>
    typeof value === "string" ? kotlinText(value) : base === "integer" ? `${value}L` : fractionText(value);
  const cases = values.map((value) => [names.claim(pascalOf(String(value))), literal(value)] as const);
  return `${kotlinDoc(doc)}sealed class ${name}(value: ${type}) : OpenEnum<${type}>(value) {
${cases.map(([word, value]) => `    object ${word} : ${name}(${value})\n\n`).join("")}    /** A value that this version of the app does not know. */
    class Unknown internal constructor(value: ${type}) : ${name}(value)

    companion object : Codec<${name}> {
        /** The values that this version of the app knows. */
        val known: List<${name}> get() = listOf(${cases.map(([word]) => word).join(", ")})

        fun of(value: ${type}): ${name} = known.find { it.value == value } ?: Unknown(value)

        override fun encode(value: ${name}): Json = Codecs.${base}.encode(value.value)

        override fun decode(json: Json): ${name} = of(Codecs.${base}.decode(json))
    }
}
`;
}

function printUnion({ name, doc, tag, cases }: UnionDeclaration, packageName: string): string {
  const qualified = inPackage(packageName);
  const names = nestedNames("Unknown");
  const named = cases.map((each) => ({ ...each, word: names.claim(each.name) }));
  const codec = (type: NativeType) => kotlinCodec(type, qualified);
  const branch = ({ word, tags, type }: (typeof named)[number]) =>
    `            ${tags.map((each) => kotlinText(String(each))).join(", ")} -> ${word}(${codec(type)}.decode(json))\n`;
  const attempt = ({ word, type, isClosedEnum, constants }: (typeof named)[number]) => {
    const fits = constants
      .map(({ wire, value }) => `json.tag(${kotlinText(wire)}) == ${kotlinText(value)}`)
      .join(" && ");
    const closed = isClosedEnum ? `?.takeIf { it !is ${kotlinType(type, qualified)}.Unknown }` : "";
    return `Codecs.attempt(${codec(type)}, json)${closed}${fits === "" ? "" : `?.takeIf { ${fits} }`}?.let(::${word})`;
  };
  const decode =
    tag === undefined
      ? `${named.map(attempt).join("\n            ?: ")}\n            ?: Unknown(json)`
      : `when (json.tag(${kotlinText(tag)})) {\n${named.map(branch).join("")}            else -> Unknown(json)\n        }`;
  const order = tag === undefined ? ["The first case that fits is taken."] : [];
  return `${kotlinDoc([...doc, ...order])}sealed interface ${name} {
${named.map(({ word, type }) => `    data class ${word}(val value: ${kotlinType(type, qualified)}) : ${name}\n\n`).join("")}    /** A case that this version of the app does not know. */
    data class Unknown(val json: Json) : ${name}

    companion object : Codec<${name}> {
        override fun encode(value: ${name}): Json = when (value) {
${named.map(({ word, type }) => `            is ${word} -> ${codec(type)}.encode(value.value)\n`).join("")}            is Unknown -> value.json
        }

        override fun decode(json: Json): ${name} = ${decode}
    }
}
`;
}

function printTuple({ name, doc, items, rest }: TupleDeclaration): string {
  const own = items.map(({ type, isOptional }, index) => {
    const open = isOptional && type.kind !== "nullable" ? `${kotlinType(type)}? = null` : kotlinType(type);
    return `    val item${index + 1}: ${open},\n`;
  });
  const more =
    rest === undefined ? "" : `    /** Further items. */\n    val rest: List<${kotlinType(rest)}> = emptyList(),\n`;
  const read = items.map(
    ({ type, isOptional }, index) =>
      `                item${index + 1} = reader.${isOptional ? "optional" : "get"}(${index}, ${kotlinCodec(type)}),\n`,
  );
  const readRest =
    rest === undefined ? "" : `                rest = reader.rest(${items.length}, ${kotlinCodec(rest)}),\n`;
  const written = items.map(({ type, isOptional }, index) =>
    isOptional
      ? `value.item${index + 1}?.let(${kotlinCodec(bare(type))}::encode)`
      : `${kotlinCodec(type)}.encode(value.item${index + 1})`,
  );
  const writtenRest = rest === undefined ? "" : `, value.rest.map(${kotlinCodec(rest)}::encode)`;
  const needed = items.filter(({ isOptional }) => !isOptional).length;
  return `${kotlinDoc([...doc, "A list of fixed length."])}data class ${name}(
${own.join("")}${more}) {
    companion object : Codec<${name}> {
        override fun encode(value: ${name}): Json =
            tuple(${needed}, listOf(${written.join(", ")})${writtenRest})

        override fun decode(json: Json): ${name} {
            val reader = TupleReader(json)
            return ${name}(
${read.join("")}${readRest}            )
        }
    }
}
`;
}

/** A declaration as Kotlin. */
export function printKotlinDeclaration(declaration: Declaration, packageName: string): string {
  switch (declaration.kind) {
    case "object":
      return printObject(declaration);
    case "enum":
      return printEnum(declaration);
    case "union":
      return printUnion(declaration, packageName);
    case "tuple":
      return printTuple(declaration);
  }
}
