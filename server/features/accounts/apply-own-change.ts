import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { enqueue } from "../../jobs/index.ts";
import { type Caller, lockCaller, notify, revoke } from "../credentials/index.ts";
import { requestEmailChange } from "./email-change.ts";
import { isSameAddress } from "./policies.ts";
import { type AccountChanges, isEmailTaken, updateAccount } from "./queries.ts";

/** Changes by an account's owner, with the session that makes them and the error for a stale one. */
export interface OwnChange {
  readonly call: AuditedCall;
  readonly viewer: Caller & { readonly isFresh: boolean };
  readonly changes: AccountChanges;
  readonly sendsMail: boolean;
  readonly fail: (code: "email_taken" | "no_mail") => never;
  readonly failStale: () => never;
}

type Own = Awaited<ReturnType<typeof lockCaller>>;

const movesTo = ({ email }: AccountChanges, own: Own) =>
  email === undefined || isSameAddress(own.email, email) ? undefined : email;

/** Revokes pending links and other sessions where credentials change. @returns the credential version from now on. */
async function settleCredentials(tx: Tx, own: Own, { changes, viewer, failStale }: OwnChange): Promise<number> {
  const isNewPassword = changes.passwordHash !== undefined;
  const moves = movesTo(changes, own) !== undefined;
  if (moves && !viewer.isFresh) failStale();
  const isRevocation = isNewPassword || (moves && own.email_verified_at === null);
  if (!isRevocation) return own.credential_version;
  const ended = isNewPassword ? ({ allBut: viewer.sessionId } as const) : "none";
  return (await revoke(tx, own.id, ended)).credentialVersion;
}

/** Applies a new e-mail address: at once where the old one is unverified, else after confirmation by a link. */
async function settleEmail(tx: Tx, own: Own, credentialVersion: number, { call, changes, ...change }: OwnChange) {
  const email = movesTo(changes, own);
  if (email === undefined) return changes.email;
  const { id } = own;
  if (own.email_verified_at === null) {
    await enqueue(tx, "mail.verification", { accountId: id, credentialVersion });
    await recordAudit(tx, call, { action: "email.changed", actorId: id, accountId: id });
    return email;
  }
  if (!change.sendsMail) change.fail("no_mail");
  if (await isEmailTaken(tx, email, id)) change.fail("email_taken");
  await requestEmailChange(tx, call, { ...own, credentialVersion }, email);
  return undefined;
}

/**
 * Applies an owner's changes, with the effects of a new address or password.
 * @throws a unique violation of `account_username_key` or `account_email_key`; {ApiError} 401 for a session that was
 * revoked meanwhile.
 */
export async function applyOwnChange(tx: Tx, change: OwnChange) {
  const { call, viewer } = change;
  const own = await lockCaller(tx, viewer);
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
