/** Roles an account can hold, each with the rights of those before it. Everybody who signs up is a member. */
export const roles = ["member", "moderator", "admin"] as const;

export type Role = (typeof roles)[number];

/** What an API key may be allowed to do: a feature and a verb, `"articles:write"`. */
export type Scope = `${string}:${string}`;

/** A signed-in account that fulfils more than one condition. */
export interface AccountAccess {
  /** The role, or one above it. */
  readonly role?: Role;
  /** API keys that hold the scope may call as well. */
  readonly scope?: Scope;
  /**
   * The session was opened, or its owner proved who they are once more, within the last ten minutes. `"sometimes"`: the
   * handler asks for it, by what is changed.
   */
  readonly fresh?: true | "sometimes";
}

/**
 * Who may call a procedure.
 *
 * - `"public"`: nobody's identity is looked up; the handler has no `viewer`.
 * - `"optional"`: anyone may call; the handler sees the viewer, or `null` when nobody signed in.
 * - `"required"`: a signed-in account.
 * - `{ role, scope, fresh }`: a signed-in account that fulfils all of them.
 *
 * API keys call what names a scope they hold, and what is open to visitors; nothing else.
 */
export type Access = "public" | "optional" | "required" | AccountAccess;

/** True when a procedure cannot be called without signing in. */
export const needsViewer = (access: Access): boolean => access !== "public" && access !== "optional";

/** The conditions beyond being signed in. */
export const conditionsOf = (access: Access): AccountAccess => (typeof access === "object" ? access : {});

/** True when the first role has the rights of the second. */
export const includesRole = (held: Role, asked: Role): boolean => roles.indexOf(held) >= roles.indexOf(asked);
