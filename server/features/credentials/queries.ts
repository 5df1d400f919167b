import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** The session that changes credentials, as it was at the session lookup. */
export interface Caller {
  readonly id: number;
  readonly sessionId: string;
  readonly credentialVersion: number;
}

const callerAccount = (tx: Db, { id, sessionId, credentialVersion }: Caller) =>
  tx
    .selectFrom("account")
    .select(["id", "username", "email", "bio", "image", "email_verified_at", "credential_version"])
    .where("id", "=", id)
    .where("credential_version", "=", credentialVersion)
    .where("suspended_at", "is", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("session")
          .select("session.id")
          .where("session.id", "=", sessionId)
          .whereRef("account_id", "=", "account.id"),
      ),
    );

/**
 * Locks an account until the transaction ends, which serializes changes of its credentials.
 * @returns `undefined` when the session ended, or the account's credentials changed, since the session lookup.
 */
export const lockCallerForChange = (tx: Db, caller: Caller) =>
  callerAccount(tx, caller).forNoKeyUpdate().executeTakeFirst();

/**
 * As {@link lockCallerForChange}, for a transaction that deletes the account. A weaker lock would have to be upgraded by the deletion,
 * which deadlocks with every running call that refers to the account and then changes its counts.
 */
export const lockCallerForDeletion = (tx: Db, caller: Caller) =>
  callerAccount(tx, caller).forUpdate().executeTakeFirst();

/**
 * Locks an account until the transaction ends.
 * @returns whether it has this credential version and is not suspended.
 */
export const lockUnchanged = async (tx: Db, id: number, credentialVersion: number): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where("credential_version", "=", credentialVersion)
    .where("suspended_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst()) !== undefined;

/** Condition on `account`: its credentials are unchanged since that moment. */
export const areUnchangedSince = (moment: string) =>
  sql<boolean>`coalesce(account.credentials_changed_at <= ${moment}::timestamptz, true)`;

/** Increments an account's credential version and locks the account. @returns the new version. */
export const raiseVersion = async (tx: Db, accountId: number): Promise<number> =>
  (
    await tx
      .updateTable("account")
      .set({
        credential_version: sql`credential_version + 1`,
        // The current time, after all lock waits of this transaction; truncated, so that it is never in the future.
        credentials_changed_at: sql`date_trunc('milliseconds', clock_timestamp())`,
      })
      .where("id", "=", accountId)
      .returning("credential_version")
      .executeTakeFirstOrThrow()
  ).credential_version;

/** Days during which additions and changes to an account can be undone by mail. Older ones are established. */
export const recentDays = 7;

export const findAddress = (db: Db, id: number) =>
  db.selectFrom("account").select(["email", "username"]).where("id", "=", id).executeTakeFirst();

/** Sessions to end: all, none, only one, or all but one. */
export type EndedSessions = "all" | "none" | { readonly only: string } | { readonly allBut: string };

/** @returns the number of ended sessions. */
export async function deleteSessions(tx: Db, accountId: number, ended: EndedSessions): Promise<number> {
  if (ended === "none") return 0;
  let sessions = tx.deleteFrom("session").where("account_id", "=", accountId);
  if (typeof ended === "object")
    sessions = "only" in ended ? sessions.where("id", "=", ended.only) : sessions.where("id", "<>", ended.allBut);
  return Number((await sessions.executeTakeFirst()).numDeletedRows);
}

/** Moves the remaining sessions to the new version; a session of a still older version stays revoked. */
export const keepSessions = (tx: Db, accountId: number, version: number) =>
  tx
    .updateTable("session")
    .set({ credential_version: version })
    .where("account_id", "=", accountId)
    .where("credential_version", "=", version - 1)
    .execute();

/** Deletes pending mail links and an unconfirmed authenticator app. */
export async function deletePending(tx: Db, accountId: number): Promise<void> {
  await tx.deleteFrom("mail_token").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("totp").where("account_id", "=", accountId).where("confirmed_at", "is", null).execute();
}
