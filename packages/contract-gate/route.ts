import type { Rest } from "./json-schema.ts";

/** A route, split into its parts. */
export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  /** Field names of the path, in order. */
  readonly parameters: readonly string[];
}

const parameterPattern = /\{(\w+)\}/g;

/** Reads `"GET /things/{id}"`. */
export function readRoute(text: string): Route {
  const [method = "", path = ""] = text.split(" ", 2);
  const parameters = [...path.matchAll(parameterPattern)].map(([, name = ""]) => name);
  return { method, segments: path.split("/").slice(1), parameters };
}

/** Two routes of the same shape match the same requests, whatever their fields are called. */
export const routeShape = (text: string): string => text.replace(parameterPattern, "{}");

/** The part of a request that holds a field, in words. */
export function placeOf(rest: Rest, field: string): string {
  const { method, parameters } = readRoute(rest.route);
  if (parameters.includes(field)) return "in the path";
  if (rest.ifMatch === field) return "in the header if-match";
  const header = Object.hasOwn(rest.headers ?? {}, field) ? rest.headers?.[field] : undefined;
  if (header !== undefined) return `in the header ${header}`;
  return method === "GET" || rest.query?.includes(field) ? "in the query" : "in the body";
}

/** All statuses of success. */
export const statusesOf = ({ status = 200 }: Rest): readonly number[] =>
  typeof status === "object" ? [...new Set(Object.values(status.of))] : [status];
