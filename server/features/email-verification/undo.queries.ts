import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { recentDays } from "../credentials/index.ts";

/** The undo link of a notice. */
export interface NewUndoLink {
  readonly hash: Uint8Array;
  readonly accountId: number;
  readonly email: string;
  readonly at: string;
}

/**
 * Stores a link for as long as its change can be undone, and deletes the account's expired ones.
 * @returns false when the change is too old.
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

export const findUndoLink = (tx: Db, hash: Uint8Array) =>
  tx
    .selectFrom("undo_link")
    .select(["account_id", "email"])
    .where("hash", "=", hash)
    .where("expires_at", ">", sql<string>`now()`)
    .executeTakeFirst();

/** Deletes all undo links of a locked account. @returns 0 when this one was used meanwhile. */
export async function deleteUndoLinks(tx: Db, accountId: number, hash: Uint8Array): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom("undo_link").where("hash", "=", hash).executeTakeFirst();
  await tx.deleteFrom("undo_link").where("account_id", "=", accountId).execute();
  return Number(numDeletedRows);
}

/** Whether the account replaced this address recently. */
export const isPreviousEmail = async (tx: Db, id: number, email: string): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where(({ eb, fn, val }) => eb(fn("lower", ["previous_email"]), "=", fn("lower", [val(email)])))
    .where("previous_email_until", ">", sql<string>`now()`)
    .executeTakeFirst()) !== undefined;
