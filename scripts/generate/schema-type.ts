import type { JsonSchema } from "../../shared/contract/json-schema.ts";

/** Context of the printer. */
export interface Printing {
  /** `send`: inputs, where lists may be read-only and optional fields may be `undefined`. `receive`: outputs. */
  readonly direction: "send" | "receive";
  /** Type name of a referenced component. @throws {TypeError} when it is unknown. */
  readonly nameOf: (ref: string) => string;
  /** Inside a type alias, where TypeScript allows recursion in fields, but not in type arguments such as those of `Record`. */
  readonly isAlias?: boolean;
}

type AnySchema = JsonSchema | boolean;

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Quotes a property key if needed. */
export const keyOf = (name: string): string => (identifier.test(name) ? name : JSON.stringify(name));

/** A JSDoc comment above a declaration, or nothing. */
export function docOf(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => line.split("\n")).map((line) => line.replaceAll("*/", "*\\/"));
  const [only = "", ...others] = safe;
  if (safe.length === 0) return "";
  if (others.length === 0) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

const unionOf = (types: readonly string[]): string => {
  const distinct = [...new Set(types)];
  return distinct.includes("unknown") ? "unknown" : distinct.join(" | ") || "never";
};

const grouped = (type: string): string => (/[|&]|^readonly /.test(type) ? `(${type})` : type);

function listType(schema: JsonSchema, printing: Printing, indent: string): string {
  const readonly = printing.direction === "send" ? "readonly " : "";
  const itemType = (item: AnySchema) => typeOf(item, printing, indent);
  if (schema.prefixItems === undefined) {
    const { items = true } = schema;
    if (Array.isArray(items)) throw new TypeError("a list of item schemas is written as prefixItems");
    return `${readonly}${grouped(itemType(items))}[]`;
  }
  const rest = schema.items === undefined || Array.isArray(schema.items) ? false : schema.items;
  const tail = rest === false ? [] : [`...${grouped(itemType(rest))}[]`];
  const { minItems = 0 } = schema;
  const items = schema.prefixItems.map((item, place) =>
    place < minItems ? itemType(item) : `${grouped(itemType(item))}?`,
  );
  return `${readonly}[${[...items, ...tail].join(", ")}]`;
}

function recordType(values: AnySchema, { propertyNames, required = [] }: JsonSchema, printing: Printing, at: string) {
  const keys = typeof propertyNames === "object" ? typeOf(propertyNames, printing, at) : "string";
  const value = typeOf(values, printing, at);
  const isPartial = keys !== "string" && required.length === 0;
  if (printing.isAlias)
    return keys === "string"
      ? `{ [name: string]: ${value} }`
      : `{ [name in ${keys}]${isPartial ? "?" : ""}: ${value} }`;
  return isPartial ? `Partial<Record<${keys}, ${value}>>` : `Record<${keys}, ${value}>`;
}

/** Documentation lines of a field's schema. */
const fieldDoc = ({ description, default: fallback, deprecated }: JsonSchema): string[] => [
  ...(description === undefined ? [] : [description]),
  ...(fallback === undefined ? [] : [`@default ${JSON.stringify(fallback)}`]),
  ...(deprecated === true ? ["@deprecated"] : []),
];

/**
 * Index signature for additional properties. TypeScript requires it to include the types of all named fields.
 */
function othersOf(schema: JsonSchema, types: readonly string[], printing: Printing, indent: string): string {
  const { additionalProperties: others = false, properties = {}, required = [] } = schema;
  if (others === false) return "";
  const isAnyOptional = Object.keys(properties).some((name) => !required.includes(name));
  const all = unionOf([typeOf(others, printing, indent), ...types, ...(isAnyOptional ? ["undefined"] : [])]);
  return `${indent}[name: string]: ${all};\n`;
}

/** The body of an interface, braces included. */
export function fieldsOf(schema: JsonSchema, printing: Printing, indent: string): string {
  const { properties = {}, required = [] } = schema;
  const inner = `${indent}  `;
  const types: string[] = [];
  const fields = Object.entries(properties).map(([name, schema]) => {
    const type = typeOf(schema, printing, inner);
    types.push(type);
    const isRequired = required.includes(name);
    const orUndefined = isRequired || printing.direction === "receive" ? "" : " | undefined";
    const doc = typeof schema === "object" ? docOf(fieldDoc(schema), inner) : "";
    return `${doc}${inner}${keyOf(name)}${isRequired ? "" : "?"}: ${type}${orUndefined};\n`;
  });
  return `{\n${fields.join("")}${othersOf(schema, types, printing, inner)}${indent}}`;
}

/** True for an object with named fields, which can be an interface. */
export const hasFields = ({ type, properties = {} }: JsonSchema): boolean =>
  type === "object" && Object.keys(properties).length > 0;

function objectType(schema: JsonSchema, printing: Printing, indent: string): string {
  const { additionalProperties } = schema;
  if (hasFields(schema)) return fieldsOf(schema, printing, indent);
  if (additionalProperties !== undefined && additionalProperties !== false)
    return recordType(additionalProperties, schema, printing, indent);
  return "Record<string, never>";
}

function plainType(type: string, schema: JsonSchema, printing: Printing, indent: string): string {
  switch (type) {
    case "integer":
      return "number";
    case "string":
    case "number":
    case "boolean":
    case "null":
      return type;
    case "array":
      return listType(schema, printing, indent);
    case "object":
      return objectType(schema, printing, indent);
    default:
      throw new TypeError(`no TypeScript type is known for the JSON type "${type}"`);
  }
}

/** Prints a schema as a TypeScript type. `indent` is the indentation of its first line. */
export function typeOf(schema: AnySchema, printing: Printing, indent = ""): string {
  if (typeof schema === "boolean") return schema ? "unknown" : "never";
  if (schema.$ref !== undefined) return printing.nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return unionOf(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return unionOf(choices.map((choice) => typeOf(choice, printing, indent)));
  // Beside a type, `allOf` holds further patterns or divisors of it.
  if (schema.allOf !== undefined && schema.type === undefined)
    return schema.allOf.map((part) => grouped(typeOf(part, printing, indent))).join(" & ");
  if (schema.not !== undefined) return "never";
  if (schema.type === undefined) return "unknown";
  const types: readonly string[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  return unionOf(types.map((type) => plainType(type, schema, printing, indent)));
}
