import { type Access, type AccountAccess, conditionsOf, includesRole } from "../../shared/contract/index.ts";
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

/** True when nobody needs to be looked up to let the call through. */
export const admitsAnybody = (access: Access, { credential }: Call): boolean =>
  access === "public" || (access === "optional" && credential === null);

/**
 * Lets the call through or refuses it.
 * @returns the viewer as far as the access asks for one.
 * @throws {ApiError} 401 without a good session where one is needed, 403 without what the contract asks for beside. A dead
 * cookie counts as none on procedures open to visitors, since a browser cannot stop sending it; a dead bearer is always told.
 */
export async function admit(access: Access, call: Call): Promise<Viewer | null> {
  if (admitsAnybody(access, call)) return null;
  const viewer = call.credential === null ? null : await call.viewer();
  if (viewer === null) {
    if (access === "optional" && call.credential?.keptIn !== "token") return null;
    throw call.credential === null ? standardError("unauthorized") : badToken();
  }
  if (access !== "optional") checkConditions(viewer, conditionsOf(access));
  return viewer;
}
