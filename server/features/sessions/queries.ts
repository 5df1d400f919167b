import { sql } from "kysely";
import { type AuthenticationMethod, compiledOnce, type Db } from "../../database/index.ts";

export const idleDays = 14;
export const absoluteDays = 90;
const maxPerAccount = 100;

/** How long a proof of who one is opens what asks for a fresh session. */
export const freshMinutes = 10;

const alive = sql<boolean>`
  session.last_used_at > now() - make_interval(days => ${sql.lit(idleDays)})
  and session.created_at > now() - make_interval(days => ${sql.lit(absoluteDays)})`;

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
    .select(sql<boolean>`session.last_used_at < now() - interval '1 hour'`.as("unmarked"))
    .select(
      sql<boolean>`session.authenticated_at > now() - make_interval(mins => ${sql.lit(freshMinutes)})`.as("fresh"),
    )
    .where("session.id", "=", id)
    .where("session.kept_in", "=", keptIn)
    .where("account.suspended_at", "is", null)
    .where(alive),
);

export const findSession = async (db: Db, id: string, keptIn: "token" | "cookie") =>
  (await living(db, { id, keptIn })).at(0);

export const markUsed = (db: Db, id: string) =>
  db.updateTable("session").set({ last_used_at: sql`now()` }).where("id", "=", id).execute();

export const listSessions = (db: Db, accountId: number) =>
  db
    .selectFrom("session")
    .select(["id", "kept_in", "user_agent", "created_at", "last_used_at"])
    .select(expiresAt.as("expires_at"))
    .where("account_id", "=", accountId)
    .where(alive)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(maxPerAccount)
    .execute();

/** @returns whether the account had such a session. */
export async function deleteSession(db: Db, accountId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends all sessions of an account, but for one where its id is given. */
export const deleteSessions = (db: Db, accountId: number, exceptId?: string) =>
  db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .$if(exceptId !== undefined, (query) => query.where("id", "<>", exceptId ?? ""))
    .execute();
