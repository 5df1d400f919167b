import {
  type Access,
  type AccountAccess,
  conditionsOf,
  includesRole,
  type Procedure,
} from "../../shared/contract/index.ts";
import type { Call, Viewer } from "./context.ts";
import { standardError } from "./errors.ts";

/** The error for an invalid or expired token. */
export const badToken = () =>
  standardError("unauthorized", { subjects: { token: ["is invalid"] }, detail: "Sign in again." });

/** @throws {ApiError} 403 for a key without the scope, too low a role, or a sign-in that is too old. */
function checkConditions(viewer: Viewer, { role, scope, fresh }: AccountAccess): void {
  if (viewer.kind === "apiKey" && (scope === undefined || !viewer.scopes.includes(scope)))
    throw standardError("out_of_scope");
  if (role !== undefined && !includesRole(viewer.role, role)) throw standardError("refused");
  if (fresh === true && (viewer.kind !== "session" || !viewer.isFresh)) throw standardError("reauth_required");
}

/** The parts of a procedure that admission depends on. */
export type AdmittedProcedure = Pick<Procedure, "access" | "kind">;

/** True when the call is admitted without a session lookup. */
export const admitsWithoutSession = (access: Access, { credential }: Call): boolean =>
  access === "public" || (access === "optional" && credential === null);

/**
 * Authorizes the call.
 * @returns the viewer, as far as the access requires one.
 * @throws {ApiError} 401 without a valid session where one is required, 403 without the role, scope or freshness that
 * the contract requires. With optional access, a read ignores an invalid credential, and the surface reports an
 * invalid bearer. A mutation with an invalid bearer is refused, since its caller expects to act as a user. An invalid
 * cookie is ignored even then, as a browser cannot stop sending it.
 */
export async function admit({ access, kind }: AdmittedProcedure, call: Call): Promise<Viewer | null> {
  if (admitsWithoutSession(access, call)) return null;
  const viewer = call.credential === null ? null : await call.viewer();
  if (viewer === null) {
    if (access === "optional" && (kind !== "mutation" || call.credential?.keptIn !== "token")) return null;
    throw call.credential === null ? standardError("unauthorized") : badToken();
  }
  if (access !== "optional") checkConditions(viewer, conditionsOf(access));
  return viewer;
}
