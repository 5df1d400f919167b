import { conditionsOf, type Procedure } from "../../shared/contract/index.ts";
import type { Services, Viewer } from "./context.ts";
import { ApiError, standardError } from "./errors.ts";
import type { Membership } from "./streams.ts";

/**
 * Looks up an account's roles within a tenant: empty for a plain member, `null` for a non-member or an unknown tenant.
 * Provided by the team, and injected where the application is composed.
 */
export type RolesInTenant = (services: Services, viewer: Viewer, tenant: string) => Promise<readonly string[] | null>;

/** True for procedures that only members of a tenant may call. */
export const withinTenant = ({ access }: Procedure): boolean =>
  typeof access === "object" && access.tenant !== undefined;

interface TenantAdmission {
  readonly services: Services;
  readonly procedure: Procedure;
  readonly readInput: (field: string) => unknown;
  readonly rolesIn: RolesInTenant | undefined;
}

/**
 * Checks that an otherwise authorized caller is a member of the call's tenant.
 * @throws {ApiError} 403, the same for an unknown tenant and for one that the caller does not belong to.
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
  const heldRoles = isNamed ? await rolesIn(services, viewer, String(named)) : null;
  const { roles } = tenant;
  if (heldRoles === null || (roles !== undefined && !roles.some((role) => heldRoles.includes(role))))
    throw standardError("refused");
  return viewer;
}

/** The membership by which a viewer was admitted to a procedure; null for procedures without a tenant. */
export function membershipOf(viewer: Viewer | null, name: string, admission: TenantAdmission): Membership | null {
  const { tenant } = conditionsOf(admission.procedure.access);
  if (tenant === undefined || viewer === null) return null;
  const named = admission.readInput(tenant.field);
  const later = { ...admission, readInput: () => named };
  return {
    key: JSON.stringify([viewer.id, name, named]),
    holds: async () => {
      try {
        await admitToTenant(viewer, later);
        return true;
      } catch (error) {
        if (error instanceof ApiError) return false;
        throw error;
      }
    },
  };
}
