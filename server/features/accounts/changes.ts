import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { type Asker, holdAsker, notify, revoke } from "../credentials/index.ts";
import { requestEmailChange } from "./email-change.ts";
import { isSameAddress } from "./policies.ts";
import { type AccountChanges, isEmailTaken, updateAccount } from "./queries.ts";

/** What an account's owner changes, by which session, and how it is refused. */
export interface OwnChange {
  readonly call: AuditedCall;
  readonly viewer: Asker & { readonly isFresh: boolean };
  readonly changes: AccountChanges;
  readonly sendsMail: boolean;
  readonly fail: (code: "email_taken" | "no_mail") => never;
  readonly failStale: () => never;
}

type Own = Awaited<ReturnType<typeof holdAsker>>;

const movesTo = ({ email }: AccountChanges, own: Own) =>
  email === undefined || isSameAddress(own.email, email) ? undefined : email;

/** Ends what is pending where the change is one of credentials. @returns the credential version to go on with. */
async function settleCredentials(tx: Tx, own: Own, { changes, viewer, failStale }: OwnChange): Promise<number> {
  const isNewPassword = changes.passwordHash !== undefined;
  const moves = movesTo(changes, own) !== undefined;
  if (moves && !viewer.isFresh) failStale();
  const isRevocation = isNewPassword || (moves && own.email_verified_at === null);
  if (!isRevocation) return own.credential_version;
  const ended = isNewPassword ? ({ allBut: viewer.sessionId } as const) : "none";
  return (await revoke(tx, own.id, ended)).credentialVersion;
}

/** What becomes of a new address: at once the account's where the old one is not verified; else it waits for its link. */
async function settleEmail(tx: Tx, own: Own, credentialVersion: number, { call, changes, ...change }: OwnChange) {
  const email = movesTo(changes, own);
  if (email === undefined) return changes.email;
  const { id } = own;
  if (own.email_verified_at === null) {
    await append(tx, "email.verification_requested", { accountId: id, credentialVersion });
    await recordAudit(tx, call, { action: "email.changed", actorId: id, accountId: id });
    return email;
  }
  if (!change.sendsMail) change.fail("no_mail");
  if (await isEmailTaken(tx, email, id)) change.fail("email_taken");
  await requestEmailChange(tx, call, { ...own, credentialVersion }, email);
  return undefined;
}

/**
 * Makes an owner's changes, with all that follows from a new address or password.
 * @throws a broken uniqueness of `account_username_key` or `account_email_key`; {Fault} 401 for a session that was ended
 * meanwhile.
 */
export async function applyOwnChange(tx: Tx, change: OwnChange) {
  const { call, viewer } = change;
  const own = await holdAsker(tx, viewer);
  const credentialVersion = await settleCredentials(tx, own, change);
  const changes = { ...change.changes, email: await settleEmail(tx, own, credentialVersion, change) };
  if (Object.values(changes).every((value) => value === undefined)) return own;
  const account = await updateAccount(tx, own.id, changes);
  if (changes.passwordHash !== undefined) {
    await notify(tx, own.id, "password_changed");
    await recordAudit(tx, call, { action: "password.changed", actorId: own.id, accountId: own.id });
  }
  return account;
}
