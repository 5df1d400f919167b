import { sql } from "kysely";
import { type AuthenticationMethod, compiledOnce, type Db } from "../../database/index.ts";

export const idleDays = 14;
export const absoluteDays = 90;
const maxPerAccount = 100;

/** How long a proof of who one is opens what asks for a fresh session. */
export const freshMinutes = 10;

/** Of a `session`: neither idle nor open for too long. */
export const alive = sql<boolean>`
  session.last_used_at > now() - make_interval(days => ${sql.lit(idleDays)})
  and session.created_at > now() - make_interval(days => ${sql.lit(absoluteDays)})`;

/** Of a `session` with its `account`: the credentials it was opened by have not been revoked. */
export const isUnrevoked = sql<boolean>`session.credential_version = account.credential_version`;

/** Of a `session`: its owner proved who they are lately. */
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

/** Drops an account's dead sessions and, beyond a hundred, its oldest. */
export const trimSessions = (db: Db, accountId: number) =>
  db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where(({ eb, or, not, selectFrom }) =>
      or([
        not(alive),
        eb(
          "id",
          "in",
          selectFrom("session as newer")
            .select("newer.id")
            .where("newer.account_id", "=", accountId)
            .orderBy("newer.created_at", "desc")
            .orderBy("newer.id")
            .offset(maxPerAccount - 1),
        ),
      ]),
    )
    .execute();

/** The session and its account while it is alive. */
const living = compiledOnce((db, { id, keptIn }: { id: string; keptIn: "token" | "cookie" }) =>
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
    .where(alive),
);

export const findSession = async (db: Db, id: string, keptIn: "token" | "cookie") =>
  (await living(db, { id, keptIn })).at(0);

export const markUsed = (db: Db, id: string) =>
  db.updateTable("session").set({ last_used_at: sql`now()` }).where("id", "=", id).execute();

const shown = (db: Db, accountId: number) =>
  db
    .selectFrom("session")
    .select(["id", "kept_in", "app_id", "user_agent", "methods", "created_at", "last_used_at"])
    .select(expiresAt.as("expires_at"))
    .where("account_id", "=", accountId)
    .where(alive);

export const findShownSession = (db: Db, accountId: number, id: string) =>
  shown(db, accountId).where("id", "=", id).executeTakeFirst();

export const listSessions = (db: Db, accountId: number) =>
  shown(db, accountId).orderBy("created_at", "desc").orderBy("id").limit(maxPerAccount).execute();

/** @returns whether the account had such a session. */
export async function deleteSession(db: Db, accountId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What the account's password is checked against. */
export const findPasswordHash = async (db: Db, accountId: number): Promise<string | null> =>
  (await db.selectFrom("account").select("password_hash").where("id", "=", accountId).executeTakeFirst())
    ?.password_hash ?? null;

export interface Renewal {
  readonly id: string;
  /** Of its new token; of one that nobody was told for an app, whose access token changes instead. */
  readonly secretHash: Uint8Array;
  readonly methods: readonly AuthenticationMethod[];
}

/** Makes a session fresh. @returns how it is kept, `undefined` when it is no more. */
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

/** Gives a session another secret. @returns how it is kept, `undefined` when it is no more. */
export const replaceSecret = async (db: Db, id: string, secretHash: Uint8Array) =>
  (
    await db
      .updateTable("session")
      .set({ secret_hash: secretHash, last_used_at: sql`now()` })
      .where("id", "=", id)
      .returning("kept_in")
      .executeTakeFirst()
  )?.kept_in;
