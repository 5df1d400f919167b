import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** What a link of a mail is for. */
export type LinkPurpose = "verification" | "reset" | "change";

const livesMinutes: Readonly<Record<LinkPurpose, number>> = { verification: 1440, reset: 60, change: 1440 };

/** A link that is made. */
export interface NewLink {
  readonly accountId: number;
  readonly purpose: LinkPurpose;
  /** The address it is sent to, and good for. */
  readonly email: string;
  readonly hash: Uint8Array;
}

/** Makes a link good in place of the account's older one for the same purpose. */
export async function storeLink(tx: Db, { accountId, purpose, email, hash }: NewLink): Promise<void> {
  const link = {
    hash,
    email,
    expires_at: sql<string>`now() + make_interval(mins => ${livesMinutes[purpose]})`,
  };
  await tx
    .insertInto("mail_token")
    .values({ ...link, account_id: accountId, purpose })
    .onConflict((conflict) => conflict.columns(["account_id", "purpose"]).doUpdateSet(link))
    .execute();
}

/** Whose link it is, while it is good. */
export const findLink = (db: Db, purpose: LinkPurpose, hash: Uint8Array) =>
  db
    .selectFrom("mail_token")
    .select("account_id")
    .where("hash", "=", hash)
    .where("purpose", "=", purpose)
    .where("expires_at", ">", sql<string>`now()`)
    .executeTakeFirst();

/** Takes a link out, so that nobody uses it a second time. @returns the address it is good for, while it is. */
export const takeLink = async (tx: Db, purpose: LinkPurpose, hash: Uint8Array): Promise<string | undefined> =>
  (
    await tx
      .deleteFrom("mail_token")
      .where("hash", "=", hash)
      .where("purpose", "=", purpose)
      .where("expires_at", ">", sql<string>`now()`)
      .returning("email")
      .executeTakeFirst()
  )?.email;

/** Holds an account until the transaction ends; `undefined` for one that is gone or suspended. */
export const lockOwner = (tx: Db, id: number) =>
  tx
    .selectFrom("account")
    .select(["id", "username", "email", "email_verified_at", "password_hash"])
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** @throws a broken uniqueness of `account_email_key`. */
export const replaceEmail = (tx: Db, id: number, email: string) =>
  tx.updateTable("account").set({ email, email_verified_at: sql<string>`now()` }).where("id", "=", id).execute();
