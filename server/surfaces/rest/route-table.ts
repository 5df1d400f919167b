import { type Method, type Route, routeShape } from "../../../shared/contract/index.ts";

/** A route with its handler. */
export interface Row<T> {
  readonly route: Route;
  readonly value: T;
}

/** A matched route. */
export interface Match<T> {
  readonly value: T;
  /** Path parameters by name, still percent-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Finds routes by path. Hono's own routers either reject a literal next to a parameter or walk a tree at each request.
 */
export interface RouteTable<T> {
  readonly match: (method: string, path: string) => Match<T> | undefined;
  /** The methods of a path, for a 405 response; `undefined` where no route has this path. */
  readonly methodsAt: (path: string) => readonly Method[] | undefined;
}

interface Entry<T> extends Row<T> {
  /** Segments: literal text, or the name of a parameter. */
  readonly parts: readonly { readonly text: string; readonly isParameter: boolean }[];
}

function entryOf<T>(row: Row<T>): Entry<T> {
  const parts = row.route.segments.map((segment) => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    return { text: name ?? segment, isParameter: name !== undefined };
  });
  return { ...row, parts };
}

const fits = ({ parts }: Entry<unknown>, segments: readonly string[]): boolean =>
  parts.length === segments.length &&
  parts.every(({ text, isParameter }, at) => (isParameter ? segments[at] !== "" : segments[at] === text));

function parametersOf({ parts }: Entry<unknown>, segments: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [at, { text, isParameter }] of parts.entries()) if (isParameter) parameters[text] = segments[at] ?? "";
  return parameters;
}

const shapeOf = (route: Route) => routeShape(route).slice(route.method.length);

/** Sorts literals before parameters: `/articles/feed` is tried before `/articles/{slug}`. */
const bySpecificity = (a: Row<unknown>, b: Row<unknown>) => a.route.parameters.length - b.route.parameters.length;

/**
 * Creates a route table, indexed by method and number of segments. Paths are relative to the surface, such as
 * `/articles`.
 */
export function createRouteTable<T>(rows: readonly Row<T>[]): RouteTable<T> {
  const entries = rows.toSorted(bySpecificity).map(entryOf);
  const byMethod = new Map<string, Entry<T>[][]>();
  for (const entry of entries) {
    const byLength = byMethod.get(entry.route.method) ?? [];
    byMethod.set(entry.route.method, byLength);
    const { length } = entry.parts;
    byLength[length] = [...(byLength[length] ?? []), entry];
  }
  return {
    match: (method, path) => {
      const segments = path.slice(1).split("/");
      const entry = byMethod.get(method)?.[segments.length]?.find((candidate) => fits(candidate, segments));
      return entry && { value: entry.value, parameters: parametersOf(entry, segments) };
    },
    methodsAt: (path) => {
      const segments = path.slice(1).split("/");
      const first = entries.find((entry) => fits(entry, segments));
      if (first === undefined) return undefined;
      const shape = shapeOf(first.route);
      return entries.flatMap(({ route }) => (shapeOf(route) === shape ? [route.method] : []));
    },
  };
}
