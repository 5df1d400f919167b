/** HTTP methods of the REST surface. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Method and path, as in `"GET /things/{id}"`. */
export type RouteText = `${Method} /${string}`;

/** How a procedure appears on the REST surface. */
export interface Rest<R extends RouteText = RouteText> {
  /** Method and path below `/api`; `{name}` takes a field of the input. */
  readonly route: R;
  /** Key that wraps the fields sent in the body. */
  readonly body?: string;
  /** Key that wraps the output. */
  readonly reply?: string;
  /** Status of success, 200 if absent; 202, which promises that something will be done, and 204 send no body. */
  readonly status?: 200 | 201 | 202 | 204;
}

/** True for a status of success that sends no body. */
export const isBodiless = (status: Rest["status"]): boolean => status === 202 || status === 204;

/** A route taken apart. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** The path between its slashes. */
  readonly segments: readonly string[];
  /** Names between braces, in order. */
  readonly parameters: readonly string[];
}

// A segment is a word or a parameter as a whole; `.` and `..` never arrive, since URLs resolve them.
const routePattern =
  /^(GET|POST|PUT|DELETE) ((?:\/(?!\.{1,2}(?:\/|$))(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9]*\}))+)$/;

const isMethod = (text: string | undefined): text is Method =>
  text === "GET" || text === "POST" || text === "PUT" || text === "DELETE";

/** True when the text is a method and a path such as `"GET /things/{id}"`. */
export const isRoute = (text: string): boolean => routePattern.test(text);

/**
 * Takes `"GET /articles/{slug}"` apart.
 * @throws {TypeError} when {@link isRoute} is false.
 */
export function parseRoute(text: string): Route {
  const [, method, path] = routePattern.exec(text) ?? [];
  if (!isMethod(method) || path === undefined)
    throw new TypeError(`"${text}" is not a route such as "GET /things/{id}"`);
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  return { method, path, segments: path.split("/").slice(1), parameters };
}

/** Two routes with the same shape answer the same requests, whatever their parameters are called. */
export const routeShape = ({ method, path }: Route): string => `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
