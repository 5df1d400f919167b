import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

const own = ["id", "username", "email", "bio", "image"] as const;

/** Values of a new account. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Columns that an account's owner may change. */
export interface AccountChanges {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly passwordHash?: string | undefined;
  readonly bio?: string | null | undefined;
  readonly image?: string | null | undefined;
}

/** @throws a unique violation of `account_username_key` or `account_email_key`. */
export const insertAccount = (db: Db, { username, email, passwordHash }: NewAccount) =>
  db
    .insertInto("account")
    .values({ username, email, password_hash: passwordHash })
    .returning([...own, "credential_version"])
    .executeTakeFirstOrThrow();

export const findAccount = (db: Db, id: number) =>
  db.selectFrom("account").select(own).where("id", "=", id).executeTakeFirstOrThrow();

export const findByEmail = (db: Db, email: string) =>
  db
    .selectFrom("account")
    .select([...own, "password_hash", "suspended_at", "credential_version"])
    .where(({ eb, fn, val }) => eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])))
    .executeTakeFirst();

/** @throws as {@link insertAccount}. */
export const updateAccount = (db: Db, id: number, changes: AccountChanges) =>
  db
    .updateTable("account")
    .set({
      // Kysely omits undefined columns; the id keeps the statement valid when nothing changes.
      username: changes.username,
      email: changes.email,
      password_hash: changes.passwordHash,
      // A new address is unverified.
      ...(changes.email !== undefined && {
        email_verified_at: sql<
          string | null
        >`case when lower(email) = lower(${changes.email}) then email_verified_at end`,
      }),
      bio: changes.bio,
      image: changes.image,
    })
    .where("id", "=", id)
    .returning(own)
    .executeTakeFirstOrThrow();

/** Marks the account's address as verified. */
export const markVerified = (tx: Db, id: number) =>
  tx
    .updateTable("account")
    .set({ email_verified_at: sql<string>`coalesce(email_verified_at, now())` })
    .where("id", "=", id)
    .execute();

/** Whether another account has the address, or gave it up recently and may restore it. */
export const isEmailTaken = async (db: Db, email: string, exceptId?: number): Promise<boolean> =>
  (await db
    .selectFrom("account")
    .select("id")
    .where(({ eb, or, and, fn, val }) =>
      or([
        eb(fn("lower", ["email"]), "=", fn("lower", [val(email)])),
        and([
          eb(fn("lower", ["previous_email"]), "=", fn("lower", [val(email)])),
          eb("previous_email_until", ">", sql<string>`now()`),
        ]),
      ]),
    )
    .$if(exceptId !== undefined, (query) => query.where("id", "<>", exceptId ?? 0))
    .executeTakeFirst()) !== undefined;

/** Deletes an account with all its data. @returns its user name. */
export const deleteAccount = (tx: Db, id: number) =>
  tx.deleteFrom("account").where("id", "=", id).returning(["email", "username"]).executeTakeFirst();
