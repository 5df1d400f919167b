import { randomUUID } from "node:crypto";
import type { Role } from "../../../shared/contract/index.ts";
import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import { type Db, type Tx, transaction } from "../../database/index.ts";
import { type SessionViewer, standardError } from "../../procedures/index.ts";
import { notify, revoke } from "../credentials/index.ts";
import { isActiveAdmin, isLastAdmin, lockRoles, lockUser, setRole } from "./queries.ts";

/** A change of one account's role. */
export interface RoleChange {
  readonly username: string;
  readonly role: Role;
  /** `null` for an operator on the server itself. */
  readonly actorId: number | null;
}

/**
 * Locks roles until the transaction ends, and checks the caller's.
 * @throws {ApiError} 403 for an admin who was demoted or suspended after the session lookup.
 */
export async function lockRolesAs(tx: Tx, viewer: SessionViewer): Promise<void> {
  await lockRoles(tx);
  if (!(await isActiveAdmin(tx, viewer.id, viewer.credentialVersion))) throw standardError("refused");
}

/**
 * Changes a role under `lockRoles`, ends the account's sessions and records an audit entry. Does nothing where the
 * account already has the role.
 * @returns the account, or the reason why nothing changed.
 */
export async function changeRole(tx: Tx, call: AuditedCall, { username, role, actorId }: RoleChange) {
  const user = await lockUser(tx, username);
  if (user === undefined) return "not_found";
  if (user.role === role) return user;
  if (await isLastAdmin(tx, user.id)) return "last_admin";
  const changed = await setRole(tx, user.id, role);
  await revoke(tx, user.id, "all");
  await recordAudit(tx, call, {
    action: "account.role_changed",
    actorId,
    accountId: user.id,
    details: { from: user.role, to: role },
  });
  await notify(tx, user.id, "role_changed");
  return changed;
}

/** Changes a role as an operator, for example of the first admin. @returns as {@link changeRole}. */
export const grantRole = (db: Db, change: Omit<RoleChange, "actorId">) =>
  transaction(db, async (tx) => {
    await lockRoles(tx);
    return await changeRole(tx, { address: "local", requestId: randomUUID() }, { ...change, actorId: null });
  });
