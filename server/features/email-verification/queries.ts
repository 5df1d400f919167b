import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { areUnchangedSince, recentDays } from "../credentials/index.ts";

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
  /** What the account's credentials are; the link is good while they are the same. */
  readonly credentialVersion: number;
}

/** Makes a link good in place of the account's older one for the same purpose. */
export async function storeLink(
  tx: Db,
  { accountId, purpose, email, hash, credentialVersion }: NewLink,
): Promise<void> {
  const link = {
    hash,
    email,
    credential_version: credentialVersion,
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

/**
 * Takes a link of an account that is held out, so that nobody uses it a second time. @returns the address it is good for,
 * while it is.
 */
export const takeLink = async (
  tx: Db,
  purpose: LinkPurpose,
  hash: Uint8Array,
  credentialVersion: number,
): Promise<string | undefined> =>
  (
    await tx
      .deleteFrom("mail_token")
      .where("hash", "=", hash)
      .where("purpose", "=", purpose)
      .where("credential_version", "=", credentialVersion)
      .where("expires_at", ">", sql<string>`now()`)
      .returning("email")
      .executeTakeFirst()
  )?.email;

const ownerColumns = ["id", "username", "email", "email_verified_at", "credential_version"] as const;

/** Holds an account until the transaction ends; `undefined` for one that is gone or suspended. */
export const lockOwner = (tx: Db, id: number) =>
  tx
    .selectFrom("account")
    .select(ownerColumns)
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** How long a mail with a link may be late, counted from when it was asked for. */
const maxDelayHours = 24;

/** When, and under which credentials, a mail was asked for; without a version the moment tells them. */
export interface Asked {
  readonly at: string;
  readonly credentialVersion?: number;
}

/** As {@link lockOwner}, for who asked for a mail; `undefined` as well when that was too long ago, or under other credentials. */
export const lockAskingOwner = (tx: Db, id: number, { at, credentialVersion }: Asked) =>
  tx
    .selectFrom("account")
    .select(ownerColumns)
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .where(sql<boolean>`${at}::timestamptz > now() - make_interval(hours => ${sql.lit(maxDelayHours)})`)
    .where((eb) =>
      credentialVersion === undefined ? areUnchangedSince(at) : eb("credential_version", "=", credentialVersion),
    )
    .forNoKeyUpdate()
    .executeTakeFirst();

/** @throws a broken uniqueness of `account_email_key`. */
export const replaceEmail = (tx: Db, id: number, email: string) =>
  tx
    .updateTable("account")
    .set({
      email,
      email_verified_at: sql<string>`now()`,
      // Of several changes in a row the first address is kept: that one was there before any thief.
      previous_email: sql<string>`case when previous_email_until > now() then previous_email else email end`,
      previous_email_until: sql<string>`case when previous_email_until > now() then previous_email_until
        else now() + make_interval(days => ${sql.lit(recentDays)}) end`,
    })
    .where("id", "=", id)
    .execute();

/** Puts a verified address back that was left lately. @throws as {@link replaceEmail}. */
export const restoreEmail = (tx: Db, id: number, email: string) =>
  tx
    .updateTable("account")
    .set({ email, email_verified_at: sql<string>`now()`, previous_email: null, previous_email_until: null })
    .where("id", "=", id)
    .execute();
