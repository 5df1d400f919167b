import type { NativeType } from "./model.ts";
import { propertyNames } from "./names.ts";
import { docLines, isLoneSurrogate } from "./print-text.ts";

const words = (text: string) => new Set(text.split(" "));

const keywords = words(
  "assert await break case catch class const continue default do else enum extends false final finally for if in is new null rethrow return super switch this throw true try var void while with yield",
);

// Members that every class of ours has, and lower-case names that generated code refers to.
const taken = words(
  "hashCode runtimeType toString noSuchMethod toJson fromJson codec int double bool num dynamic override identical print textCodec integerCodec numberCodec booleanCodec timeCodec jsonCodec tagOf reader writer",
);

/** Names that no member of ours may have. */
export const reservedWords: Iterable<string> = [...taken, ...keywords];

/** A name that is valid in Dart: a reserved one gets a suffix. */
export const dartName = (name: string): string => (keywords.has(name) || taken.has(name) ? `${name}Value` : name);

export const dartNames = (wires: readonly string[]): ReadonlyMap<string, string> => propertyNames(wires, dartName);

/** A text literal. */
export const dartText = (text: string): string =>
  `'${[...text]
    .map((char) => {
      if ("'\\$".includes(char)) return `\\${char}`;
      const code = char.codePointAt(0) ?? 0;
      const isEscaped = code < 0x20 || code === 0x7f || isLoneSurrogate(code);
      return isEscaped ? `\\u${code.toString(16).padStart(4, "0")}` : char;
    })
    .join("")}'`;

export const dartDoc = (doc: readonly string[], indent = ""): string =>
  docLines(doc)
    .map((line) => `${`${indent}/// ${line}`.trimEnd()}\n`)
    .join("");

/** Types of simple values. */
export const simpleTypes = {
  text: "String",
  time: "DateTime",
  integer: "int",
  number: "double",
  boolean: "bool",
  json: "Object?",
  nothing: "Object?",
} as const;

export function dartType(type: NativeType): string {
  switch (type.kind) {
    case "list":
      return `List<${dartType(type.of)}>`;
    case "map":
      return `Map<String, ${dartType(type.of)}>`;
    case "nullable":
      return `${dartType(type.of)}?`;
    case "named":
      return type.name;
    default:
      return simpleTypes[type.kind];
  }
}

/** The codec of a type, as an expression. */
export function dartCodec(type: NativeType): string {
  switch (type.kind) {
    case "list":
    case "map":
    case "nullable":
      return `${dartCodec(type.of)}.${type.kind}`;
    case "named":
      return `${type.name}.codec`;
    case "nothing":
      return "jsonCodec";
    default:
      return `${type.kind}Codec`;
  }
}
