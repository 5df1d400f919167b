import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** Whose key it is; others may use the same one. */
export interface KeyScope {
  readonly principal: string;
  readonly key: string;
}

/** A call that carries a key. */
export interface KeyedCall extends KeyScope {
  /** Name of the procedure. */
  readonly procedure: string;
  /** Of the input, 32 bytes. */
  readonly fingerprint: Uint8Array;
}

/** How a key was found: held by a call that still runs, unused (and now the caller's), or used. */
export type KeyClaim = "running" | "fresh" | "used";

/**
 * Takes a key until the transaction ends, without ever waiting for another call that has it. The lock is what says
 * "running" at once, where the insert alone would wait for the other transaction; the key decides.
 */
export async function claimKey(tx: Db, call: KeyedCall, lifetimeMs: number): Promise<KeyClaim> {
  // A key has no space in it, so that one text stands for one pair.
  const { rows } = await sql<{ held: boolean; fresh: boolean }>`
    with lock as materialized (
      select pg_try_advisory_xact_lock(hashtextextended(${`${call.key} ${call.principal}`}, 8785)) as held
    ), fresh as (
      insert into idempotency_key as k (principal, key, procedure, fingerprint, expires_at)
      select ${call.principal}, ${call.key}, ${call.procedure}, ${call.fingerprint},
        now() + make_interval(secs => ${lifetimeMs / 1000})
      from lock where held
      on conflict (principal, key) do update set
        procedure = excluded.procedure, fingerprint = excluded.fingerprint, answer = null,
        created_at = excluded.created_at, expires_at = excluded.expires_at
      where k.expires_at <= now()
      returning k.key
    )
    select held, exists (select from fresh) as fresh from lock`.execute(tx);
  const [row] = rows;
  if (row?.held !== true) return "running";
  return row.fresh ? "fresh" : "used";
}

/** What a used key was used for. In a statement of its own, to see what was committed before the lock was had. */
export const findKey = (tx: Db, { principal, key }: KeyScope) =>
  tx
    .selectFrom("idempotency_key")
    .select(["procedure", "fingerprint", "answer"])
    .where("principal", "=", principal)
    .where("key", "=", key)
    .executeTakeFirst();

/** @returns how many rows took the answer: 1, or 0 for a key that was not claimed. */
export async function storeAnswer(tx: Db, { principal, key }: KeyScope, answer: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("idempotency_key")
    .set({ answer })
    .where("principal", "=", principal)
    .where("key", "=", key)
    .where("answer", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The owner of an account's keys. */
export const principalOf = (accountId: number): string => `account:${accountId}`;

/** Forgets all that was answered to an account's calls. */
export const deleteKeysOf = (tx: Db, principal: string) =>
  tx.deleteFrom("idempotency_key").where("principal", "=", principal).execute();

/** Deletes at most `max` keys whose time is over; call again while it answers `max`. @returns how many. */
export async function deleteExpiredKeys(db: Db, { max }: { readonly max: number }): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("idempotency_key")
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple("principal", "key"),
        "in",
        selectFrom("idempotency_key as old")
          .select(["old.principal", "old.key"])
          .where("old.expires_at", "<=", sql<string>`now()`)
          .orderBy("old.expires_at")
          .limit(max)
          .forUpdate()
          .skipLocked()
          .$asTuple("principal", "key"),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
