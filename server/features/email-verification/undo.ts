import { createHmac } from "node:crypto";
import type { emails } from "../../../shared/emails.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import type { Call, Handler } from "../../procedures/index.ts";
import { isEmailTaken, isSameAddress, removeRecentSignInMethods, revokeAllCredentials } from "../accounts/index.ts";
import { notify, revoke } from "../credentials/index.ts";
import { hashSecret } from "../sessions/index.ts";
import { mintLink } from "./links.ts";
import { lockOwner, restoreEmail } from "./queries.ts";
import { deleteUndoLinks, findUndoLink, isPreviousEmail, storeUndoLink } from "./undo.queries.ts";

/** Account and notice of an undo link. */
export interface UndoGrant {
  /** Id of the event that requests the notice. */
  readonly mailId: string;
  readonly accountId: number;
  /** The notice's recipient address. */
  readonly email: string;
  /** Time of the reported change. */
  readonly at: string;
}

/** Derives the token of one notice; deterministic as those of other mails, so that retries send the same mail. */
const undoTokenOf = (secret: Uint8Array, { mailId, accountId, email }: UndoGrant) =>
  `dvu_${createHmac("sha256", secret)
    .update(JSON.stringify(["dovetail undo link", mailId, accountId, email]))
    .digest("base64url")}`;

/**
 * Creates the undo token of a notice, which reverts recent additions. Not bound to the credential version: a signed-in
 * attacker could raise it.
 * @returns `undefined` for a deleted or suspended account, and for a change that is too old.
 */
export async function mintUndoLink(tx: Tx, secret: Uint8Array, grant: UndoGrant): Promise<string | undefined> {
  if ((await lockOwner(tx, grant.accountId)) === undefined) return undefined;
  const token = undoTokenOf(secret, grant);
  return (await storeUndoLink(tx, { ...grant, hash: hashSecret(token) })) ? token : undefined;
}

type Owner = NonNullable<Awaited<ReturnType<typeof lockOwner>>>;

/** Removes all credentials that an attacker may have; for an unverified account, all of them. */
async function removeForeignCredentials(tx: Tx, call: Call, owner: Owner): Promise<number> {
  if (owner.email_verified_at === null) return (await revokeAllCredentials(tx, call, owner.id)).credentialVersion;
  const { credentialVersion } = await revoke(tx, owner.id, "all");
  await removeRecentSignInMethods(tx, call, { accountId: owner.id, withPassword: true });
  return credentialVersion;
}

/** Restores an account to the recipient of a notice. */
export const undo: Handler<typeof emails.undo> = ({ input, call, fail, write }) =>
  write(async (tx) => {
    const hash = hashSecret(input.token);
    const { account_id: id, email } = (await findUndoLink(tx, hash)) ?? fail("link_refused");
    const owner = (await lockOwner(tx, id)) ?? fail("link_refused");
    const isMoved = !isSameAddress(owner.email, email);
    if (isMoved && !(await isPreviousEmail(tx, id, email))) fail("link_refused");
    // All undo links of an account are equivalent: using one invalidates the others.
    if ((await deleteUndoLinks(tx, id, hash)) === 0) fail("link_refused");
    if (isMoved && (await isEmailTaken(tx, email, id))) fail("email_taken");
    if (isMoved) await notify(tx, id, "account_secured");
    const credentialVersion = await removeForeignCredentials(tx, call, owner);
    if (isMoved) await restoreEmail(tx, id, email);
    await notify(tx, id, "account_secured");
    await recordAudit(tx, call, { action: "account.secured", actorId: id, accountId: id, details: { moved: isMoved } });
    const resetToken = await mintLink(tx, { accountId: id, purpose: "reset", email, credentialVersion });
    return { email, resetToken };
  });
