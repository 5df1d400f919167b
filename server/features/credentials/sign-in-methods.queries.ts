import { sql } from "kysely";
import type { Db } from "../../database/index.ts";
import { recentDays } from "./queries.ts";

/** Deletes all second factors of an account. */
export async function deleteFactors(tx: Db, accountId: number): Promise<void> {
  await tx.deleteFrom("totp").where("account_id", "=", accountId).execute();
  // Cascades to its passkeys.
  await tx.deleteFrom("passkey_owner").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("recovery_code").where("account_id", "=", accountId).execute();
}

/** Deletes an account's password, linked identities, API keys and second factors. */
export async function deleteSignInMethods(tx: Db, accountId: number): Promise<void> {
  await deletePassword(tx, accountId);
  await tx.deleteFrom("identity").where("account_id", "=", accountId).execute();
  await tx.deleteFrom("api_key").where("account_id", "=", accountId).execute();
  await deleteFactors(tx, accountId);
}

const lately = sql<string>`now() - make_interval(days => ${sql.lit(recentDays)})`;

/** Removed credentials by kind. */
export interface RemovedSignInMethods {
  readonly identities: number;
  readonly apiKeys: number;
  readonly passkeys: number;
  readonly authenticators: number;
}

/** Deletes recently added credentials and second factors. */
export async function deleteRecentSignInMethods(tx: Db, accountId: number): Promise<RemovedSignInMethods> {
  const count = async (query: { executeTakeFirst: () => Promise<{ numDeletedRows: bigint }> }) =>
    Number((await query.executeTakeFirst()).numDeletedRows);
  const identities = tx.deleteFrom("identity").where("account_id", "=", accountId).where("created_at", ">", lately);
  const apiKeys = tx.deleteFrom("api_key").where("account_id", "=", accountId).where("created_at", ">", lately);
  const passkeys = tx.deleteFrom("passkey").where("account_id", "=", accountId).where("created_at", ">", lately);
  const authenticators = tx.deleteFrom("totp").where("account_id", "=", accountId).where("confirmed_at", ">", lately);
  const codes = tx.deleteFrom("recovery_code").where("account_id", "=", accountId).where("created_at", ">", lately);
  const removed = {
    identities: await count(identities),
    apiKeys: await count(apiKeys),
    passkeys: await count(passkeys),
    authenticators: await count(authenticators),
  };
  await codes.execute();
  return removed;
}

export const deletePassword = (tx: Db, accountId: number) =>
  tx.updateTable("account").set({ password_hash: null }).where("id", "=", accountId).execute();
