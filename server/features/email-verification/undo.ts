import { createHmac } from "node:crypto";
import type { emails } from "../../../shared/emails.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import type { Call, Handler } from "../../procedures/index.ts";
import { isEmailTaken, isSameAddress, removeRecentWaysIn, revokeAllCredentials } from "../accounts/index.ts";
import { notify, revoke } from "../credentials/index.ts";
import { hashSecret } from "../sessions/index.ts";
import { mintLink } from "./links.ts";
import { lockOwner, restoreEmail } from "./queries.ts";
import { deleteUndoLinks, findUndoLink, isPreviousEmail, storeUndoLink } from "./undo.queries.ts";

/** Whose notice a link is in, and what it tells of. */
export interface UndoGrant {
  /** The event's that asks for the notice. */
  readonly mailId: string;
  readonly accountId: number;
  /** The address that the notice goes to. */
  readonly email: string;
  /** When that happened which it tells of. */
  readonly at: string;
}

/** The token of the link in one notice: the same at each attempt to send it, as those of other mails are. */
const undoTokenOf = (secret: Uint8Array, { mailId, accountId, email }: UndoGrant) =>
  `dvu_${createHmac("sha256", secret)
    .update(JSON.stringify(["dovetail undo link", mailId, accountId, email]))
    .digest("base64url")}`;

/**
 * Makes the token of a notice's link, by which the reader undoes what was added lately. It is not bound to the account's
 * credentials: a thief who is signed in could raise their version.
 * @returns `undefined` for an account that is gone or suspended, and for what happened too long ago.
 */
export async function mintUndoLink(tx: Tx, secret: Uint8Array, grant: UndoGrant): Promise<string | undefined> {
  if ((await lockOwner(tx, grant.accountId)) === undefined) return undefined;
  const token = undoTokenOf(secret, grant);
  return (await storeUndoLink(tx, { ...grant, hash: hashSecret(token) })) ? token : undefined;
}

type Owner = NonNullable<Awaited<ReturnType<typeof lockOwner>>>;

/** Takes away all that a thief may have: of an account that nobody verified, everything. */
async function dropForeign(tx: Tx, call: Call, owner: Owner): Promise<number> {
  if (owner.email_verified_at === null) return (await revokeAllCredentials(tx, call, owner.id)).credentialVersion;
  const { credentialVersion } = await revoke(tx, owner.id, "all");
  await removeRecentWaysIn(tx, call, { accountId: owner.id, withPassword: true });
  return credentialVersion;
}

/** Gives an account back to the reader of a notice. */
export const undo: Handler<typeof emails.undo> = ({ input, call, fail, write }) =>
  write(async (tx) => {
    const hash = hashSecret(input.token);
    const { account_id: id, email } = (await findUndoLink(tx, hash)) ?? fail("link_refused");
    const owner = (await lockOwner(tx, id)) ?? fail("link_refused");
    const isMoved = !isSameAddress(owner.email, email);
    if (isMoved && !(await isPreviousEmail(tx, id, email))) fail("link_refused");
    // All links of the account's notices do the same: one that was used ends the others.
    if ((await deleteUndoLinks(tx, id, hash)) === 0) fail("link_refused");
    if (isMoved && (await isEmailTaken(tx, email, id))) fail("email_taken");
    if (isMoved) await notify(tx, id, "account_secured");
    const credentialVersion = await dropForeign(tx, call, owner);
    if (isMoved) await restoreEmail(tx, id, email);
    await notify(tx, id, "account_secured");
    await recordAudit(tx, call, { action: "account.secured", actorId: id, accountId: id, details: { moved: isMoved } });
    const resetToken = await mintLink(tx, { accountId: id, purpose: "reset", email, credentialVersion });
    return { email, resetToken };
  });
