import { conditionsOf, type Procedure } from "../../shared/contract/index.ts";
import type { Services, Viewer } from "./context.ts";
import { standardError } from "./errors.ts";

/**
 * The roles that an account holds within a tenant, empty for a plain member; `null` for who does not belong, and where
 * there is no such tenant. A team's own, handed in where the application is composed.
 */
export type RolesInTenant = (services: Services, viewer: Viewer, tenant: string) => Promise<readonly string[] | null>;

/** True for procedures that only members of a tenant call. */
export const withinTenant = ({ access }: Procedure): boolean =>
  typeof access === "object" && access.tenant !== undefined;

/** What admission to a tenant works with. */
interface TenantAdmission {
  readonly services: Services;
  readonly procedure: Procedure;
  readonly readInput: (field: string) => unknown;
  readonly rolesIn: RolesInTenant | undefined;
}

/**
 * Lets a caller who is admitted otherwise into the tenant that the call names.
 * @throws {ApiError} 403, the same for a tenant that is not there and for one that the caller does not belong to.
 */
export async function admitToTenant(
  admitted: Viewer | null | Promise<Viewer | null>,
  { services, procedure, readInput, rolesIn }: TenantAdmission,
): Promise<Viewer | null> {
  const viewer = await admitted;
  const { tenant } = conditionsOf(procedure.access);
  if (tenant === undefined || viewer === null || rolesIn === undefined) throw standardError("refused");
  const named = readInput(tenant.field);
  const isNamed = typeof named === "number" || (typeof named === "string" && named !== "" && !named.includes("\0"));
  const held = isNamed ? await rolesIn(services, viewer, String(named)) : null;
  const { roles } = tenant;
  if (held === null || (roles !== undefined && !roles.some((role) => held.includes(role))))
    throw standardError("refused");
  return viewer;
}
