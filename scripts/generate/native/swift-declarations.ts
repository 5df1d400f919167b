import { cyclesOf } from "./cycles.ts";
import type {
  Constant,
  Declaration,
  EnumDeclaration,
  NativeField,
  NativeModel,
  ObjectDeclaration,
  TupleDeclaration,
  UnionDeclaration,
} from "./model.ts";
import { bare, isTriState } from "./model.ts";
import { Names, pascalOf } from "./names.ts";
import { simpleTypes, swiftDoc, swiftName, swiftProperties, swiftText, swiftType } from "./swift-types.ts";

const constantJson = (value: Constant): string => {
  if (value === null) return "Json.null";
  if (typeof value === "string") return swiftText(value);
  return String(value);
};

/** A property with what its printer needs. */
interface Property {
  readonly field: NativeField;
  readonly name: string;
  /** The property that stores its value: a deprecated one may not be used, not even by its own type. */
  readonly stored: string;
  /** Type without its optionality. */
  readonly base: string;
}

const mayBeNil = ({ field }: Property) => field.isOptional || field.type.kind === "nullable";

function typeOf(property: Property): string {
  if (isTriState(property.field)) return `Field<${property.base}>`;
  return mayBeNil(property) ? `${property.base}?` : property.base;
}

function defaultOf(property: Property): string {
  if (isTriState(property.field)) return " = .absent";
  return property.field.isOptional ? " = nil" : "";
}

/** The ending of the coder's methods: `decodeIfPresent`, `encodeField`. */
function codingOf({ field }: Property): string {
  if (isTriState(field)) return "Field";
  return field.isOptional ? "IfPresent" : "";
}

/** As {@link codingOf}, but for a field of any JSON: `decodeIfPresent` would read its null as left out. */
const decodingOf = (property: Property): string =>
  property.base === "Json" && codingOf(property) === "IfPresent" ? "Present" : codingOf(property);

/** The decoded type: an optional where null is a value, and the field always there. */
const decodedOf = ({ field, base }: Property) =>
  !field.isOptional && field.type.kind === "nullable" ? `${base}?` : base;

function printProperty(property: Property): string {
  const { field, name, stored } = property;
  const type = typeOf(property);
  const doc = swiftDoc(field.doc, "    ");
  if (!field.isDeprecated) return `${doc}    public var ${name}: ${type}\n`;
  return `    private var ${stored}: ${type}
${doc}    @available(*, deprecated, message: "The contract deprecates this field.")
    public var ${name}: ${type} {
        get { ${stored} }
        set { ${stored} = newValue }
    }
`;
}

const memberwise = (parameters: readonly string[], assignments: readonly string[]) =>
  parameters.length === 0
    ? "    public init() {}\n"
    : `    public init(\n${parameters.map((each) => `        ${each}`).join(",\n")}\n    ) {\n${assignments.join("")}    }\n`;

/** The bodies of `init(from:)` and `encode(to:)` over keyed containers; a container that nothing uses has no name. */
const decodeBody = (read: readonly string[]) =>
  read.length === 0
    ? "        _ = try decoder.container(keyedBy: AnyKey.self)\n"
    : `        let container = try decoder.container(keyedBy: AnyKey.self)\n${read.join("")}`;
const encodeBody = (written: readonly string[]) =>
  written.length === 0
    ? "        _ = encoder.container(keyedBy: AnyKey.self)\n"
    : `        var container = encoder.container(keyedBy: AnyKey.self)\n${written.join("")}`;

function printObject({ name, doc, fields, others }: ObjectDeclaration, indirect: ReadonlySet<string>): string {
  const names = swiftProperties([...fields.map(({ wire }) => wire), ...(others === undefined ? [] : ["otherFields"])]);
  const nameOf = (wire: string) => swiftName(names.get(wire) ?? wire);
  const properties = fields
    .filter(({ constant }) => constant === undefined)
    .map((field): Property => {
      const inner = bare(field.type);
      const isIndirect = inner.kind === "named" && indirect.has(inner.name);
      const base = isIndirect ? `Indirect<${swiftType(inner)}>` : swiftType(inner);
      const name = names.get(field.wire) ?? field.wire;
      return { field, name: swiftName(name), stored: field.isDeprecated ? `_${name}` : swiftName(name), base };
    });
  const rest = nameOf("otherFields");
  const known = `[${fields.map(({ wire }) => swiftText(wire)).join(", ")}]`;
  const declared = properties.map(printProperty);
  const parameters = properties.map((each) => `${each.name}: ${typeOf(each)}${defaultOf(each)}`);
  const assigned = properties.map(({ name: own, stored }) => `        self.${stored} = ${own}\n`);
  const read = properties.map(
    (each) =>
      `        self.${each.stored} = try container.decode${decodingOf(each)}(${decodedOf(each)}.self, forKey: ${swiftText(each.field.wire)})\n`,
  );
  const written = fields.map((field) => {
    const own = properties.find((each) => each.field === field);
    return own === undefined
      ? `        try container.encode(${constantJson(field.constant ?? null)}, forKey: ${swiftText(field.wire)})\n`
      : `        try container.encode${codingOf(own)}(self.${own.stored}, forKey: ${swiftText(field.wire)})\n`;
  });
  if (others !== undefined) {
    declared.push(`    /// All other fields.\n    public var ${rest}: [String: ${swiftType(others)}]\n`);
    parameters.push(`${rest}: [String: ${swiftType(others)}] = [:]`);
    assigned.push(`        self.${rest} = ${rest}\n`);
    read.push(`        self.${rest} = try container.decodeOthers(${swiftType(others)}.self, known: ${known})\n`);
    written.push(`        try container.encodeOthers(self.${rest}, known: ${known})\n`);
  }
  return `${swiftDoc(doc)}public struct ${name}: Codable, Hashable, Sendable {
${declared.join("")}
${memberwise(parameters, assigned)}
    public init(from decoder: any Decoder) throws {
${decodeBody(read)}    }

    public func encode(to encoder: any Encoder) throws {
${encodeBody(written)}    }
}
`;
}

// Names that an enum of ours, or every enum, has already.
const caseNames = () =>
  new Names([
    "value",
    "known",
    "unknown",
    "none",
    "some",
    "self",
    "init",
    "hashValue",
    "hash",
    "encode",
    "allCases",
    "type",
  ]);

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);

/** A case's name: `PublicKey` gives `publicKey`. */
const caseName = (names: Names, word: string) => {
  const claimed = names.claim(lowerFirst(word));
  return { declared: swiftName(claimed), used: `.${swiftName(claimed)}` };
};

function printEnum({ name, doc, base, values }: EnumDeclaration): string {
  const names = caseNames();
  const type = simpleTypes[base];
  const literal = (value: string | number) => (typeof value === "string" ? swiftText(value) : String(value));
  const cases = values.map((value) => ({ ...caseName(names, pascalOf(String(value))), value: literal(value) }));
  return `${swiftDoc(doc)}public enum ${name}: Codable, Hashable, Sendable {
${cases.map(({ declared }) => `    case ${declared}\n`).join("")}    /// A value that this version of the app does not know.
    case unknown(${type})

    /// The values that this version of the app knows.
    public static let known: [${name}] = [${cases.map(({ used }) => used).join(", ")}]

    public init(_ value: ${type}) {
        switch value {
${cases.map(({ used, value }) => `        case ${value}: self = ${used}\n`).join("")}        default: self = .unknown(value)
        }
    }

    public var value: ${type} {
        switch self {
${cases.map(({ used, value }) => `        case ${used}: return ${value}\n`).join("")}        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(${type}.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
`;
}

function printUnion({ name, doc, tag, cases }: UnionDeclaration, isIndirect: boolean): string {
  const names = caseNames();
  const named = cases.map((each) => ({ ...each, ...caseName(names, each.name), swift: swiftType(each.type) }));
  const tagged = named.map(
    ({ used, tags, swift }) =>
      `        case ${tags.map((each) => swiftText(String(each))).join(", ")}: self = ${used}(try ${swift}(from: decoder))\n`,
  );
  const tried = named.map(({ used, swift, isClosedEnum, constants }) => {
    const fits = constants
      .map(({ wire, value }) => `tag(of: decoder, ${swiftText(wire)}) == ${swiftText(value)}, `)
      .join("");
    const closed = isClosedEnum ? `, ${swift}.known.contains(value)` : "";
    return `        if ${fits}let value = try? container.decode(${swift}.self)${closed} {\n            self = ${used}(value)\n            return\n        }\n`;
  });
  const decode =
    tag === undefined
      ? `        let container = try decoder.singleValueContainer()\n${tried.join("")}        self = .unknown(try container.decode(Json.self))\n`
      : `        switch tag(of: decoder, ${swiftText(tag)}) {\n${tagged.join("")}        default: self = .unknown(try Json(from: decoder))\n        }\n`;
  const order = tag === undefined ? ["The first case that fits is taken."] : [];
  return `${swiftDoc([...doc, ...order])}public ${isIndirect ? "indirect " : ""}enum ${name}: Codable, Hashable, Sendable {
${named.map(({ declared, swift }) => `    case ${declared}(${swift})\n`).join("")}    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
${decode}    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
${named.map(({ used }) => `        case ${used}(let value): try container.encode(value)\n`).join("")}        case .unknown(let value): try container.encode(value)
        }
    }
}
`;
}

const readRestOf = (type: string) =>
  `        var rest: [${type}] = []\n        while !container.isAtEnd {\n            rest.append(try container.decode(${type}.self))\n        }\n        self.rest = rest\n`;

function printTuple({ name, doc, items, rest }: TupleDeclaration, indirect: ReadonlySet<string>): string {
  const own = items.map(({ type, isOptional }, index) => {
    const inner = bare(type);
    const base =
      inner.kind === "named" && indirect.has(inner.name) ? `Indirect<${swiftType(inner)}>` : swiftType(inner);
    return { name: `item${index + 1}`, base, isOptional, isNullable: type.kind === "nullable" };
  });
  const typeOfItem = ({ base, isOptional, isNullable }: (typeof own)[number]) =>
    isOptional || isNullable ? `${base}?` : base;
  const restType = rest === undefined ? "" : `[${swiftType(rest)}]`;
  const parameters = own.map((each) => `${each.name}: ${typeOfItem(each)}${each.isOptional ? " = nil" : ""}`);
  const assigned = own.map((each) => `        self.${each.name} = ${each.name}\n`);
  if (rest !== undefined) {
    parameters.push(`rest: ${restType} = []`);
    assigned.push("        self.rest = rest\n");
  }
  const read = own.map(({ name: item, base, isOptional, isNullable }) => {
    // Null is a value of any JSON.
    const verb = base === "Json" ? "decode" : "decodeIfPresent";
    if (isOptional) return `        self.${item} = container.isAtEnd ? nil : try container.${verb}(${base}.self)\n`;
    return `        self.${item} = try container.decode${isNullable ? "IfPresent" : ""}(${base}.self)\n`;
  });
  const readRest = rest === undefined ? "" : readRestOf(swiftType(rest));
  const written = own.map(({ name: item, isOptional, isNullable }, index) => {
    const later = [
      ...own.slice(index + 1).map((each) => `self.${each.name} != nil`),
      ...(rest === undefined ? [] : ["!self.rest.isEmpty"]),
    ];
    const gap = later.length === 0 ? "" : ` else if ${later.join(" || ")} { try container.encodeNil() }`;
    if (isOptional) return `        if let item = self.${item} { try container.encode(item) }${gap}\n`;
    return isNullable
      ? `        if let item = self.${item} { try container.encode(item) } else { try container.encodeNil() }\n`
      : `        try container.encode(self.${item})\n`;
  });
  const writtenRest = rest === undefined ? "" : "        for item in self.rest { try container.encode(item) }\n";
  return `${swiftDoc([...doc, "A list of fixed length."])}public struct ${name}: Codable, Hashable, Sendable {
${own.map((each) => `    public var ${each.name}: ${typeOfItem(each)}\n`).join("")}${rest === undefined ? "" : `    /// Further items.\n    public var rest: ${restType}\n`}
${memberwise(parameters, assigned)}
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
${read.join("")}${readRest}    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
${written.join("")}${writtenRest}    }
}
`;
}

/** All declarations as Swift. A type that contains itself, other than in a list, does so through an indirection. */
export function printSwiftDeclarations({ declarations }: NativeModel): string {
  const cycles = cyclesOf(declarations);
  const print = (declaration: Declaration): string => {
    switch (declaration.kind) {
      case "object":
        return printObject(declaration, cycles.indirectFrom(declaration.name));
      case "enum":
        return printEnum(declaration);
      case "union":
        return printUnion(declaration, cycles.isRecursiveUnion(declaration.name));
      case "tuple":
        return printTuple(declaration, cycles.indirectFrom(declaration.name));
    }
  };
  return declarations.map(print).join("\n");
}
