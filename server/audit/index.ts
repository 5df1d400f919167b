import type { Db } from "../database/index.ts";
import { insertAudit } from "./queries.ts";

export { deleteOldAudit } from "./queries.ts";

/** What is put on record: who did what to whose account, how it went is part of the name. */
export type AuditAction =
  | "account.registered"
  | "account.deleted"
  | "account.exported"
  | "account.suspended"
  | "account.restored"
  | "account.role_changed"
  | "account.handed_over"
  | "account.secured"
  | "account.access_reset"
  | "ways_in.removed"
  | "content.removed"
  | "sign_in.succeeded"
  | "sign_in.failed"
  | "session.ended"
  | "session.reauthenticated"
  | "password.changed"
  | "password.reset_requested"
  | "password.reset"
  | "email.verified"
  | "email.change_requested"
  | "email.changed"
  | "refresh_token.reused"
  | "app.authorized"
  | "app.revoked"
  | "authorization_code.reused"
  | "api_key.created"
  | "api_key.revoked"
  | "service_token.issued"
  | "identity.linked"
  | "identity.unlinked"
  | "passkey.added"
  | "passkey.removed"
  | "otp.enabled"
  | "otp.disabled"
  | "recovery_code.used"
  | "recovery_codes.renewed"
  | "second_factor.failed";

/** One entry. Details hold no secret and nothing that people typed as one. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** Who did it; `null` for somebody who has not signed in. */
  readonly actorId: number | null;
  /** Whose account it is about; `null` where there is none. */
  readonly accountId: number | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The request that it came with. */
export interface AuditedCall {
  readonly address: string;
  readonly requestId: string;
}

/**
 * Puts on record what was done; in the transaction of the change where there is one, so that neither is there without
 * the other.
 */
export const recordAudit = async (db: Db, { address, requestId }: AuditedCall, entry: AuditEntry): Promise<void> =>
  void (await insertAudit(db, {
    action: entry.action,
    actorId: entry.actorId,
    accountId: entry.accountId,
    address,
    requestId,
    details: JSON.stringify(entry.details ?? {}),
  }));
