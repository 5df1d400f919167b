import type { Access, Conditions } from "./json-schema.ts";

/** The roles of locks that do not list theirs. */
const defaultRoles = ["member", "moderator", "admin"];

const needsViewer = (access: Access): boolean => access !== "public" && access !== "optional";

const conditionsOf = (access: Access): Conditions => (typeof access === "object" ? access : {});

/** Who may call, in words. */
export function accessWords(access: Access): string {
  if (access === "public") return "anyone";
  if (access === "optional") return "visitors and members";
  const { role, scope, fresh, tenant } = conditionsOf(access);
  const place =
    tenant === undefined ? "" : ` of ${tenant.field}${tenant.roles ? ` as ${tenant.roles.join(" or ")}` : ""}`;
  const members = (role === undefined ? "members" : `members with the role ${role}`) + place;
  const keys = scope === undefined ? "" : ` and API keys with the scope ${scope}`;
  return `${members}${keys}${fresh === undefined ? "" : ` who ${fresh === true ? "" : "sometimes must have "}signed in just now`}`;
}

/** True when every caller with the former role has the new one. An unknown role includes itself alone. */
function includesRole(roles: readonly string[], held: string | undefined, asked: string | undefined): boolean {
  if (asked === undefined || held === asked) return true;
  const place = roles.indexOf(asked);
  return place !== -1 && (held === undefined ? 0 : roles.indexOf(held)) >= place;
}

/** True when all former callers may still call. `optional` rejects an expired session, while `public` ignores it. */
export function admitsAsBefore(before: Access, after: Access, roles = defaultRoles as readonly string[]): boolean {
  if (before === "public" || after === "public") return after === "public";
  if (!needsViewer(before) || !needsViewer(after)) return !needsViewer(after);
  const [was, is] = [conditionsOf(before), conditionsOf(after)];
  const hasScope = was.scope === undefined || was.scope === is.scope;
  const everyRole = (tenantRoles: readonly string[] | undefined) => tenantRoles === undefined;
  const hasTenant =
    is.tenant === undefined ||
    (was.tenant?.field === is.tenant.field &&
      (everyRole(is.tenant.roles) || (was.tenant.roles?.every((one) => is.tenant?.roles?.includes(one)) ?? false)));
  return hasTenant && includesRole(roles, was.role, is.role) && hasScope && (was.fresh === true || is.fresh !== true);
}
