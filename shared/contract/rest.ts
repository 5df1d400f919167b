import type { Procedure } from "./procedure.ts";

/** HTTP methods of REST routes. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Method and path, as in `"GET /things/{id}"`. */
export type RouteText = `${Method} /${string}`;

/** Redirect statuses: `Location` and no body. */
export type RedirectStatus = 301 | 302 | 303 | 307 | 308;

/** Selects the status by an output field: `{ by: "outcome", of: { created: 201, updated: 200 } }`. */
export interface StatusByField {
  /** An output field of constants, such as an enum. */
  readonly by: string;
  /** The status for each constant. */
  readonly of: Readonly<Record<string, 200 | 201 | 202>>;
}

/** Status of success: one status, or one for each constant of an output field. */
export type SuccessStatus = 200 | 201 | 202 | 204 | RedirectStatus | StatusByField;

/** A URL in an output field. */
export interface Target {
  readonly field: string;
  /** Allowed origins, in addition to paths of this service, such as `"https://files.example.com"`, or `"any"`. */
  readonly origins: readonly string[] | "any";
}

/** Passes the raw body in one field: as text, or as base64 if the field is `z.base64()`. */
export interface RawBody {
  readonly raw: string;
  /** The accepted media type; absent means any. */
  readonly type?: string;
}

/** REST mapping of a procedure. */
export interface Rest<R extends RouteText = RouteText> {
  /** Method and path below `/api`; `{name}` is an input field. A query is GET, or POST if its input is large. */
  readonly route: R;
  /** Fields in the query string. For GET, which has no body, all fields that are in neither path nor headers. */
  readonly query?: readonly string[];
  /** Fields in request headers, with the header name: `{ signature: "x-signature" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Field in `If-Match`: the version that a write expects. Without the header, 428 if the field is required. */
  readonly ifMatch?: string;
  /** Boolean field that `If-None-Match: *` sets: the write makes something new, or fails with the declared 412. */
  readonly ifNoneMatch?: string;
  /** Body encoding: JSON if absent; a form, urlencoded or multipart, with files as `z.base64()`; or raw. */
  readonly accepts?: "form" | RawBody;
  /** Key that wraps the body fields. */
  readonly body?: string;
  /** Key that wraps the output. */
  readonly reply?: string;
  /** Status of success, 200 if absent. 204, redirects, and 202 with a null output have no body. */
  readonly status?: SuccessStatus;
  /** `Location` header: a path below `/api` with fields of the output or the path, `"/jobs/{id}"`, or a URL in an output field. */
  readonly location?: `/${string}` | Target;
  /** Media type of a text output that is sent unencoded: `"text/csv"`. */
  readonly type?: `${string}/${string}`;
  /** Download file name, may contain path fields: `"report-{year}.csv"`. */
  readonly filename?: string;
  /** Output field used as `ETag`: a version that changes with any part of the response. */
  readonly etag?: string;
}

const redirects: readonly unknown[] = [301, 302, 303, 307, 308] satisfies RedirectStatus[];

/** True for a redirect status. */
export const isRedirect = (status: Rest["status"]): status is RedirectStatus => redirects.includes(status);

/** True when a successful response has no body. */
export const isBodiless = ({ status }: Rest, { output }: Pick<Procedure, "output">): boolean =>
  status === 204 || isRedirect(status) || (status === 202 && output._zod.def.type === "null");

/** All possible statuses of success. */
export const statusesOf = ({ status = 200 }: Rest): readonly number[] =>
  typeof status === "object" ? [...new Set(Object.values(status.of))] : [status];

/** A parsed route. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** The path, split at slashes. */
  readonly segments: readonly string[];
  /** Parameter names, in order. */
  readonly parameters: readonly string[];
}

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies Method[];

// A segment is either literal or a parameter. `.` and `..` are excluded, since URL parsing resolves them.
const routePattern =
  /^(GET|POST|PUT|PATCH|DELETE) ((?:\/(?!\.{1,2}(?:\/|$))(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9]*\}))+)$/;

const isMethod = (text: string | undefined): text is Method => text !== undefined && methods.includes(text);

/** True when the text is a method and a path such as `"GET /things/{id}"`. */
export const isRoute = (text: string): boolean => routePattern.test(text);

/** Parameter names of a template, in order. */
export const parametersIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");

/**
 * Parses `"GET /articles/{slug}"`.
 * @throws {TypeError} when {@link isRoute} is false.
 */
export function parseRoute(text: string): Route {
  const [, method, path] = routePattern.exec(text) ?? [];
  if (!isMethod(method) || path === undefined)
    throw new TypeError(`"${text}" is not a route such as "GET /things/{id}"`);
  return { method, path, segments: path.split("/").slice(1), parameters: parametersIn(path) };
}

/** Normalized route: two routes with the same shape match the same requests, regardless of parameter names. */
export const routeShape = ({ method, path }: Route): string => `${method} ${path.replace(/\{\w+\}/g, "{}")}`;

/** Part of a request that holds a field. */
export type Place = "path" | "query" | "header" | "body";

/** The part of the request that holds an input field. */
export function placeOf(rest: Rest, { method, parameters }: Route, field: string): Place {
  if (parameters.includes(field)) return "path";
  if (rest.ifMatch === field || Object.hasOwn(rest.headers ?? {}, field)) return "header";
  return method === "GET" || rest.query?.includes(field) ? "query" : "body";
}

/** The header of an input field; `undefined` if it is not in a header. */
export const headerOf = (rest: Rest, field: string): string | undefined =>
  rest.ifMatch === field ? "if-match" : Object.hasOwn(rest.headers ?? {}, field) ? rest.headers?.[field] : undefined;
