import type { Procedure, Route } from "../../../shared/contract/index.ts";
import { parseJson } from "../../http/json.ts";
import { valuesOf } from "../../http/query-string.ts";
import { invalidField } from "../../procedures/index.ts";

type Fields = Record<string, unknown>;

/** Turns the text of a URL into what the schema expects; text that does not fit is left for the schema to refuse. */
type FromText = (text: string) => unknown;

// Sixteen digits in all, which a number holds without rounding; whole ones beyond 2^53 are the schema's to refuse.
const asNumber: FromText = (text) => (/^-?(?=[\d.]{1,16}$)\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);
const asBoolean: FromText = (text) => (text === "true" ? true : text === "false" ? false : text);
const asText: FromText = (text) => text;

type Schema = Procedure["input"]["shape"][string];

/** Guarantees a schema: every wrapper of zod keeps the schema it wraps as `innerType`. */
const wrapped = (definition: Schema["_zod"]["def"]) =>
  "innerType" in definition ? (definition.innerType as Schema) : undefined;

/** The reader for a field, seen through `optional`, `default` and the like. */
function fromTextFor(schema: Schema): FromText {
  const definition = schema._zod.def;
  const inner = wrapped(definition);
  if (inner !== undefined) return fromTextFor(inner);
  return definition.type === "number" ? asNumber : definition.type === "boolean" ? asBoolean : asText;
}

/** What a REST request gives for an input. */
export interface RestRequest {
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What follows the question mark, as it was sent. */
  readonly search: string;
  /** Absent when the method has none. */
  readonly body: string | undefined;
}

function envelopeOf(text: string, key: string | undefined): Fields {
  const body = text === "" ? {} : parseJson(text);
  const fields: unknown = key === undefined ? body : Object(body)[key];
  if (typeof fields === "object" && fields !== null && !Array.isArray(fields)) return { ...fields };
  if (fields === undefined || fields === null) throw invalidField(key ?? "body", "can't be blank", "required");
  throw invalidField(key ?? "body", "must be an object", "type");
}

/** Builds the reader of one procedure's input from path, query and body. */
export function createInputReader(procedure: Procedure, route: Route): (request: RestRequest) => Fields {
  const readers = new Map(Object.entries(procedure.input.shape).map(([name, schema]) => [name, fromTextFor(schema)]));
  const inPath = new Set(route.parameters);
  const inQuery = route.method === "GET" ? [...readers.keys()].filter((name) => !inPath.has(name)) : [];
  const hasBody = (route.method === "POST" || route.method === "PUT") && readers.size > inPath.size;

  return ({ pathParameters, search, body = "" }) => {
    const input: Fields = hasBody ? envelopeOf(body, procedure.rest?.body) : {};
    for (const name of search === "" ? [] : inQuery) {
      const [text, another] = valuesOf(search, name);
      if (another !== undefined) throw invalidField(name, "must be given once");
      if (text !== undefined) input[name] = (readers.get(name) ?? asText)(text);
    }
    for (const name of inPath) input[name] = (readers.get(name) ?? asText)(pathParameters[name] ?? "");
    return input;
  };
}
