/** Roles an account can hold, each with the rights of those before it. Everybody who signs up is a member. */
export const roles = ["member", "moderator", "admin"] as const;

export type Role = (typeof roles)[number];

/** What an API key may be allowed to do: a feature and a verb, `"articles:write"`. */
export type Scope = `${string}:${string}`;

/** That an account belongs to the tenant which the call names, such as the team in `/teams/{team}/invoices`. */
export interface TenantAccess {
  /** The field of the input that names the tenant; on the REST surface it is in the path. */
  readonly field: string;
  /** Roles of the service's own within a tenant, one of which the account holds; absent means any member. */
  readonly roles?: readonly string[];
}

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
  /** Asked before the rest of the input is read: who does not belong learns nothing, not even that the tenant exists. */
  readonly tenant?: TenantAccess;
}

/**
 * Who may call a procedure.
 *
 * - `"public"`: nobody's identity is looked up; the handler has no `viewer`.
 * - `"optional"`: anyone may call; the handler sees the viewer, or `null` when nobody signed in.
 * - `"required"`: a signed-in account.
 * - `{ role, scope, fresh, tenant }`: a signed-in account that fulfils all of them.
 *
 * API keys call what names a scope they hold, and what is open to visitors; nothing else.
 */
export type Access = "public" | "optional" | "required" | AccountAccess;

/** True when a procedure cannot be called without signing in. */
export const needsViewer = (access: Access): boolean => access !== "public" && access !== "optional";

/** The conditions beyond being signed in. */
export const conditionsOf = (access: Access): AccountAccess => (typeof access === "object" ? access : {});

/** Who belongs to a tenant, in a sentence for people. */
export const tenantSentence = ({ field, roles }: TenantAccess): string =>
  roles === undefined ? `For members of \`${field}\`.` : `For members of \`${field}\` as ${roles.join(" or ")}.`;

/** True when the first role has the rights of the second. */
export const includesRole = (held: Role, asked: Role): boolean => roles.indexOf(held) >= roles.indexOf(asked);
