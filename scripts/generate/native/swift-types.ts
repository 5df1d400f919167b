import type { NativeType } from "./model.ts";
import { propertyNames } from "./names.ts";
import { docLines, isLoneSurrogate } from "./print-text.ts";

const keywords = new Set(
  "associatedtype class deinit enum extension fileprivate func import inout internal let open operator private precedencegroup protocol public rethrows static struct subscript typealias var break case catch continue default defer do else fallthrough for guard if in repeat return throw switch where while as false is nil super throws true try await async actor".split(
    " ",
  ),
);

// Names that backticks do not help: members that every type has, and words with a meaning after a dot.
const escapeReserved = (name: string) =>
  ["self", "init", "hashValue", "hash", "encode", "type", "protocol", "any", "some"].includes(name)
    ? `${name}Value`
    : name;

/** A name as Swift takes it. */
export const swiftName = (name: string): string => (keywords.has(name) ? `\`${name}\`` : name);

export const swiftProperties = (wires: readonly string[]): ReadonlyMap<string, string> =>
  propertyNames(wires, escapeReserved);

/** A text literal. */
export const swiftText = (text: string): string =>
  `"${[...text]
    .map((char) => {
      if (char === '"' || char === "\\") return `\\${char}`;
      const code = char.codePointAt(0) ?? 0;
      // No text of Swift's holds half of a pair.
      if (isLoneSurrogate(code)) return "\\u{fffd}";
      return code < 0x20 || code === 0x7f ? `\\u{${code.toString(16)}}` : char;
    })
    .join("")}"`;

export const swiftDoc = (doc: readonly string[], indent = ""): string =>
  docLines(doc)
    .map((line) => `${indent}/// ${line}`.trimEnd())
    .map((line) => `${line}\n`)
    .join("");

/** Types of simple values. */
export const simpleTypes = {
  text: "String",
  time: "Date",
  integer: "Int64",
  number: "Double",
  boolean: "Bool",
  json: "Json",
  nothing: "Json",
} as const;

/** Inside of an enum, whose cases are lower case, no name of a type is hidden; so none is qualified. */
export function swiftType(type: NativeType): string {
  switch (type.kind) {
    case "list":
      return `[${swiftType(type.of)}]`;
    case "map":
      return `[String: ${swiftType(type.of)}]`;
    case "nullable":
      return `${swiftType(type.of)}?`;
    case "named":
      return type.name;
    default:
      return simpleTypes[type.kind];
  }
}
