import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";

/** Who wants another address, and which they have. */
export interface EmailOwner {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** What the account's credentials are; the mail is not written once they are others. */
  readonly credentialVersion: number;
}

/** Has a link sent to the new address, by which it becomes the account's, and a notice to the old one. */
export async function requestEmailChange(
  tx: Tx,
  call: AuditedCall,
  { id, username, email: current, credentialVersion }: EmailOwner,
  email: string,
): Promise<void> {
  await append(tx, "email.change_requested", { accountId: id, email, credentialVersion });
  await append(tx, "notice.due", { accountId: id, to: { email: current, username }, about: "email_change_requested" });
  await recordAudit(tx, call, { action: "email.change_requested", actorId: id, accountId: id });
}
