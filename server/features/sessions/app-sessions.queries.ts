import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { isFresh, isUnexpired, isUnrevoked } from "./queries.ts";

/** Lifetime of an access token in seconds. */
export const accessSeconds = 900;

/**
 * Seconds during which a used refresh token gets the same response again, for any device: clients refresh concurrently.
 */
const graceSeconds = 10;

/** Hours during which its device gets it again, while no use of the new tokens shows that the response arrived. */
const lostResponseHours = 24;

const maxDeletedAtOnce = 20;

/** The session and account of a valid access token. */
const sessionByAccessToken = compiledOnce((db, { hash }: { hash: Uint8Array }) =>
  db
    .selectFrom("access_token")
    .innerJoin("session", "session.id", "access_token.session_id")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.id", "session.account_id", "account.username", "account.role"])
    .select(["account.credential_version", "access_token.proves_receipt_of"])
    .select(sql<boolean>`session.last_used_at < now() - interval '1 hour'`.as("unmarked"))
    .select(isFresh.as("fresh"))
    .where("access_token.hash", "=", hash)
    .where("access_token.expires_at", ">", sql<string>`now()`)
    .where("session.kept_in", "=", "app")
    .where("account.suspended_at", "is", null)
    .where(isUnrevoked)
    .where(isUnexpired),
);

export const findByAccessToken = async (db: Db, hash: Uint8Array) => (await sessionByAccessToken(db, { hash })).at(0);

/** Converts a token session to an app session. @returns false when the session has ended. */
export async function convertToAppSession(tx: Db, id: string, secretHash: Uint8Array): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("session")
    .set({ kept_in: "app", secret_hash: secretHash })
    .where("id", "=", id)
    .where("kept_in", "=", "token")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Locks the browser session that authorized an app, under its credential version, until the transaction ends. */
export const lockBrowserSession = (tx: Db, id: string, credentialVersion: number) =>
  tx
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.account_id", "session.methods", "session.authenticated_at"])
    .where("session.id", "=", id)
    .where("session.kept_in", "=", "cookie")
    .where("account.suspended_at", "is", null)
    .where("account.credential_version", "=", credentialVersion)
    .where(isUnrevoked)
    .where(isUnexpired)
    .forShare()
    .executeTakeFirst();

/** An app session authorized from a browser. */
export interface NewAppSession {
  readonly id: string;
  readonly accountId: number;
  readonly secretHash: Uint8Array;
  readonly appId: string;
  readonly userAgent: string | null;
  readonly methods: readonly string[];
  readonly authenticatedAt: string;
}

export const insertAppSession = (tx: Db, session: NewAppSession) =>
  tx
    .insertInto("session")
    .values({
      id: session.id,
      account_id: session.accountId,
      secret_hash: session.secretHash,
      kept_in: "app",
      app_id: session.appId,
      user_agent: session.userAgent,
      methods: [...session.methods],
      authenticated_at: session.authenticatedAt,
    })
    .execute();

/** The app session of one of its tokens, used or not. */
export const findAppByToken = (db: Db, hash: Uint8Array, appId: string) =>
  db
    .selectFrom("session")
    .select(["id", "account_id"])
    .where("app_id", "=", appId)
    .where(({ eb, selectFrom }) =>
      eb(
        "id",
        "in",
        selectFrom("refresh_token")
          .select("session_id")
          .where("hash", "=", hash)
          .unionAll(selectFrom("access_token").select("session_id").where("hash", "=", hash)),
      ),
    )
    .executeTakeFirst();

/** Locks the session of a refresh token until the transaction ends, which serializes its refreshes. */
export const lockFamily = (tx: Db, hash: Uint8Array) =>
  tx
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.id", "session.account_id", "session.app_id"])
    .where(({ eb, selectFrom }) =>
      eb("session.id", "=", selectFrom("refresh_token").select("session_id").where("hash", "=", hash)),
    )
    .where("session.kept_in", "=", "app")
    .where("account.suspended_at", "is", null)
    .where(isUnrevoked)
    .where(isUnexpired)
    .forUpdate("session")
    .executeTakeFirst();

/**
 * A refresh token of a locked family. `may_repeat`: clients may have refreshed concurrently, or the response to this
 * device was lost; in both cases its successor is unused.
 */
export const findRefreshToken = (tx: Db, hash: Uint8Array, device: Uint8Array) =>
  tx
    .selectFrom("refresh_token as used")
    .leftJoin("refresh_token as successor", "successor.hash", "used.successor_hash")
    .select(["used.used_at", "used.successor_salt"])
    .select(
      sql<boolean>`coalesce(successor.hash is not null and successor.used_at is null and (
        coalesce(used.answered_at, used.used_at) > now() - make_interval(secs => ${sql.lit(graceSeconds)})
        or (successor.received_at is null and used.device = ${device}
          and used.used_at > now() - make_interval(hours => ${sql.lit(lostResponseHours)}))), false)`.as("may_repeat"),
    )
    .select(sql<boolean>`successor.received_at is not null`.as("received"))
    .where("used.hash", "=", hash)
    .executeTakeFirst();

/** The successor of a refresh token. */
export interface Successor {
  readonly hash: Uint8Array;
  readonly salt: Uint8Array;
  /** Fingerprint of the requesting device. */
  readonly device: Uint8Array;
}

/** Marks a refresh token as used and stores its successor. */
export async function replaceRefreshToken(
  tx: Db,
  sessionId: string,
  hash: Uint8Array,
  successor: Successor,
): Promise<void> {
  await insertRefreshToken(tx, sessionId, successor.hash);
  await tx
    .updateTable("refresh_token")
    .set({
      used_at: sql`now()`,
      successor_hash: successor.hash,
      successor_salt: successor.salt,
      device: successor.device,
    })
    .where("hash", "=", hash)
    .execute();
}

/** Marks the response as sent again: concurrent requests with the same token get it too. */
export const markAnsweredAgain = (tx: Db, hash: Uint8Array) =>
  tx.updateTable("refresh_token").set({ answered_at: sql`now()` }).where("hash", "=", hash).execute();

/** Records that the response with this access token arrived. */
export async function markReceived(db: Db, accessHash: Uint8Array, refreshHash: Uint8Array): Promise<void> {
  await db
    .with("used", (cte) =>
      cte.updateTable("access_token").set({ proves_receipt_of: null }).where("hash", "=", accessHash),
    )
    .updateTable("refresh_token")
    .set({ received_at: sql`now()` })
    .where("hash", "=", refreshHash)
    .where("received_at", "is", null)
    .execute();
}

export const insertRefreshToken = (tx: Db, sessionId: string, hash: Uint8Array) =>
  tx.insertInto("refresh_token").values({ hash, session_id: sessionId }).execute();

/** Deletes up to `max` expired access tokens. */
const deleteExpiredAccessTokens = (db: Db, { max }: { readonly max: number }) =>
  db
    .deleteFrom("access_token")
    .where(({ eb, selectFrom }) =>
      eb(
        "hash",
        "in",
        selectFrom("access_token as old")
          .select("old.hash")
          .where("old.expires_at", "<=", sql<string>`now()`)
          .orderBy("old.expires_at")
          .limit(max)
          .forUpdate()
          .skipLocked(),
      ),
    )
    .execute();

/** An access token of a session. */
export interface NewAccessToken {
  readonly sessionId: string;
  readonly hash: Uint8Array;
  /** Hash of the refresh token whose response its first use confirms; `null` for the first access token. */
  readonly provesReceiptOf: Uint8Array | null;
}

/** Stores an access token and deletes some expired ones, so that the table stays small. */
export async function insertAccessToken(tx: Db, { sessionId, hash, provesReceiptOf }: NewAccessToken): Promise<void> {
  await deleteExpiredAccessTokens(tx, { max: maxDeletedAtOnce });
  await tx
    .insertInto("access_token")
    .values({
      hash,
      session_id: sessionId,
      proves_receipt_of: provesReceiptOf,
      expires_at: sql<string>`now() + make_interval(secs => ${sql.lit(accessSeconds)})`,
    })
    .execute();
}

/** Revokes an app's access tokens. */
export const deleteAccessTokens = (tx: Db, sessionId: string) =>
  tx.deleteFrom("access_token").where("session_id", "=", sessionId).execute();
