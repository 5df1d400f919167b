import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** An authorization code. */
export interface NewCode {
  readonly hash: Uint8Array;
  /** The browser session that approved it. */
  readonly sessionId: string;
  readonly appId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  /** Credential version; the code is valid while the account has it. */
  readonly credentialVersion: number;
}

export const insertCode = (tx: Db, code: NewCode) =>
  tx
    .insertInto("authorization_code")
    .values({
      hash: code.hash,
      session_id: code.sessionId,
      app_id: code.appId,
      redirect_uri: code.redirectUri,
      challenge: code.challenge,
      credential_version: code.credentialVersion,
    })
    .execute();

const maxDeletedAtOnce = 100;

/** Deletes up to a hundred expired codes. */
export const deleteExpiredCodes = (db: Db) =>
  db
    .deleteFrom("authorization_code")
    .where("hash", "in", (eb) =>
      eb
        .selectFrom("authorization_code as old")
        .select("old.hash")
        .where("old.redeemed_at", "is", null)
        .where("old.expires_at", "<", sql<string>`now() - interval '1 minute'`)
        .orderBy("old.expires_at")
        .limit(maxDeletedAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .execute();

/** Takes a code, so that it can be used only once. */
export const takeCode = (db: Db, hash: Uint8Array) =>
  db
    .updateTable("authorization_code")
    .set({ taken_at: sql`now()` })
    .where("hash", "=", hash)
    .where("taken_at", "is", null)
    .where("expires_at", ">", sql<string>`now()`)
    .returning(["session_id", "app_id", "redirect_uri", "challenge", "credential_version"])
    .executeTakeFirst();

/** Stores the session that a code was redeemed for, so that a second use can end it. */
export const keepRedeemed = (tx: Db, hash: Uint8Array, sessionId: string) =>
  tx
    .updateTable("authorization_code")
    .set({ session_id: sessionId, redeemed_at: sql`clock_timestamp()` })
    .where("hash", "=", hash)
    .execute();

/** Finds a code that was redeemed before a request that arrived `sinceMs` ago, with its app session. */
export const findRedeemed = (db: Db, hash: Uint8Array, sinceMs: number) =>
  db
    .selectFrom("authorization_code")
    .innerJoin("session", "session.id", "authorization_code.session_id")
    .select(["session.account_id", "authorization_code.session_id", "authorization_code.app_id"])
    .select(["authorization_code.redirect_uri", "authorization_code.challenge"])
    .where("authorization_code.hash", "=", hash)
    .where(
      "authorization_code.redeemed_at",
      "<",
      sql<string>`clock_timestamp() - make_interval(secs => ${sinceMs} / 1000.0)`,
    )
    .executeTakeFirst();
