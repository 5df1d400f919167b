import { type GraphQLError, getLocation, type SourceLocation } from "graphql";
import type { ApiError } from "../../procedures/index.ts";
import type { SelectedField } from "./collect-fields.ts";
import { type Path, pathKeys } from "./complete-value.ts";

/** An error of a response, as GraphQL's specification describes it. */
export interface FormattedError {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The extensions of an error: its contract code, and the same members as over the other surfaces. */
const extensionsOf = (error: ApiError) => ({
  code: error.code,
  status: error.status,
  errors: error.subjects,
  ...(error.issues.length > 0 && { issues: error.issues }),
  ...(error.details !== undefined && { details: error.details }),
  ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
});

/** The error of a request that is refused as a whole. */
export const requestError = (error: ApiError): FormattedError => ({
  message: error.detail,
  extensions: extensionsOf(error),
});

/** The error of one field. */
export function fieldError(error: ApiError, { nodes }: SelectedField, path: Path): FormattedError {
  const locations = nodes.flatMap(({ loc }) => (loc === undefined ? [] : [getLocation(loc.source, loc.start)]));
  return { message: error.detail, locations, path: pathKeys(path), extensions: extensionsOf(error) };
}

/** An error that GraphQL's own parsing, validation or coercion found. Its text quotes the document, nothing else. */
export const graphqlError = (error: GraphQLError, code = "malformed"): FormattedError => ({
  message: error.message,
  ...(error.locations !== undefined && { locations: error.locations }),
  ...(error.path !== undefined && { path: error.path }),
  extensions: { code, status: 400 },
});

/** The value of a declared error in a result union. */
export const errorValue = (error: ApiError) => ({
  code: error.code,
  message: error.detail,
  status: error.status,
  errors: Object.entries(error.subjects).map(([subject, messages]) => ({ subject, messages })),
  details: error.details,
});
