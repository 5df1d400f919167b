import { sql } from "kysely";
import { type AuthenticationMethod, compiledOnce, type Db } from "../../database/index.ts";

export const idleDays = 14;
export const absoluteDays = 90;
const maxSessions = 100;

/** Minutes after authentication during which a session counts as fresh. */
export const freshMinutes = 10;

/** Condition on `session`: neither idle nor open for too long. */
export const isUnexpired = sql<boolean>`
  session.last_used_at > now() - make_interval(days => ${sql.lit(idleDays)})
  and session.created_at > now() - make_interval(days => ${sql.lit(absoluteDays)})`;

/** Condition on `session` joined with `account`: its credentials have not been revoked. */
export const isUnrevoked = sql<boolean>`session.credential_version = account.credential_version`;

/** Condition on `session`: its user authenticated recently. */
export const isFresh = sql<boolean>`session.authenticated_at > now() - make_interval(mins => ${sql.lit(freshMinutes)})`;

const expiresAt = sql<string>`least(
  session.last_used_at + make_interval(days => ${sql.lit(idleDays)}),
  session.created_at + make_interval(days => ${sql.lit(absoluteDays)}))`;

export interface NewSession {
  readonly id: string;
  readonly accountId: number;
  readonly secretHash: Uint8Array;
  readonly keptIn: "token" | "cookie";
  readonly userAgent: string | null;
  readonly methods: readonly AuthenticationMethod[];
}

export const insertSession = (db: Db, session: NewSession) =>
  db
    .insertInto("session")
    .values({
      id: session.id,
      account_id: session.accountId,
      secret_hash: session.secretHash,
      kept_in: session.keptIn,
      user_agent: session.userAgent,
      methods: [...session.methods],
    })
    .execute();

/** Deletes an account's expired sessions and, beyond a hundred, its oldest. */
export const trimSessions = (db: Db, accountId: number) =>
  db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where(({ eb, or, not, selectFrom }) =>
      or([
        not(isUnexpired),
        eb(
          "id",
          "in",
          selectFrom("session as newer")
            .select("newer.id")
            .where("newer.account_id", "=", accountId)
            .orderBy("newer.created_at", "desc")
            .orderBy("newer.id")
            .offset(maxSessions - 1),
        ),
      ]),
    )
    .execute();

/** A valid session with its account. */
const validSession = compiledOnce((db, { id, keptIn }: { id: string; keptIn: "token" | "cookie" }) =>
  db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.secret_hash", "session.account_id", "account.username", "account.role"])
    .select("account.credential_version")
    .select(sql<boolean>`session.last_used_at < now() - interval '1 hour'`.as("unmarked"))
    .select(isFresh.as("fresh"))
    .where("session.id", "=", id)
    .where("session.kept_in", "=", keptIn)
    .where("account.suspended_at", "is", null)
    .where(isUnrevoked)
    .where(isUnexpired),
);

export const findSession = async (db: Db, id: string, keptIn: "token" | "cookie") =>
  (await validSession(db, { id, keptIn })).at(0);

const validSessionsById = compiledOnce((db, { ids }: { ids: readonly string[] }) =>
  db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select(["session.id", "session.account_id", "account.username", "account.role", "account.credential_version"])
    .select(isFresh.as("fresh"))
    .where("session.id", "=", sql<string>`any(${ids}::uuid[])`)
    .where("account.suspended_at", "is", null)
    .where(isUnrevoked)
    .where(isUnexpired),
);

/** Selects the sessions that are valid, with their accounts. */
export const listValidSessions = (db: Db, ids: readonly string[]) => validSessionsById(db, { ids });

export const markUsed = (db: Db, id: string) =>
  db.updateTable("session").set({ last_used_at: sql`now()` }).where("id", "=", id).execute();

/** The unexpired sessions of an account, as their owner sees them. */
const sessionDetails = (db: Db, accountId: number) =>
  db
    .selectFrom("session")
    .select(["id", "kept_in", "app_id", "user_agent", "methods", "created_at", "last_used_at"])
    .select(expiresAt.as("expires_at"))
    .where("account_id", "=", accountId)
    .where(isUnexpired);

export const findSessionDetails = (db: Db, accountId: number, id: string) =>
  sessionDetails(db, accountId).where("id", "=", id).executeTakeFirst();

export const listSessions = (db: Db, accountId: number) =>
  sessionDetails(db, accountId).orderBy("created_at", "desc").orderBy("id").limit(maxSessions).execute();

/** @returns whether the account had such a session. */
export async function deleteSession(db: Db, accountId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The password hash to verify against. */
export const findPasswordHash = async (db: Db, accountId: number): Promise<string | null> =>
  (await db.selectFrom("account").select("password_hash").where("id", "=", accountId).executeTakeFirst())
    ?.password_hash ?? null;

export interface Renewal {
  readonly id: string;
  /**
   * Hash of its new token; for an app, of a secret that is never handed out, since its access token changes instead.
   */
  readonly secretHash: Uint8Array;
  readonly methods: readonly AuthenticationMethod[];
}

/** Makes a session fresh. @returns its storage kind, `undefined` when it has ended. */
export const renew = async (db: Db, { id, secretHash, methods }: Renewal) =>
  (
    await db
      .updateTable("session")
      .set({
        secret_hash: secretHash,
        authenticated_at: sql`now()`,
        last_used_at: sql`now()`,
        methods: sql<string[]>`array(select distinct unnest(methods || ${[...methods]}::text[]))`,
      })
      .where("id", "=", id)
      .returning("kept_in")
      .executeTakeFirst()
  )?.kept_in;

/** Rotates a session's secret. @returns its storage kind, `undefined` when it has ended. */
export const replaceSecret = async (db: Db, id: string, secretHash: Uint8Array) =>
  (
    await db
      .updateTable("session")
      .set({ secret_hash: secretHash, last_used_at: sql`now()` })
      .where("id", "=", id)
      .returning("kept_in")
      .executeTakeFirst()
  )?.kept_in;
