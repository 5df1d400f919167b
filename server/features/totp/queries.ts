import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** Whose authenticator app it is, under which credentials. */
export interface TotpOwner {
  readonly id: number;
  readonly credentialVersion: number;
}

/** Begins an authenticator app, in place of one that was not confirmed. @returns false when one is on. */
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

/** Turns on the authenticator app that a code was right for. @returns false when it is another by now, or on already. */
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

/** @returns whether one was on. */
export async function deleteTotp(tx: Db, accountId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("totp")
    .where("account_id", "=", accountId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
