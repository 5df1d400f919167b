import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { OpenApiDocument } from "../../server/surfaces/openapi/index.ts";

type Operation = NonNullable<OpenApiDocument["paths"][string]["get"]>;
type Parameter = NonNullable<Operation["parameters"]>[number];

/** Anything that JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of an object; none of anything else. */
export const fieldsOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A place in a document, as a JSON pointer, and what is there. */
export type Place = readonly [pointer: string, value: Json];

/** The document as a reader gets it: plain JSON, nothing that `JSON.stringify` would drop. */
export const asJson = (document: OpenApiDocument): Json => JSON.parse(JSON.stringify(document));

const step = (key: string) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** Every place of a document from the top. */
export function placesIn(value: Json, pointer = ""): readonly Place[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[pointer, value], ...inside.flatMap(([key, item]) => placesIn(item, pointer + step(key)))];
}

/** What a pointer such as `#/components/schemas/Article` points at. */
export const lookUp = (document: Json, pointer: string): Json | undefined =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((at, key) => (Array.isArray(at) ? at[Number(key)] : fieldsOf(at)[key]), document);

/** One operation with the address it is called by. */
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

/** All operations of a document, in its order. */
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

/** Follows a reference, if there is one, and goes on from where it leads. */
export function follow(document: Json, pointer: string): string {
  const { $ref: ref } = fieldsOf(lookUp(document, pointer));
  return typeof ref === "string" ? ref : pointer;
}

/** Tells why a value does not fit the schema at a pointer; `undefined` when it does. */
export type FaultOf = (pointer: string, value: unknown) => string | undefined;

/** An object that takes no field beyond those it names. */
const close = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "properties" in value && !("additionalProperties" in value)
    ? { ...value, additionalProperties: false }
    : value;

/** Builds the check of values against a document's schemas. `closed`: fields that it does not tell of are faults. */
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
