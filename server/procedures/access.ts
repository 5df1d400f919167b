import {
  type Access,
  type AccountAccess,
  conditionsOf,
  includesRole,
  type Procedure,
} from "../../shared/contract/index.ts";
import type { Call, Viewer } from "./context.ts";
import { standardError } from "./errors.ts";

/** The answer to a bearer that opens nothing, or nothing any more. */
export const badToken = () =>
  standardError("unauthorized", { subjects: { token: ["is invalid"] }, detail: "Sign in again." });

/** @throws {ApiError} 403 when a key is used beyond its scopes, the role is too low, or the sign-in too long ago. */
function checkConditions(viewer: Viewer, { role, scope, fresh }: AccountAccess): void {
  if (viewer.kind === "apiKey" && (scope === undefined || !viewer.scopes.includes(scope)))
    throw standardError("out_of_scope");
  if (role !== undefined && !includesRole(viewer.role, role)) throw standardError("refused");
  if (fresh === true && (viewer.kind !== "session" || !viewer.isFresh)) throw standardError("reauth_required");
}

/** What decides about admission. */
export type AdmittedProcedure = Pick<Procedure, "access" | "kind">;

/** True when nobody needs to be looked up to let the call through. */
export const admitsAnybody = (access: Access, { credential }: Call): boolean =>
  access === "public" || (access === "optional" && credential === null);

/**
 * Lets the call through or refuses it.
 * @returns the viewer as far as the access asks for one.
 * @throws {ApiError} 401 without a good session where one is needed, 403 without what the contract asks for beside. Where
 * visitors are let in, a credential that opens nothing counts as none: reading goes on, and the surface tells a bearer so. A
 * change under such a bearer is refused, since its caller means it to be made in their name; a dead cookie says nothing of
 * the kind, as a browser cannot stop sending it.
 */
export async function admit({ access, kind }: AdmittedProcedure, call: Call): Promise<Viewer | null> {
  if (admitsAnybody(access, call)) return null;
  const viewer = call.credential === null ? null : await call.viewer();
  if (viewer === null) {
    if (access === "optional" && (kind === "query" || call.credential?.keptIn !== "token")) return null;
    throw call.credential === null ? standardError("unauthorized") : badToken();
  }
  if (access !== "optional") checkConditions(viewer, conditionsOf(access));
  return viewer;
}
