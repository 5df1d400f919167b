import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** The session that asks for a change of credentials, as it was when it was looked up. */
export interface Asker {
  readonly id: number;
  readonly sessionId: string;
  readonly credentialVersion: number;
}

/**
 * Holds an account until the transaction ends, so that its credentials change one by one.
 * @returns `undefined` when the session ended, or the account's credentials changed, since the caller was recognised.
 */
export const lockAsker = (tx: Db, { id, sessionId, credentialVersion }: Asker) =>
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
    )
    .forNoKeyUpdate()
    .executeTakeFirst();

/** Holds an account until the transaction ends. @returns whether its credentials are still those of that version, and it is not suspended. */
export const lockUnchanged = async (tx: Db, id: number, credentialVersion: number): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where("credential_version", "=", credentialVersion)
    .where("suspended_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst()) !== undefined;

/** Of an `account`: its credentials are the same as at that moment. */
export const areUnchangedSince = (moment: string) =>
  sql<boolean>`coalesce(account.credentials_changed_at <= ${moment}::timestamptz, true)`;

/** Raises an account's credential version and holds the account. @returns the new one. */
export const raiseVersion = async (tx: Db, accountId: number): Promise<number> =>
  (
    await tx
      .updateTable("account")
      .set({
        credential_version: sql`credential_version + 1`,
        // The moment itself, which is after all that this transaction waited for; not rounded into the future.
        credentials_changed_at: sql`date_trunc('milliseconds', clock_timestamp())`,
      })
      .where("id", "=", accountId)
      .returning("credential_version")
      .executeTakeFirstOrThrow()
  ).credential_version;

/** For so long what was added to an account, or changed of it, can be undone by mail. After that it is established. */
export const recentDays = 7;

export const findAddress = (db: Db, id: number) =>
  db.selectFrom("account").select(["email", "username"]).where("id", "=", id).executeTakeFirst();

/** Which sessions end with what is pending: all, none, one, or all but one. */
export type EndedSessions = "all" | "none" | { readonly only: string } | { readonly allBut: string };

/** @returns how many there were. */
export async function deleteSessions(tx: Db, accountId: number, ended: EndedSessions): Promise<number> {
  if (ended === "none") return 0;
  let sessions = tx.deleteFrom("session").where("account_id", "=", accountId);
  if (typeof ended === "object")
    sessions = "only" in ended ? sessions.where("id", "=", ended.only) : sessions.where("id", "<>", ended.allBut);
  return Number((await sessions.executeTakeFirst()).numDeletedRows);
}

/** Sessions that stay go on under the new version; one that was opened under a still older one does not. */
export const keepSessions = (tx: Db, accountId: number, version: number) =>
  tx
    .updateTable("session")
    .set({ credential_version: version })
    .where("account_id", "=", accountId)
    .where("credential_version", "=", version - 1)
    .execute();

/** Links of mails, and an authenticator app that was not confirmed. */
export async function deletePending(tx: Db, accountId: number): Promise<void> {
  await tx.deleteFrom("mail_token").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("totp").where("account_id", "=", accountId).where("confirmed_at", "is", null).execute();
}
