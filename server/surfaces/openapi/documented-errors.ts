import {
  conditionsOf,
  type ErrorDeclaration,
  needsViewer,
  type Procedure,
  placeOf,
  type Rest,
  type Route,
  type StandardErrorCode,
  standardErrors,
  takesIdempotencyKey,
} from "../../../shared/contract/index.ts";

/** Errors with their codes. */
export type Problems = readonly (readonly [code: string, declaration: ErrorDeclaration])[];

/** Standard errors that a procedure's REST operation can return without declaring them. */
function standardErrorsOf(procedure: Procedure, rest: Rest, route: Route): Problems {
  const { access, input, kind } = procedure;
  const changes = kind === "mutation";
  const hasBody = Object.keys(input.shape).some((name) => placeOf(rest, route, name) === "body");
  const takesBody = hasBody || !["GET", "DELETE"].includes(route.method);
  const condition = rest.ifMatch === undefined ? undefined : input.shape[rest.ifMatch];
  const mayBeRepeated = takesIdempotencyKey(procedure);
  const applies: Record<StandardErrorCode, boolean> = {
    // Duplicate credentials are malformed on every operation.
    malformed: true,
    // With optional access, reads ignore an invalid credential.
    unauthorized: needsViewer(access) || (access === "optional" && changes),
    // A cookie from an origin that is not allowed is refused first.
    refused: changes || conditionsOf(access).role !== undefined || conditionsOf(access).tenant !== undefined,
    out_of_scope: needsViewer(access),
    reauth_required: conditionsOf(access).fresh !== undefined,
    no_such_procedure: false,
    wrong_method: false,
    condition_required: condition !== undefined && condition._zod.optin === undefined,
    too_large: takesBody,
    wrong_media_type: changes || takesBody,
    invalid: Object.keys(input.shape).length > 0,
    running: mayBeRepeated,
    key_reused: mayBeRepeated,
    limited: procedure.limit !== undefined || kind === "subscription",
    internal: true,
    unavailable: true,
  };
  const isMet: Readonly<Record<string, boolean>> = applies;
  return Object.entries(standardErrors).filter(([code]) => isMet[code]);
}

/** All errors that the operation of a procedure documents: the declared ones first. */
export const documentedErrorsOf = (procedure: Procedure, rest: Rest, route: Route): Problems => [
  ...Object.entries(procedure.errors),
  ...standardErrorsOf(procedure, rest, route),
];
