import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

/** Maximum number of valid keys per account. */
export const maxApiKeys = 20;

const listedColumns = ["id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"] as const;

export interface NewApiKey {
  readonly id: string;
  readonly accountId: number;
  readonly secretHash: Uint8Array;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresInDays: number;
}

/** Deletes expired keys of a locked account. @returns the number of valid ones. */
export async function countApiKeys(tx: Db, accountId: number): Promise<number> {
  await tx
    .deleteFrom("api_key")
    .where("account_id", "=", accountId)
    .where("expires_at", "<=", sql<string>`now()`)
    .execute();
  const { keys } = await tx
    .selectFrom("api_key")
    .select(({ fn }) => fn.countAll<number>().as("keys"))
    .where("account_id", "=", accountId)
    .executeTakeFirstOrThrow();
  return keys;
}

export const insertApiKey = (tx: Db, key: NewApiKey) =>
  tx
    .insertInto("api_key")
    .values({
      id: key.id,
      account_id: key.accountId,
      secret_hash: key.secretHash,
      prefix: key.prefix,
      name: key.name,
      scopes: [...key.scopes],
      expires_at: sql<string>`now() + make_interval(days => ${key.expiresInDays})`,
    })
    .returning(listedColumns)
    .executeTakeFirstOrThrow();

export const listApiKeys = (db: Db, accountId: number) =>
  db
    .selectFrom("api_key")
    .select(listedColumns)
    .where("account_id", "=", accountId)
    .where("expires_at", ">", sql<string>`now()`)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(maxApiKeys)
    .execute();

/** @returns whether the account had such a key. */
export async function deleteApiKey(db: Db, accountId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("api_key")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** A valid key with its account, unless that is suspended or deleted. */
const living = compiledOnce((db, { secretHash }: { secretHash: Uint8Array }) =>
  db
    .selectFrom("api_key")
    .innerJoin("account", "account.id", "api_key.account_id")
    .select(["api_key.id", "api_key.account_id", "api_key.scopes", "account.username", "account.role"])
    .select(sql<boolean>`coalesce(api_key.last_used_at < now() - interval '1 hour', true)`.as("unmarked"))
    .where("api_key.secret_hash", "=", secretHash)
    .where("api_key.expires_at", ">", sql<string>`now()`)
    .where("account.suspended_at", "is", null),
);

export const findApiKey = async (db: Db, secretHash: Uint8Array) => (await living(db, { secretHash })).at(0);

const stillLiving = compiledOnce((db, { ids }: { ids: readonly string[] }) =>
  db
    .selectFrom("api_key")
    .innerJoin("account", "account.id", "api_key.account_id")
    .select(["api_key.id", "api_key.account_id", "api_key.scopes", "account.username", "account.role"])
    .where("api_key.id", "=", sql<string>`any(${ids}::uuid[])`)
    .where("api_key.expires_at", ">", sql<string>`now()`)
    .where("account.suspended_at", "is", null),
);

/** Selects the keys that are valid, with their accounts. */
export const listLivingKeys = (db: Db, ids: readonly string[]) => stillLiving(db, { ids });

export const markKeyUsed = (db: Db, id: string) =>
  db.updateTable("api_key").set({ last_used_at: sql`now()` }).where("id", "=", id).execute();
