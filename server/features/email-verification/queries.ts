import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { areUnchangedSince, recentDays } from "../credentials/index.ts";

/** Purpose of a mail link. */
export type LinkPurpose = "verification" | "reset" | "change";

const lifetimeMinutes: Readonly<Record<LinkPurpose, number>> = { verification: 1440, reset: 60, change: 1440 };

/** Values of a new link. */
export interface NewLink {
  readonly accountId: number;
  readonly purpose: LinkPurpose;
  /** The address that it is sent to and valid for. */
  readonly email: string;
  readonly hash: Uint8Array;
  /** Credential version; the link is valid while the account has it. */
  readonly credentialVersion: number;
}

/** Stores a link in place of the account's older one for the same purpose. */
export async function storeLink(
  tx: Db,
  { accountId, purpose, email, hash, credentialVersion }: NewLink,
): Promise<void> {
  const link = {
    hash,
    email,
    credential_version: credentialVersion,
    expires_at: sql<string>`now() + make_interval(mins => ${lifetimeMinutes[purpose]})`,
  };
  await tx
    .insertInto("mail_token")
    .values({ ...link, account_id: accountId, purpose })
    .onConflict((conflict) => conflict.columns(["account_id", "purpose"]).doUpdateSet(link))
    .execute();
}

/** Owner of a valid link. */
export const findLink = (db: Db, purpose: LinkPurpose, hash: Uint8Array) =>
  db
    .selectFrom("mail_token")
    .select("account_id")
    .where("hash", "=", hash)
    .where("purpose", "=", purpose)
    .where("expires_at", ">", sql<string>`now()`)
    .executeTakeFirst();

/**
 * Deletes a valid link of a locked account, so that it cannot be used twice.
 * @returns its address, if it was still valid.
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

/** Locks an account until the transaction ends; `undefined` for one that is deleted or suspended. */
export const lockOwner = (tx: Db, id: number) =>
  tx
    .selectFrom("account")
    .select(ownerColumns)
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** Maximum delay of a link mail in hours, counted from its request. */
const maxDelayHours = 24;

/** Time and credential version of a mail request; without a version, the time decides. */
export interface MailRequest {
  readonly at: string;
  readonly credentialVersion?: number;
}

/**
 * As {@link lockOwner}, for the requester of a mail; `undefined` also for a request that is too old or was made under
 * other credentials.
 */
export const lockRequestingOwner = (tx: Db, id: number, { at, credentialVersion }: MailRequest) =>
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

/** @throws a unique violation of `account_email_key`. */
export const replaceEmail = (tx: Db, id: number, email: string) =>
  tx
    .updateTable("account")
    .set({
      email,
      email_verified_at: sql<string>`now()`,
      // Of several changes in a row, the first address stays stored: it preceded any attacker.
      previous_email: sql<string>`case when previous_email_until > now() then previous_email else email end`,
      previous_email_until: sql<string>`case when previous_email_until > now() then previous_email_until
        else now() + make_interval(days => ${sql.lit(recentDays)}) end`,
    })
    .where("id", "=", id)
    .execute();

/** Restores a recently replaced verified address. @throws as {@link replaceEmail}. */
export const restoreEmail = (tx: Db, id: number, email: string) =>
  tx
    .updateTable("account")
    .set({ email, email_verified_at: sql<string>`now()`, previous_email: null, previous_email_until: null })
    .where("id", "=", id)
    .execute();
