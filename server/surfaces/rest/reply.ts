import { isBodiless, isRedirect, type Procedure, type Rest, type Target } from "../../../shared/contract/index.ts";
import { cacheableResponse, isAnonymous, sharedPolicyOf } from "../../http/cacheable-response.ts";
import { createEtags, matchesEtag } from "../../http/etag.ts";
import type { Exchange, PlainHeaders } from "../../http/exchange.ts";
import { percentDecoded } from "../../http/query-string.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import type { Success } from "../../procedures/index.ts";
import { tagOfVersion } from "./preconditions.ts";

/** Path prefix of the surface, as compose.ts mounts it. */
export const restBase = "/api";

/** Path parameters, still percent-encoded. */
export type PathParameters = Readonly<Record<string, string>>;

/** Encodes a successful call as an HTTP response. */
export type Reply = (exchange: Exchange, success: Success, parameters: PathParameters) => HttpResponse;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (output: unknown): Fields =>
  typeof output === "object" && output !== null ? Object.fromEntries(Object.entries(output)) : {};

/**
 * Fills a URL template.
 * @throws {TypeError} when neither output nor path has a value, which contract checks cannot rule out for wide types.
 */
function fill(template: string, output: Fields, parameters: PathParameters, encode: (text: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(output, name) ? output[name] : percentDecoded(parameters[name] ?? "");
    if (value === null || value === undefined || value === "")
      throw new TypeError(`URL template "${template}": neither output nor path has a value for "${name}"`);
    return encode(String(value));
  });
}

/**
 * The redirect target in an output's field, in ASCII.
 * @throws {TypeError} for an origin that the contract does not allow: an open redirect helps phishing.
 */
export function targetOf({ field, origins }: Target, output: Fields): string {
  const text = String(output[field]);
  const isOwnPath = /^\/(?![/\\])/.test(text);
  const url = URL.parse(text, isOwnPath ? "http://own.invalid" : undefined);
  if (url === null || url.username !== "" || url.password !== "") throw new TypeError(`"${field}" is no address`);
  if (isOwnPath && url.host === "own.invalid") return url.pathname + url.search + url.hash;
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (isWeb && (origins === "any" || origins.includes(url.origin))) return url.href;
  throw new TypeError(`"${field}" redirects to ${url.origin}, which the contract does not allow`);
}

function locationOf({ location }: Rest, output: Fields, parameters: PathParameters): PlainHeaders {
  if (location === undefined) return {};
  const value =
    typeof location === "object"
      ? targetOf(location, output)
      : `${restBase}${fill(location, output, parameters, encodeURIComponent)}`;
  return { location: value };
}

/** `Content-Disposition` (RFC 6266): an ASCII file name for old clients, and the full one. */
function dispositionOf({ filename }: Rest, parameters: PathParameters): PlainHeaders {
  if (filename === undefined) return {};
  const name = fill(filename, {}, parameters, (text) => text.replace(/[/\\\p{Cc}]/gu, "_"));
  return { "content-disposition": disposition(name) };
}

/** `Content-Disposition` that makes a browser save the response under a name. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

const statusFor = ({ status = 200 }: Rest, output: Fields): number =>
  typeof status === "object" ? (status.of[String(output[status.by])] ?? 200) : status;

const jsonType = "application/json; charset=utf-8";

/** Adds a charset to text types: `text/csv; charset=utf-8`. */
const typeWithCharset = (type: string) => (type.startsWith("text/") ? `${type}; charset=utf-8` : type);

/** Response with a version as `ETag`: stored by the caller's browser alone, and revalidated each time. */
function answerVersioned(exchange: Exchange, status: number, body: string, headers: PlainHeaders): HttpResponse {
  const { etag = "", "content-type": contentType, ...others } = headers;
  const isRead = exchange.request.method === "GET" || exchange.request.method === "HEAD";
  const headersWithTag = { ...others, etag, "cache-control": "private, no-cache", vary: "Authorization, Cookie" };
  if (isRead && matchesEtag(exchange.request.header("if-none-match"), etag))
    return createResponse(exchange, 304, null, headersWithTag);
  return createResponse(exchange, status, body, { ...headersWithTag, "content-type": contentType ?? jsonType });
}

/** The common case: one status, JSON, optionally in an envelope. */
function createPlainReply(procedure: Procedure, rest: Rest): Reply {
  const etags = createEtags();
  const { reply: key } = rest;
  const status = typeof rest.status === "number" ? rest.status : 200;
  const hasBody = !isBodiless(rest, procedure);
  return (exchange, { json, headers, entryId }) => {
    if (!hasBody) return createResponse(exchange, status, null, headers);
    const body = key === undefined ? json : `{"${key}":${json}}`;
    const all = { "content-type": jsonType, ...headers };
    return cacheableResponse(exchange, procedure, { status, body, headers: all, etag: () => etags(body, entryId) });
  };
}

/** Reply that reads the output first: for its status, headers or plain body. */
function createRichReply(procedure: Procedure, rest: Rest): Reply {
  const etags = createEtags();
  const { reply: key, type, etag } = rest;
  const hasBody = !isBodiless(rest, procedure);
  return (exchange, { json, headers, entryId }, parameters) => {
    const output: unknown = JSON.parse(json);
    const fields = fieldsOf(output);
    const status = statusFor(rest, fields);
    const replyHeaders = { ...headers, ...locationOf(rest, fields, parameters), ...dispositionOf(rest, parameters) };
    if (!hasBody) return createResponse(exchange, status, null, replyHeaders);
    const body = type !== undefined ? String(output) : key === undefined ? json : `{"${key}":${json}}`;
    const all = { "content-type": type === undefined ? jsonType : typeWithCharset(type), ...replyHeaders };
    if (etag !== undefined && sharedPolicyOf(procedure) === undefined)
      return answerVersioned(exchange, status, body, { ...all, etag: tagOfVersion(fields[etag]) });
    // Personalized fields may change while the version stays: it is valid for If-Match, not for caching.
    if (etag !== undefined && !isAnonymous(exchange))
      return createResponse(exchange, status, body, { ...all, etag: tagOfVersion(fields[etag]) });
    const tag = () => (etag === undefined ? etags(body, entryId) : tagOfVersion(fields[etag]));
    return cacheableResponse(exchange, procedure, {
      status,
      body,
      headers: all,
      etag: tag,
      isVersioned: etag !== undefined,
    });
  };
}

/** Creates the success encoder of a procedure. */
export const createReply = (procedure: Procedure, rest: Rest): Reply => {
  const { status, location, type, filename, etag } = rest;
  const isPlain = typeof status !== "object" && [location, type, filename, etag].every((part) => part === undefined);
  return isPlain && !isRedirect(status) ? createPlainReply(procedure, rest) : createRichReply(procedure, rest);
};
