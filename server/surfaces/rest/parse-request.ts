import * as z from "zod";
import {
  type AddressForm,
  addressFormOf,
  headerOf,
  isSchema,
  numberText,
  type Procedure,
  placeOf,
  type Rest,
  type Route,
  type Scalar,
} from "../../../shared/contract/index.ts";
import { parseJson } from "../../http/json.ts";
import { percentDecoded, valuesOf } from "../../http/query-string.ts";
import { ApiError, invalidField } from "../../procedures/index.ts";
import { createConditionReader } from "./condition.ts";
import type { FormFields } from "./form.ts";

type Fields = Record<string, unknown>;
type Schema = Procedure["input"]["shape"][string];

/** What a REST request gives for an input. */
export interface RestRequest {
  /** As they stand in the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What follows the question mark, as it was sent. */
  readonly search: string;
  /** The value of a header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** JSON, or what a raw body's field is to hold; absent when the method has none. */
  readonly body?: string | undefined;
  /** A form, in place of `body`. */
  readonly form?: FormFields | undefined;
}

/** Makes of a field's texts what its schema expects; `undefined` leaves the field out. */
type FromTexts = (texts: readonly string[]) => unknown;

/** A list in an address holds at most so many items; its schema may ask for fewer. */
const maxListItems = 1000;

/** Text that does not fit is left for the schema to refuse. */
function scalarOf(text: string, of: ReadonlySet<Scalar>): unknown {
  if (of.has("number") && numberText.test(text)) return Number(text);
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

/** A form writes what was not filled in as an empty value: a field that may be left out, and may not be empty, is. */
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

function readerFor(name: string, schema: Schema, form: AddressForm): FromTexts {
  if (form.kind === "list") return listReader(name, schema, form.of);
  const emptyMeansAbsent = isAbsentWhereEmpty(schema);
  return ([text, another]) => {
    if (another !== undefined) throw invalidField(name, "must be given once");
    if (text === undefined || (text === "" && emptyMeansAbsent)) return undefined;
    return form.kind === "json" ? jsonOf(name, text) : scalarOf(text, form.of);
  };
}

function envelopeOf(text: string, key: string | undefined): Fields {
  const body = text === "" ? {} : parseJson(text);
  const fields: unknown = key === undefined ? body : Object(body)[key];
  if (typeof fields === "object" && fields !== null && !Array.isArray(fields)) return { ...fields };
  if (fields === undefined || fields === null) throw invalidField(key ?? "body", "can't be blank", "required");
  throw invalidField(key ?? "body", "must be an object", "type");
}

interface FieldReader {
  readonly name: string;
  readonly read: FromTexts;
}

/** Readers of the fields that stand at one place of the request. */
type ReadersAt = (place: "path" | "query" | "header" | "body") => readonly FieldReader[];

function readersOf({ input }: Procedure, rest: Rest, route: Route): ReadersAt {
  const fields = Object.entries(input.shape);
  return (place) =>
    fields.flatMap(([name, schema]) => {
      const form = placeOf(rest, route, name) === place ? addressFormOf(schema) : undefined;
      return form === undefined || name === rest.ifMatch ? [] : [{ name, read: readerFor(name, schema, form) }];
    });
}

/** Reads the fields of a body, however the contract says that it is written. */
function createBodyReader({ accepts, body: key }: Rest, inBody: readonly FieldReader[]) {
  return ({ body = "", form }: RestRequest): Fields => {
    if (typeof accepts === "object") return { [accepts.raw]: body };
    if (accepts === undefined) return envelopeOf(body, key);
    return Object.fromEntries(inBody.map(({ name, read }) => [name, read(form?.get(name) ?? [])]));
  };
}

/** The fields of the input that a request's body carries. */
export const bodyFieldsOf = ({ input }: Procedure, rest: Rest, route: Route): readonly string[] =>
  Object.keys(input.shape).filter((name) => placeOf(rest, route, name) === "body");

/** Builds the reader of one procedure's input from path, query, headers and body. */
export function createInputReader(procedure: Procedure, rest: Rest, route: Route): (request: RestRequest) => Fields {
  const at = readersOf(procedure, rest, route);
  const [inPath, inQuery, inHeaders] = [at("path"), at("query"), at("header")];
  const hasBody = bodyFieldsOf(procedure, rest, route).length > 0;
  const readBody = createBodyReader(rest, at("body"));
  const readCondition = createConditionReader(procedure, rest);

  return (request) => {
    const input: Fields = hasBody ? readBody(request) : {};
    const put = ({ name, read }: FieldReader, texts: readonly string[]) => {
      const value = read(texts);
      if (value === undefined) delete input[name];
      else input[name] = value;
    };
    for (const field of inQuery) put(field, request.search === "" ? [] : valuesOf(request.search, field.name));
    for (const field of inHeaders) {
      const text = request.header(headerOf(rest, field.name) ?? "");
      put(field, text === undefined ? [] : [text]);
    }
    for (const field of inPath)
      input[field.name] = field.read([percentDecoded(request.pathParameters[field.name] ?? "")]);
    readCondition(input, request.header);
    return input;
  };
}
