import type { NativeType } from "./model.ts";
import { propertyNames } from "./names.ts";
import { docLines } from "./print-text.ts";

const hardKeywords = new Set(
  "as break class continue do else false for fun if in interface is null object package return super this throw true try typealias typeof val var when while".split(
    " ",
  ),
);

/** A name as Kotlin takes it. */
export const kotlinName = (name: string): string => (hardKeywords.has(name) ? `\`${name}\`` : name);

// `getClass` belongs to every object of the JVM, and `Companion` to every type of ours.
const avoided = (name: string) => (name === "class" || name === "companion" ? `${name}Value` : name);

/** Property names of an object. */
export const kotlinProperties = (wires: readonly string[]): ReadonlyMap<string, string> =>
  propertyNames(wires, avoided);

/** A text literal. */
export const kotlinText = (text: string): string =>
  JSON.stringify(text).replaceAll("$", "\\$").replaceAll("\\f", "\\u000c");

export function kotlinDoc(doc: readonly string[], indent = ""): string {
  const lines = docLines(doc).map((line) => line.replaceAll("*/", "*&#47;").replaceAll("/*", "/&#42;"));
  const [only = "", ...others] = lines;
  if (lines.length === 0) return "";
  if (others.length === 0) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** Types of simple values. */
export const simpleTypes = {
  text: "String",
  time: "Instant",
  integer: "Long",
  number: "Double",
  boolean: "Boolean",
  json: "Json",
  nothing: "Unit",
} as const;

/** How named types are written: inside of a union, whose cases may have the same names, with their package. */
type Qualify = (name: string) => string;
const plain: Qualify = (name) => name;
/** Writes types with their package. */
export const inPackage =
  (packageName: string): Qualify =>
  (name) =>
    `${packageName}.${name}`;

export function kotlinType(type: NativeType, qualify: Qualify = plain): string {
  switch (type.kind) {
    case "list":
      return `List<${kotlinType(type.of, qualify)}>`;
    case "map":
      return `Map<String, ${kotlinType(type.of, qualify)}>`;
    case "nullable":
      return `${kotlinType(type.of, qualify)}?`;
    case "named":
      return qualify(type.name);
    default:
      return simpleTypes[type.kind];
  }
}

/** The codec of a type, as an expression. */
export function kotlinCodec(type: NativeType, qualify: Qualify = plain): string {
  switch (type.kind) {
    case "list":
    case "map":
    case "nullable":
      return `${kotlinCodec(type.of, qualify)}.${type.kind}()`;
    case "named":
      return qualify(type.name);
    default:
      return `Codecs.${type.kind}`;
  }
}
