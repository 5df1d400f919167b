import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { OpenApiDocument } from "../../server/surfaces/openapi/index.ts";

type Operation = NonNullable<OpenApiDocument["paths"][string]["get"]>;
type Parameter = NonNullable<Operation["parameters"]>[number];

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; none for other values. */
export const fieldsOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A JSON pointer into a document, and its value. */
export type Place = readonly [pointer: string, value: Json];

/** Returns the document as served: plain JSON, without values that `JSON.stringify` drops. */
export const asJson = (document: OpenApiDocument): Json => JSON.parse(JSON.stringify(document));

const step = (key: string) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Visits every place of a document, top down. */
export function placesIn(value: Json, pointer = ""): readonly Place[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[pointer, value], ...inside.flatMap(([key, item]) => placesIn(item, pointer + step(key)))];
}

/** Resolves a pointer such as `#/components/schemas/Article`. */
export const lookUp = (document: Json, pointer: string): Json | undefined =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((at, key) => (Array.isArray(at) ? at[Number(key)] : fieldsOf(at)[key]), document);

/** One operation with its method and path. */
export interface Endpoint {
  /** The procedure's name, `articles.get`. */
  readonly id: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, object>>;
}

/** Returns all operations of a document, in order. */
export const endpointsOf = ({ paths }: OpenApiDocument): readonly Endpoint[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { "x-procedure": id, operationId, tags, security, parameters = [], responses }]) => ({
        id,
        operationId,
        method: method.toUpperCase(),
        path,
        pointer: `#/paths${step(path)}/${method}`,
        tags,
        security,
        parameters,
        responses,
      }),
    ),
  );

/** Resolves a reference, if there is one, and continues from its target. */
export function follow(document: Json, pointer: string): string {
  const { $ref: ref } = fieldsOf(lookUp(document, pointer));
  return typeof ref === "string" ? ref : pointer;
}

/** Returns why a value does not match the schema at a pointer; `undefined` when it matches. */
export type FaultOf = (pointer: string, value: unknown) => string | undefined;

/** Closes an object schema: additional properties are invalid. */
const close = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "properties" in value && !("additionalProperties" in value)
    ? { ...value, additionalProperties: false }
    : value;

/** Creates a validator for a document's schemas. `closed`: undocumented fields are errors. */
export function createFaultOf(document: OpenApiDocument, { closed = false } = {}): FaultOf {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(JSON.parse(JSON.stringify(document, closed ? close : undefined)), "document");
  return (pointer, value) => {
    const validate = ajv.getSchema(`document${pointer}`);
    if (validate === undefined) return `there is no schema at ${pointer}`;
    return validate(value) === true ? undefined : ajv.errorsText(validate.errors);
  };
}
