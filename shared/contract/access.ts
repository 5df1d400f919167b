/** Roles an account can hold. Everybody who signs up is a member. */
export type Role = "member" | "admin";

/**
 * Who may call a procedure.
 *
 * - `"anyone"`: nobody's identity is looked up; the handler has no `viewer`.
 * - `"visitor"`: anyone may call; the handler sees the viewer, or `null` when nobody signed in.
 * - `"member"`: a signed-in account.
 * - `{ role }`: a signed-in account that holds the role.
 */
export type Access = "anyone" | "visitor" | "member" | { readonly role: Role };

/** True when a procedure cannot be called without signing in. */
export const needsViewer = (access: Access): boolean => access !== "anyone" && access !== "visitor";
