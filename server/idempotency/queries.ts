import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** A key within its owner's namespace; other owners may use the same key. */
export interface KeyScope {
  readonly principal: string;
  readonly key: string;
}

/** A call with an idempotency key. */
export interface KeyedCall extends KeyScope {
  /** Procedure name. */
  readonly procedure: string;
  /** Fingerprint of the input, 32 bytes. */
  readonly fingerprint: Uint8Array;
}

/** Result of a claim: locked by a running call, claimed by this one, or used before. */
export type KeyClaim = "running" | "fresh" | "used";

/**
 * Claims a key until the transaction ends, without blocking. The advisory lock detects a running call at once, where
 * the insert alone would wait for the other transaction. The row's primary key decides.
 */
export async function claimKey(tx: Db, call: KeyedCall, lifetimeMs: number): Promise<KeyClaim> {
  // A key contains no space, so each text denotes one pair of key and principal.
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

/**
 * The call that a used key belongs to. A separate statement, so that its snapshot includes commits made before the lock
 * was acquired.
 */
export const findKey = (tx: Db, { principal, key }: KeyScope) =>
  tx
    .selectFrom("idempotency_key")
    .select(["procedure", "fingerprint", "answer"])
    .where("principal", "=", principal)
    .where("key", "=", key)
    .executeTakeFirst();

/** @returns the number of updated rows: 1, or 0 for a key that was not claimed. */
export async function storeResponse(tx: Db, { principal, key }: KeyScope, answer: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("idempotency_key")
    .set({ answer })
    .where("principal", "=", principal)
    .where("key", "=", key)
    .where("answer", "is", null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The key namespace of an account. */
export const principalOf = (accountId: number): string => `account:${accountId}`;

/** Deletes all stored responses of an account. */
export const deleteKeysOf = (tx: Db, principal: string) =>
  tx.deleteFrom("idempotency_key").where("principal", "=", principal).execute();

/** Deletes up to `max` expired keys; repeat while it returns `max`. @returns the number of deleted rows. */
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
