import { type GraphQLError, getLocation, type SourceLocation } from "graphql";
import type { ApiError } from "../../procedures/index.ts";
import type { SelectedField } from "./collect.ts";
import { type Path, pathKeys } from "./complete.ts";

/** An error of a response, as GraphQL's specification describes it. */
export interface FormattedError {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The extensions of an error: its contract code, and the same members as over the other surfaces. */
const extensionsOf = (fault: ApiError) => ({
  code: fault.code,
  status: fault.status,
  errors: fault.subjects,
  ...(fault.issues.length > 0 && { issues: fault.issues }),
  ...(fault.details !== undefined && { details: fault.details }),
  ...(fault.retryAfterSeconds !== undefined && { retryAfterSeconds: fault.retryAfterSeconds }),
});

/** The error of a request that is refused as a whole. */
export const requestError = (fault: ApiError): FormattedError => ({
  message: fault.detail,
  extensions: extensionsOf(fault),
});

/** The error of one field. */
export function fieldError(fault: ApiError, { nodes }: SelectedField, path: Path): FormattedError {
  const locations = nodes.flatMap(({ loc }) => (loc === undefined ? [] : [getLocation(loc.source, loc.start)]));
  return { message: fault.detail, locations, path: pathKeys(path), extensions: extensionsOf(fault) };
}

/** An error that GraphQL's own parsing, validation or coercion found. Its text quotes the document, nothing else. */
export const graphqlError = (error: GraphQLError, code = "malformed"): FormattedError => ({
  message: error.message,
  ...(error.locations !== undefined && { locations: error.locations }),
  ...(error.path !== undefined && { path: error.path }),
  extensions: { code, status: 400 },
});

/** The value of a declared error in a result union. */
export const errorValue = (fault: ApiError) => ({
  code: fault.code,
  message: fault.detail,
  status: fault.status,
  errors: Object.entries(fault.subjects).map(([subject, messages]) => ({ subject, messages })),
  details: fault.details,
});
