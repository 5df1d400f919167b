import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { areUnchangedSince } from "../credentials/index.ts";

export const maxPasskeys = 20;

const listedColumns = ["id", "name", "synced", "created_at", "last_used_at"] as const;

export const listPasskeys = (db: Db, accountId: number) =>
  db
    .selectFrom("passkey")
    .select([...listedColumns, "credential_id"])
    .where("account_id", "=", accountId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(maxPasskeys)
    .execute();

/** The WebAuthn user handle of an account; `fresh` for one that has none yet. */
export const userHandleOf = async (tx: Db, accountId: number, fresh: Uint8Array): Promise<Uint8Array> =>
  (
    await tx
      .insertInto("passkey_owner")
      .values({ account_id: accountId, user_handle: fresh })
      // A no-op update, so that the row is returned.
      .onConflict((conflict) =>
        conflict.column("account_id").doUpdateSet({ user_handle: sql`passkey_owner.user_handle` }),
      )
      .returning("user_handle")
      .executeTakeFirstOrThrow()
  ).user_handle;

/** A passkey to store. */
export interface PasskeyRow {
  readonly id: string;
  readonly accountId: number;
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isSynced: boolean;
  readonly name: string;
}

/** @throws a unique violation of `passkey_credential_id_key`. */
export const insertPasskey = (tx: Db, row: PasskeyRow) =>
  tx
    .insertInto("passkey")
    .values({
      id: row.id,
      account_id: row.accountId,
      credential_id: row.credentialId,
      public_key: row.publicKey,
      counter: row.counter,
      transports: [...row.transports],
      synced: row.isSynced,
      name: row.name,
    })
    .returning(listedColumns)
    .executeTakeFirstOrThrow();

/** @returns the passkey, if the account has it. */
export const renamePasskey = (tx: Db, accountId: number, id: string, name: string) =>
  tx
    .updateTable("passkey")
    .set({ name })
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .returning(listedColumns)
    .executeTakeFirst();

/** @returns whether the account had it. */
export async function deletePasskey(tx: Db, accountId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("passkey")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Locks an account until the transaction ends.
 * @returns `undefined` when it is suspended or its credentials changed since the ceremony started.
 */
export const holdActiveAccount = (tx: Db, { accountId, begunAt }: { accountId: number; begunAt: string }) =>
  tx
    .selectFrom("account")
    .select(["id", "username", "email", "bio", "image"])
    .where("id", "=", accountId)
    .where("suspended_at", "is", null)
    .where(areUnchangedSince(begunAt))
    .forNoKeyUpdate()
    .executeTakeFirst();
