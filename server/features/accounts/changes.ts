import { type AuditedCall, recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { deleteSessions } from "../sessions/index.ts";
import { dropLinks } from "./credentials.queries.ts";
import { requestEmailChange } from "./email-change.ts";
import { isSameAddress } from "./policies.ts";
import { type AccountChanges, isEmailTaken, lockAccount, updateAccount } from "./queries.ts";

/** What an account's owner changes, by which session, and how it is refused. */
export interface OwnChange {
  readonly call: AuditedCall;
  readonly viewer: { readonly id: number; readonly isFresh: boolean; readonly sessionId: string };
  readonly changes: AccountChanges;
  readonly sendsMail: boolean;
  readonly fail: (code: "email_taken" | "no_mail") => never;
  readonly failStale: () => never;
}

type Own = Awaited<ReturnType<typeof lockAccount>>;

/** What becomes of a new address: at once the account's where the old one is not verified; else it waits for its link. */
async function settleEmail(tx: Tx, own: Own, { call, viewer, changes, ...change }: OwnChange) {
  const { email } = changes;
  if (email === undefined || isSameAddress(own.email, email)) return email;
  if (!viewer.isFresh) change.failStale();
  if (own.email_verified_at === null) {
    await dropLinks(tx, own.id);
    await append(tx, "email.verification_requested", { accountId: own.id });
    await recordAudit(tx, call, { action: "email.changed", actorId: own.id, accountId: own.id });
    return email;
  }
  if (!change.sendsMail) change.fail("no_mail");
  if (await isEmailTaken(tx, email, own.id)) change.fail("email_taken");
  await requestEmailChange(tx, call, own, email);
  return undefined;
}

async function settlePassword(tx: Tx, { id }: Own, { call, viewer }: OwnChange): Promise<void> {
  await deleteSessions(tx, id, viewer.sessionId);
  await dropLinks(tx, id);
  await append(tx, "notice.due", { accountId: id, to: null, about: "password_changed" });
  await recordAudit(tx, call, { action: "password.changed", actorId: id, accountId: id });
}

/**
 * Makes an owner's changes, with all that follows from a new address or password.
 * @throws a broken uniqueness of `account_username_key` or `account_email_key`.
 */
export async function applyOwnChange(tx: Tx, change: OwnChange) {
  const own = await lockAccount(tx, change.viewer.id);
  const changes = { ...change.changes, email: await settleEmail(tx, own, change) };
  if (Object.values(changes).every((value) => value === undefined)) return own;
  const account = await updateAccount(tx, own.id, changes);
  if (changes.passwordHash !== undefined) await settlePassword(tx, own, change);
  return account;
}
