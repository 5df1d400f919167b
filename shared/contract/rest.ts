import type { Procedure } from "./procedure.ts";

/** HTTP methods of the REST surface. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Method and path, as in `"GET /things/{id}"`. */
export type RouteText = `${Method} /${string}`;

/** Statuses that lead elsewhere: they carry `Location` and no body. */
export type RedirectStatus = 301 | 302 | 303 | 307 | 308;

/** The value of an output field decides the status: `{ by: "outcome", of: { created: 201, updated: 200 } }`. */
export interface StatusByField {
  /** A field of the output that holds one of fixed words. */
  readonly by: string;
  /** The status of each word. */
  readonly of: Readonly<Record<string, 200 | 201 | 202>>;
}

/** Status of success: one for all, or one for each word of an output field. */
export type SuccessStatus = 200 | 201 | 202 | 204 | RedirectStatus | StatusByField;

/** An address that a field of the output holds. */
export interface Target {
  readonly field: string;
  /** Where it may lead beside paths of this service: origins such as `"https://files.example.com"`, or `"any"`. */
  readonly origins: readonly string[] | "any";
}

/** The whole body as it was sent, in one field: as text, or in base64 where the field is `z.base64()`. */
export interface RawBody {
  readonly raw: string;
  /** The one media type that is taken; absent means any. */
  readonly type?: string;
}

/** How a procedure appears on the REST surface. */
export interface Rest<R extends RouteText = RouteText> {
  /** Method and path below `/api`; `{name}` takes a field of the input. A query is GET, or POST where its input is large. */
  readonly route: R;
  /** Fields that the address carries beside those of its path. All that are left of a GET, which has no body. */
  readonly query?: readonly string[];
  /** Fields that request headers carry, each with the header's name: `{ signature: "x-signature" }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Field that `If-Match` carries: the version that a write is about. Without the header, 428 where the field is required. */
  readonly ifMatch?: string;
  /** How the body is written: JSON if absent; a form, urlencoded or multipart, whose files are `z.base64()`; or raw. */
  readonly accepts?: "form" | RawBody;
  /** Key that wraps the fields sent in the body. */
  readonly body?: string;
  /** Key that wraps the output. */
  readonly reply?: string;
  /** Status of success, 200 if absent. 204 and redirects send no body, nor does 202 where the output is null. */
  readonly status?: SuccessStatus;
  /** What `Location` says: a path below `/api` with fields of the output or the path, `"/jobs/{id}"`, or a field's address. */
  readonly location?: `/${string}` | Target;
  /** Media type of an output that is one text and is sent as it is: `"text/csv"`. */
  readonly type?: `${string}/${string}`;
  /** What a browser calls the file it saves: fields of the path may stand in it, `"report-{year}.csv"`. */
  readonly filename?: string;
  /** Field of the output that is the answer's `ETag`: a version that changes with everything the answer shows. */
  readonly etag?: string;
}

const redirects: readonly unknown[] = [301, 302, 303, 307, 308] satisfies RedirectStatus[];

/** True for a status that leads elsewhere. */
export const isRedirect = (status: Rest["status"]): status is RedirectStatus => redirects.includes(status);

/** True where success sends no body. */
export const isBodiless = ({ status }: Rest, { output }: Pick<Procedure, "output">): boolean =>
  status === 204 || isRedirect(status) || (status === 202 && output._zod.def.type === "null");

/** Every status that success may have. */
export const statusesOf = ({ status = 200 }: Rest): readonly number[] =>
  typeof status === "object" ? [...new Set(Object.values(status.of))] : [status];

/** A route taken apart. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** The path between its slashes. */
  readonly segments: readonly string[];
  /** Names between braces, in order. */
  readonly parameters: readonly string[];
}

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies Method[];

// A segment is a word or a parameter as a whole; `.` and `..` never arrive, since URLs resolve them.
const routePattern =
  /^(GET|POST|PUT|PATCH|DELETE) ((?:\/(?!\.{1,2}(?:\/|$))(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9]*\}))+)$/;

const isMethod = (text: string | undefined): text is Method => text !== undefined && methods.includes(text);

/** True when the text is a method and a path such as `"GET /things/{id}"`. */
export const isRoute = (text: string): boolean => routePattern.test(text);

/** Names between braces, in order. */
export const parametersIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");

/**
 * Takes `"GET /articles/{slug}"` apart.
 * @throws {TypeError} when {@link isRoute} is false.
 */
export function parseRoute(text: string): Route {
  const [, method, path] = routePattern.exec(text) ?? [];
  if (!isMethod(method) || path === undefined)
    throw new TypeError(`"${text}" is not a route such as "GET /things/{id}"`);
  return { method, path, segments: path.split("/").slice(1), parameters: parametersIn(path) };
}

/** Two routes with the same shape answer the same requests, whatever their parameters are called. */
export const routeShape = ({ method, path }: Route): string => `${method} ${path.replace(/\{\w+\}/g, "{}")}`;

/** Where a request carries a field. */
export type Place = "path" | "query" | "header" | "body";

/** Where a request carries the field of that name. */
export function placeOf(rest: Rest, { method, parameters }: Route, field: string): Place {
  if (parameters.includes(field)) return "path";
  if (rest.ifMatch === field || Object.hasOwn(rest.headers ?? {}, field)) return "header";
  return method === "GET" || rest.query?.includes(field) ? "query" : "body";
}

/** The header that carries a field; `undefined` where none does. */
export const headerOf = (rest: Rest, field: string): string | undefined =>
  rest.ifMatch === field ? "if-match" : Object.hasOwn(rest.headers ?? {}, field) ? rest.headers?.[field] : undefined;
