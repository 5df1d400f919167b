import { type Insertable, sql } from "kysely";
import type { AccountTable, ArticleTable, Db, FavouriteTable, FollowTable } from "../server/database/index.ts";

// Any number that no other lock of the database uses.
const lockKey = 7_204_118;

/** Whether there is an account. */
export const hasAccounts = async (db: Db): Promise<boolean> =>
  (await db.selectFrom("account").select("id").limit(1).executeTakeFirst()) !== undefined;

/** `null` for an account without a password, and for none. */
export const findPasswordHash = async (db: Db, email: string): Promise<string | null> =>
  (await db.selectFrom("account").select("password_hash").where("email", "=", email).executeTakeFirst())
    ?.password_hash ?? null;

/** Waits for others who seed the same database, until the transaction ends. */
export const lockSeeding = (tx: Db) => sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);

export const insertAccounts = (tx: Db, rows: readonly Insertable<AccountTable>[]) =>
  tx.insertInto("account").values(rows).returning(["id", "username"]).execute();

export const insertFollows = (tx: Db, rows: readonly Insertable<FollowTable>[]) =>
  tx.insertInto("follow").values(rows).execute();

/** @returns ids and slugs; ids grow in the order of the rows. */
export const insertArticles = (tx: Db, rows: readonly Insertable<ArticleTable>[]) =>
  tx.insertInto("article").values(rows).returning(["id", "slug"]).execute();

export const insertFavorites = (tx: Db, rows: readonly Insertable<FavouriteTable>[]) =>
  tx.insertInto("favourite").values(rows).execute();
