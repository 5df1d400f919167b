import * as z from "zod";
import {
  headerOf,
  isSchema,
  objectShapes,
  type ParameterEncoding,
  type Procedure,
  parameterEncodingOf,
  placeOf,
  type Rest,
  type Route,
  readNumber,
  type Scalar,
} from "../../../shared/contract/index.ts";
import { parseJson } from "../../http/json.ts";
import { hasBracketed, percentDecoded, valuesOf } from "../../http/query-string.ts";
import { ApiError, invalidField } from "../../procedures/index.ts";
import type { FormFields } from "./form.ts";
import { createConditionReader, readCreateOnly } from "./preconditions.ts";

type Fields = Record<string, unknown>;
type Schema = Procedure["input"]["shape"][string];

/** The parts of a REST request that an input is read from. */
export interface RestRequest {
  /** Path parameters, still percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The raw query string, after the question mark. */
  readonly search: string;
  /** The value of a header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** JSON text, or the content of a raw body's field; absent when the method has no body. */
  readonly body?: string | undefined;
  /** A parsed form, instead of `body`. */
  readonly form?: FormFields | undefined;
}

/** Converts the text values of a field to its type; `undefined` omits the field. */
type FromTexts = (texts: readonly string[]) => unknown;

/** Maximum items of a list in a URL; a schema may set fewer. */
const maxListItems = 1000;

/** Converts a text to a scalar. An invalid text stays as it is, for the schema to refuse. */
function scalarOf(text: string, of: ReadonlySet<Scalar>): unknown {
  const number = of.has("number") ? readNumber(text) : undefined;
  if (number !== undefined) return number;
  if (of.has("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof ApiError ? invalidField(name, "must be JSON") : error;
  }
}

/**
 * True where an empty value means an omitted field: forms send blank fields as empty, so an optional field that must
 * not be empty is omitted.
 */
const isAbsentWhereEmpty = (schema: Schema): boolean =>
  schema._zod.optin !== undefined && !z.safeParse(schema, "").success;

const itemOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  const { def } = schema._zod;
  if ("element" in def && isSchema(def.element)) return def.element;
  return "innerType" in def && isSchema(def.innerType) ? itemOf(def.innerType) : undefined;
};

function listReader(name: string, schema: Schema, of: ReadonlySet<Scalar>): FromTexts {
  const item = itemOf(schema);
  const mayBeEmpty = item === undefined || z.safeParse(item, "").success;
  const whereAbsent = schema._zod.optin === undefined ? [] : undefined;
  return (texts) => {
    if (texts.length > maxListItems) throw invalidField(name, `must have at most ${maxListItems} items`);
    const given = mayBeEmpty ? texts : texts.filter((text) => text !== "");
    return given.length === 0 ? whereAbsent : given.map((text) => scalarOf(text, of));
  };
}

function readerFor(name: string, schema: Schema, encoding: ParameterEncoding): FromTexts {
  if (encoding.kind === "list") return listReader(name, schema, encoding.of);
  const emptyMeansAbsent = isAbsentWhereEmpty(schema);
  return ([text, another]) => {
    if (another !== undefined) throw invalidField(name, "must be given once");
    if (text === undefined || (text === "" && emptyMeansAbsent)) return undefined;
    return encoding.kind === "json" ? jsonOf(name, text) : scalarOf(text, encoding.of);
  };
}

function envelopeOf(text: string, key: string | undefined): Fields {
  const body = text === "" ? {} : parseJson(text);
  const fields: unknown = key === undefined ? body : Object(body)[key];
  if (typeof fields === "object" && fields !== null && !Array.isArray(fields)) return { ...fields };
  if (fields === undefined || fields === null) throw invalidField(key ?? "body", "can't be blank", "required");
  throw invalidField(key ?? "body", "must be an object", "type");
}

/** Message for brackets; `undefined` for a single value, beside whose name any others may stand. */
const withoutBrackets = (name: string, { kind }: ParameterEncoding): string | undefined =>
  kind === "list"
    ? `must be repeated for each item, without brackets: ${name}=…&${name}=…`
    : kind === "json"
      ? `must be JSON in one parameter: ${name}={…}`
      : undefined;

interface FieldReader {
  readonly name: string;
  readonly read: FromTexts;
  readonly insteadOfBrackets: string | undefined;
  /** Names within a JSON object. Some clients send each as a parameter of its own. */
  readonly parts: readonly string[];
}

/** The names within the objects that a field may be, without those of other fields. */
const partsOf = (schema: Schema, input: Procedure["input"]): readonly string[] =>
  objectShapes(schema).flatMap((shape = {}) => Object.keys(shape).filter((part) => !(part in input.shape)));

/**
 * Reads a field of a query string.
 * @throws {ApiError} 422 for `name[]`, and for parts without their object, which would otherwise be passed over like any
 * unknown name.
 */
function readQuery({ name, read, insteadOfBrackets, parts }: FieldReader, search: string): unknown {
  if (search === "") return read([]);
  const texts = valuesOf(search, name);
  const isInParts = () => texts.length === 0 && parts.some((part) => valuesOf(search, part).length > 0);
  if (insteadOfBrackets !== undefined && (hasBracketed(search, name) || isInParts()))
    throw invalidField(name, insteadOfBrackets);
  return read(texts);
}

/** Field readers for one location of the request. */
type ReadersAt = (place: "path" | "query" | "header" | "body") => readonly FieldReader[];

function readersOf({ input }: Procedure, rest: Rest, route: Route): ReadersAt {
  const fields = Object.entries(input.shape);
  return (place) =>
    fields.flatMap(([name, schema]) => {
      const encoding = placeOf(rest, route, name) === place ? parameterEncodingOf(schema) : undefined;
      if (encoding === undefined || name === rest.ifMatch) return [];
      const parts = encoding.kind === "json" ? partsOf(schema, input) : [];
      const insteadOfBrackets = withoutBrackets(name, encoding);
      return [{ name, read: readerFor(name, schema, encoding), insteadOfBrackets, parts }];
    });
}

/** Reads a field of a form. @throws {ApiError} as {@link readQuery} does. */
function readForm({ name, read, insteadOfBrackets, parts }: FieldReader, form: FormFields): unknown {
  const isPart = (key: string) => key.startsWith(`${name}[`) || (!form.has(name) && parts.includes(key));
  if (insteadOfBrackets !== undefined && form.keys().some(isPart)) throw invalidField(name, insteadOfBrackets);
  return read(form.get(name) ?? []);
}

/** Creates the reader of body fields, for each body format of the contract. */
function createBodyReader({ accepts, body: key }: Rest, inBody: readonly FieldReader[]) {
  return ({ body = "", form }: RestRequest): Fields => {
    if (typeof accepts === "object") return { [accepts.raw]: body };
    if (accepts === undefined) return envelopeOf(body, key);
    return Object.fromEntries(inBody.map((field) => [field.name, readForm(field, form ?? new Map())]));
  };
}

/** Names of the input fields in a request's body. */
export const bodyFieldsOf = ({ input }: Procedure, rest: Rest, route: Route): readonly string[] =>
  Object.keys(input.shape).filter((name) => placeOf(rest, route, name) === "body");

/** Creates the reader of one procedure's input from path, query, headers and body. */
export function createInputReader(procedure: Procedure, rest: Rest, route: Route): (request: RestRequest) => Fields {
  const at = readersOf(procedure, rest, route);
  const [inPath, inQuery, inHeaders] = [at("path"), at("query"), at("header")];
  const hasBody = bodyFieldsOf(procedure, rest, route).length > 0;
  const readBody = createBodyReader(rest, at("body"));
  const readCondition = createConditionReader(procedure, rest);

  return (request) => {
    const input: Fields = hasBody ? readBody(request) : {};
    const put = ({ name }: FieldReader, value: unknown) => {
      if (value === undefined) delete input[name];
      else input[name] = value;
    };
    for (const field of inQuery) put(field, readQuery(field, request.search));
    for (const field of inHeaders) {
      const text = request.header(headerOf(rest, field.name) ?? "");
      put(field, field.read(text === undefined ? [] : [text]));
    }
    for (const field of inPath)
      input[field.name] = field.read([percentDecoded(request.pathParameters[field.name] ?? "")]);
    readCondition(input, request.header);
    readCreateOnly(rest, input, request.header);
    return input;
  };
}
