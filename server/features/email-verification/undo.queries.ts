import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { recentDays } from "../credentials/index.ts";

/** The undo link in the mail about a change of credentials. */
export interface NewUndoLink {
  readonly hash: Uint8Array;
  readonly accountId: number;
  readonly email: string;
  /** When the change was made. */
  readonly at: string;
}

/**
 * Stores a link that expires when its change can no longer be undone, and deletes the account's expired links.
 * @returns false when the change is already too old.
 */
export async function storeUndoLink(tx: Db, { hash, accountId, email, at }: NewUndoLink): Promise<boolean> {
  await tx
    .deleteFrom("undo_link")
    .where("account_id", "=", accountId)
    .where("expires_at", "<=", sql<string>`now()`)
    .execute();
  const { rows } = await sql`
    insert into undo_link (hash, account_id, email, expires_at)
    select ${hash}, ${accountId}, ${email}, ${at}::timestamptz + make_interval(days => ${sql.lit(recentDays)})
      where ${at}::timestamptz > now() - make_interval(days => ${sql.lit(recentDays)})
    on conflict (hash) do update set email = excluded.email
    returning account_id`.execute(tx);
  return rows.length > 0;
}

/** Finds an undo link that has not expired. */
export const findUndoLink = (tx: Db, hash: Uint8Array) =>
  tx
    .selectFrom("undo_link")
    .select(["account_id", "email"])
    .where("hash", "=", hash)
    .where("expires_at", ">", sql<string>`now()`)
    .executeTakeFirst();

/**
 * Deletes all undo links of an account whose row is locked.
 * @returns the number of links with this hash: 0 when another call has used it in the meantime.
 */
export async function deleteUndoLinks(tx: Db, accountId: number, hash: Uint8Array): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom("undo_link").where("hash", "=", hash).executeTakeFirst();
  await tx.deleteFrom("undo_link").where("account_id", "=", accountId).execute();
  return Number(numDeletedRows);
}

/** Whether this was the account's address until recently, so that an undo may restore it. */
export const isPreviousEmail = async (tx: Db, id: number, email: string): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where(({ eb, fn, val }) => eb(fn("lower", ["previous_email"]), "=", fn("lower", [val(email)])))
    .where("previous_email_until", ">", sql<string>`now()`)
    .executeTakeFirst()) !== undefined;
