import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** Second factors of an account. */
export const findFactors = (db: Db, accountId: number) =>
  db
    .selectNoFrom(({ exists, selectFrom, fn }) => [
      exists(
        selectFrom("totp")
          .select("totp.account_id")
          .where("totp.account_id", "=", accountId)
          .where("totp.confirmed_at", "is not", null),
      )
        .$castTo<boolean>()
        .as("totp"),
      selectFrom("passkey")
        .select(fn.countAll<number>().as("count"))
        .where("passkey.account_id", "=", accountId)
        .$asScalar()
        .$notNull()
        .as("passkeys"),
      selectFrom("recovery_code")
        .select(fn.countAll<number>().as("count"))
        .where("recovery_code.account_id", "=", accountId)
        .$asScalar()
        .$notNull()
        .as("recoveryCodes"),
    ])
    .executeTakeFirstOrThrow();

/** Whether a locked account can still sign in: by password, identity provider or passkey. */
export const hasSignInMethod = async (tx: Db, accountId: number): Promise<boolean> =>
  (await tx
    .selectFrom("account")
    .select("id")
    .where("id", "=", accountId)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb("password_hash", "is not", null),
        exists(selectFrom("identity").select("identity.id").whereRef("identity.account_id", "=", "account.id")),
        exists(selectFrom("passkey").select("passkey.id").whereRef("passkey.account_id", "=", "account.id")),
      ]),
    )
    .executeTakeFirst()) !== undefined;

/** The confirmed authenticator app of an account. */
export const findTotp = (db: Db, accountId: number) =>
  db
    .selectFrom("totp")
    .select(["sealed_secret", "last_step"])
    .where("account_id", "=", accountId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();

/** A TOTP time step that was used. */
export interface UsedStep {
  readonly step: number;
  /** The stored secret that the code was verified against. */
  readonly sealedSecret: string;
  /** The same secret as stored from now on. */
  readonly resealedSecret: string;
}

/** Uses up a time step. @returns false for a replay of this or an earlier step, or when the secret changed. */
export async function useStep(tx: Db, accountId: number, used: UsedStep): Promise<boolean> {
  const { step, sealedSecret, resealedSecret } = used;
  const { numUpdatedRows } = await tx
    .updateTable("totp")
    .set({ last_step: step, sealed_secret: resealedSecret })
    .where("account_id", "=", accountId)
    .where("sealed_secret", "=", sealedSecret)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export const hasRecoveryCode = async (db: Db, accountId: number, hash: Uint8Array): Promise<boolean> =>
  (await db
    .selectFrom("recovery_code")
    .select("account_id")
    .where("account_id", "=", accountId)
    .where("hash", "=", hash)
    .executeTakeFirst()) !== undefined;

/** Uses up a recovery code. @returns false when it is already used. */
export async function useRecoveryCode(tx: Db, accountId: number, hash: Uint8Array): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("recovery_code")
    .where("account_id", "=", accountId)
    .where("hash", "=", hash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export const insertRecoveryCodes = (tx: Db, accountId: number, hashes: readonly Uint8Array[]) =>
  tx
    .insertInto("recovery_code")
    .values(hashes.map((hash) => ({ account_id: accountId, hash })))
    .execute();

export const deleteRecoveryCodes = (tx: Db, accountId: number) =>
  tx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();

/** A passkey registration or sign-in. */
export interface NewCeremony {
  readonly hash: Uint8Array;
  /** The only session that may finish it, under this credential version; `null` for a sign-in. */
  readonly session: { readonly id: string; readonly credentialVersion: number } | null;
}

export const insertCeremony = (tx: Db, { hash, session }: NewCeremony) =>
  tx
    .insertInto("passkey_ceremony")
    .values({ hash, session_id: session?.id ?? null, credential_version: session?.credentialVersion })
    .execute();

const lifetimeMinutes = 5;

const maxDeletedAtOnce = 100;

/** Deletes up to a hundred expired ceremonies. */
export const deleteExpiredCeremonies = (tx: Db) =>
  tx
    .deleteFrom("passkey_ceremony")
    .where("hash", "in", (eb) =>
      eb
        .selectFrom("passkey_ceremony as old")
        .select("old.hash")
        .where("old.expires_at", "<", sql<string>`now()`)
        .orderBy("old.expires_at")
        .limit(maxDeletedAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .execute();

/** Takes a ceremony out, so that it can be used only once. */
export const takeCeremony = (db: Db, hash: Uint8Array) =>
  db
    .deleteFrom("passkey_ceremony")
    .where("hash", "=", hash)
    .returning(["session_id", "credential_version"])
    .returning(sql<string>`expires_at - make_interval(mins => ${sql.lit(lifetimeMinutes)})`.as("begun_at"))
    .returning(sql<boolean>`expires_at > now()`.as("alive"))
    .executeTakeFirst();

export const findByCredential = (db: Db, credentialId: Uint8Array) =>
  db
    .selectFrom("passkey")
    .innerJoin("passkey_owner", "passkey_owner.account_id", "passkey.account_id")
    .select(["passkey.id", "passkey.account_id", "passkey.public_key", "passkey.counter", "passkey_owner.user_handle"])
    .where("passkey.credential_id", "=", credentialId)
    .executeTakeFirst();

/**
 * Marks a passkey as used.
 * @returns false when it was deleted, or its counter did not increase, which indicates a cloned authenticator
 * (WebAuthn, section 6.1.1). Passkeys without a counter stay at 0.
 */
export async function usePasskey(tx: Db, id: string, counter: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("passkey")
    .set({ counter, last_used_at: sql`now()` })
    .where("id", "=", id)
    .where("counter", counter === 0 ? "=" : "<", counter)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
