import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** Account of an authenticator app, and its credential version. */
export interface TotpOwner {
  readonly id: number;
  readonly credentialVersion: number;
}

/**
 * Starts the setup of an authenticator app, in place of an unconfirmed one.
 * @returns false when one is confirmed already.
 */
export const beginTotp = async (tx: Db, { id, credentialVersion }: TotpOwner, sealedSecret: string): Promise<boolean> =>
  (await tx
    .insertInto("totp")
    .values({ account_id: id, sealed_secret: sealedSecret, credential_version: credentialVersion })
    .onConflict((conflict) =>
      conflict
        .column("account_id")
        .doUpdateSet({ sealed_secret: sealedSecret, credential_version: credentialVersion, created_at: sql`now()` })
        .where("totp.confirmed_at", "is", null),
    )
    .returning("account_id")
    .executeTakeFirst()) !== undefined;

export const findBegunTotp = (db: Db, { id, credentialVersion }: TotpOwner) =>
  db
    .selectFrom("totp")
    .select("sealed_secret")
    .where("account_id", "=", id)
    .where("credential_version", "=", credentialVersion)
    .where("confirmed_at", "is", null)
    .executeTakeFirst();

/**
 * Confirms an authenticator app after a valid code.
 * @returns false when it was replaced meanwhile, or is confirmed already.
 */
export async function confirmTotp(tx: Db, accountId: number, sealedSecret: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("totp")
    .set({ confirmed_at: sql`now()`, last_step: step })
    .where("account_id", "=", accountId)
    .where("sealed_secret", "=", sealedSecret)
    .where("confirmed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether one was confirmed. */
export async function deleteTotp(tx: Db, accountId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("totp")
    .where("account_id", "=", accountId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
