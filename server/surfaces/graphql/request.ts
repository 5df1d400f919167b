import { isJson, readBody } from "../../http/body.ts";
import type { Exchange } from "../../http/exchange.ts";
import type { Admitted } from "../../http/guards.ts";
import { parseJson } from "../../http/json.ts";
import { queryStringOf, valuesOf } from "../../http/query-string.ts";
import { standardError } from "../../procedures/index.ts";

/** A request of GraphQL over HTTP. */
export interface GraphqlRequest {
  readonly query: string | undefined;
  /** The SHA-256 of a persisted document, in hex. */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Parameters = Readonly<Record<string, unknown>>;

const malformed = (name: string, message: string) =>
  standardError("malformed", { subjects: { [name]: [message] }, detail: `\`${name}\` ${message}.` });

const isObject = (value: unknown): value is Parameters =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textIn(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") throw malformed(name, "must be text");
  return value;
}

function objectIn(parameters: Parameters, name: string): Parameters | undefined {
  const value = parameters[name] ?? undefined;
  if (value !== undefined && !isObject(value)) throw malformed(name, "must be an object");
  return value;
}

const withoutAlgorithm = (id: string | undefined) => id?.replace(/^sha256:/, "");

/** The id of a persisted document: `documentId`, or Apollo's extension. */
function documentIdIn(parameters: Parameters): string | undefined {
  const { persistedQuery } = objectIn(parameters, "extensions") ?? {};
  const hash = isObject(persistedQuery) ? textIn(persistedQuery, "sha256Hash") : undefined;
  return withoutAlgorithm(textIn(parameters, "documentId")) ?? hash;
}

function requestOf(parameters: Parameters): GraphqlRequest {
  const query = textIn(parameters, "query");
  const documentId = documentIdIn(parameters);
  if (query === undefined && documentId === undefined) throw malformed("query", "is missing");
  return {
    query,
    documentId,
    operationName: textIn(parameters, "operationName"),
    variables: objectIn(parameters, "variables") ?? {},
  };
}

/** Parameters in the address; objects in it are JSON. */
function parametersInAddress({ request }: Exchange): Parameters {
  const search = queryStringOf(request.url);
  const one = (name: string) => {
    const [value, another] = valuesOf(search, name);
    if (another !== undefined) throw malformed(name, "is given twice");
    return value;
  };
  const json = (name: string) => {
    const text = one(name);
    return text === undefined || text === "" ? undefined : parseJson(text);
  };
  return {
    query: one("query"),
    documentId: one("documentId"),
    operationName: one("operationName") || undefined,
    variables: json("variables"),
    extensions: json("extensions"),
  };
}

/** Accepts GET, and POST with JSON. @throws {ApiError} 405 for another method, 415 for another media type. */
export function checkMethodAndType({ request }: Exchange): void {
  if (request.method === "GET") return;
  if (request.method !== "POST") throw standardError("wrong_method", { headers: { allow: "GET, POST" } });
  if (!isJson(request.header("content-type"))) throw standardError("wrong_media_type");
}

/**
 * Reads a request: a GET with its parameters in the address, or a POST with them as JSON.
 * @throws {ApiError} 400 where it is malformed, 413 for too large a body.
 */
export async function readRequest(exchange: Admitted): Promise<GraphqlRequest> {
  const { request } = exchange;
  if (request.method === "GET") return requestOf(parametersInAddress(exchange));
  const body = parseJson(await readBody(request));
  if (!isObject(body)) throw standardError("malformed", { detail: "The body must be an object with a `query`." });
  return requestOf(body);
}
