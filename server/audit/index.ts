import type { Db } from "../database/index.ts";
import { insertAudit } from "./queries.ts";

export { deleteOldAudit } from "./queries.ts";

/** Audited actions; the outcome is part of the name. */
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
  | "second_factor.failed"
  | "webhook.created"
  | "webhook.updated"
  | "webhook.deleted"
  | "webhook.secret_rotated"
  | "webhook.disabled"
  | "job.retried"
  | "job.cancelled";

/** One audit entry. Details contain no secret, nor text that a user typed as one. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** The account that acted; `null` for an anonymous caller. */
  readonly actorId: number | null;
  /** The account concerned; `null` where there is none. */
  readonly accountId: number | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The request of the action. */
export interface AuditedCall {
  readonly address: string;
  readonly requestId: string;
}

/**
 * Records an audit entry. Runs in the transaction of the audited change where there is one, so that both are atomic.
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
