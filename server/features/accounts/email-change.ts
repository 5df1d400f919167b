import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { enqueue } from "../../jobs/index.ts";

/** The account that requests another address, with its current one. */
export interface EmailOwner {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** Credential version at the request; the mail is not sent once the account has another one. */
  readonly credentialVersion: number;
}

/** Sends a confirmation link to the new address, and a notice to the old one. */
export async function requestEmailChange(
  tx: Tx,
  call: AuditedCall,
  { id, username, email: current, credentialVersion }: EmailOwner,
  email: string,
): Promise<void> {
  await enqueue(tx, "mail.email_change", { accountId: id, email, credentialVersion });
  await enqueue(tx, "mail.notice", {
    accountId: id,
    to: { email: current, username },
    about: "email_change_requested",
  });
  await recordAudit(tx, call, { action: "email.change_requested", actorId: id, accountId: id });
}
