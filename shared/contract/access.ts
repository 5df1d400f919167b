/** Roles of accounts. Each role includes the rights of the roles before it. New accounts are members. */
export const roles = ["member", "moderator", "admin"] as const;

export type Role = (typeof roles)[number];

/** A permission of an API key: a feature and a verb, `"articles:write"`. */
export type Scope = `${string}:${string}`;

/** Requires membership of the tenant that the call names, such as the team in `/teams/{team}/invoices`. */
export interface TenantAccess {
  /** The input field that names the tenant; over REST it is a path parameter. */
  readonly field: string;
  /** Roles within the tenant, defined by the service. The account must hold one of them; absent means any member. */
  readonly roles?: readonly string[];
}

/** Conditions on a signed-in account. All of them must hold. */
export interface AccountAccess {
  /** Minimum role. */
  readonly role?: Role;
  /** API keys with this scope may call as well. */
  readonly scope?: Scope;
  /**
   * Requires authentication within the last ten minutes, by sign-in or re-authentication. `"sometimes"`: the handler
   * decides by what the call changes.
   */
  readonly fresh?: true | "sometimes";
  /** Checked before the rest of the input is parsed. The error for non-members does not reveal whether the tenant exists. */
  readonly tenant?: TenantAccess;
}

/**
 * Who may call a procedure.
 *
 * - `"public"`: no authentication; the handler has no `viewer`.
 * - `"optional"`: authentication is optional; the handler gets the viewer, or `null` for an anonymous caller.
 * - `"required"`: a signed-in account.
 * - `{ role, scope, fresh, tenant }`: a signed-in account that meets all conditions.
 *
 * API keys may call procedures that name one of their scopes and procedures that allow anonymous callers.
 */
export type Access = "public" | "optional" | "required" | AccountAccess;

/** True when a procedure requires a signed-in caller. */
export const needsViewer = (access: Access): boolean => access !== "public" && access !== "optional";

/** The conditions beyond being signed in. */
export const conditionsOf = (access: Access): AccountAccess => (typeof access === "object" ? access : {});

/** The tenant condition as a sentence for documentation. */
export const tenantSentence = ({ field, roles }: TenantAccess): string =>
  roles === undefined ? `For members of \`${field}\`.` : `For members of \`${field}\` as ${roles.join(" or ")}.`;

/** True when the held role is the required role or above it. */
export const includesRole = (held: Role, asked: Role): boolean => roles.indexOf(held) >= roles.indexOf(asked);
