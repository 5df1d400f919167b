import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { areUnchangedSince } from "../credentials/index.ts";

/** Values of a starting sign-in. */
export interface NewTransaction {
  readonly stateHash: Uint8Array;
  readonly cookieHash: Uint8Array;
  readonly salt: Uint8Array;
  readonly provider: string;
  readonly returnTo: string;
  /** The session whose account the identity is to be linked to, under this credential version. */
  readonly session: { readonly id: string; readonly credentialVersion: number } | null;
}

export const insertTransaction = (db: Db, row: NewTransaction) =>
  db
    .insertInto("oauth_transaction")
    .values({
      state_hash: row.stateHash,
      cookie_hash: row.cookieHash,
      salt: row.salt,
      provider: row.provider,
      return_to: row.returnTo,
      session_id: row.session?.id ?? null,
      credential_version: row.session?.credentialVersion,
    })
    .execute();

const maxDeletedAtOnce = 100;
const lifetimeMinutes = 10;

/** Deletes up to a hundred expired sign-ins. */
export const deleteExpiredTransactions = (db: Db) =>
  db
    .deleteFrom("oauth_transaction")
    .where("state_hash", "in", (eb) =>
      eb
        .selectFrom("oauth_transaction as old")
        .select("old.state_hash")
        .where("old.expires_at", "<", sql<string>`now()`)
        .orderBy("old.expires_at")
        .limit(maxDeletedAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .execute();

/** Takes a sign-in out, so that it can be used only once. */
export const takeTransaction = (db: Db, stateHash: Uint8Array) =>
  db
    .deleteFrom("oauth_transaction")
    .where("state_hash", "=", stateHash)
    .returning(["cookie_hash", "salt", "provider", "return_to", "session_id", "credential_version"])
    .returning(sql<string>`expires_at - make_interval(mins => ${sql.lit(lifetimeMinutes)})`.as("begun_at"))
    .returning(sql<boolean>`expires_at > now()`.as("alive"))
    .executeTakeFirst();

/**
 * Locks an identity and its account until the transaction ends. `stale`: the account's credentials changed since the
 * sign-in started.
 */
export const lockIdentity = (tx: Db, issuer: string, subject: string, begunAt: string) =>
  tx
    .selectFrom("identity")
    .innerJoin("account", "account.id", "identity.account_id")
    .select(["identity.account_id", "account.suspended_at"])
    .select(sql<boolean>`not ${areUnchangedSince(begunAt)}`.as("stale"))
    .where("identity.issuer", "=", issuer)
    .where("identity.subject", "=", subject)
    .forUpdate()
    .executeTakeFirst();

/** Locks the account with an address until the transaction ends. */
export const lockByEmail = (tx: Db, email: string) =>
  tx
    .selectFrom("account")
    .select(["id", "email_verified_at", "suspended_at"])
    .where(({ eb, fn, val }) => eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])))
    .forUpdate()
    .executeTakeFirst();

/** @throws a unique violation of `account_username_key` or `account_email_key`. */
export const insertVerifiedAccount = (db: Db, username: string, email: string) =>
  db
    .insertInto("account")
    .values({ username, email, email_verified_at: sql<string>`now()` })
    .returning("id")
    .executeTakeFirstOrThrow();

/** An identity to link. */
export interface NewIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly accountId: number;
  readonly provider: string;
  readonly email: string | null;
}

/** @throws a unique violation of `identity_issuer_subject_key`. */
export const insertIdentity = (db: Db, row: NewIdentity) =>
  db
    .insertInto("identity")
    .values({
      issuer: row.issuer,
      subject: row.subject,
      account_id: row.accountId,
      provider: row.provider,
      email: row.email,
    })
    .execute();

/** Locks the session that started a link, under its credential version, until the transaction ends. */
export const lockLinkingSession = (tx: Db, id: string, credentialVersion: number) =>
  tx
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.account_id", "session.kept_in", "session.methods"])
    .where("session.id", "=", id)
    .where("account.suspended_at", "is", null)
    .where("account.credential_version", "=", credentialVersion)
    .where("session.credential_version", "=", credentialVersion)
    .forUpdate()
    .executeTakeFirst();

export const listIdentities = (db: Db, accountId: number) =>
  db
    .selectFrom("identity")
    .select(["id", "provider", "email", "created_at"])
    .where("account_id", "=", accountId)
    .orderBy("id")
    .limit(100)
    .execute();

/** @returns the unlinked identity, if the account had it. */
export const deleteIdentity = (db: Db, accountId: number, id: number) =>
  db
    .deleteFrom("identity")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .returning("provider")
    .executeTakeFirst();
