import { sql } from "kysely";
import { compiledOnce, type Db } from "../database/index.ts";

/** The address of a document, which only its owner reaches. */
export interface DocumentAddress {
  readonly collection: string;
  readonly accountId: number;
  readonly key: string;
}

/** The written columns of a document. */
export interface DocumentBody {
  readonly version: number;
  /** The value as JSON. */
  readonly body: string;
}

const storedColumns = ["key", "version", "revision", "body", "created_at", "updated_at"] as const;

const byKey = compiledOnce((db, { collection, accountId, key }: DocumentAddress) =>
  db
    .selectFrom("document")
    .select(storedColumns)
    .where("collection", "=", collection)
    .where("account_id", "=", accountId)
    .where("key", "=", key),
);

export const findDocument = async (db: Db, address: DocumentAddress) => (await byKey(db, address))[0];

/** Locks a document until the transaction ends, so that no other write comes between reading and writing it. */
export const lockDocument = (tx: Db, { collection, accountId, key }: DocumentAddress) =>
  tx
    .selectFrom("document")
    .select(storedColumns)
    .where("collection", "=", collection)
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirst();

/** Serializes the inserts of an account, so that its documents are counted exactly. */
export const lockOwner = (tx: Db, accountId: number) =>
  tx.selectFrom("account").select("id").where("id", "=", accountId).forNoKeyUpdate().executeTakeFirstOrThrow();

/** Counts an account's documents in a collection, up to a bound. */
export async function countDocuments(
  tx: Db,
  { collection, accountId }: Omit<DocumentAddress, "key">,
  max: number,
): Promise<number> {
  const { documents } = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom("document")
        .select("key")
        .where("collection", "=", collection)
        .where("account_id", "=", accountId)
        .limit(max)
        .as("own"),
    )
    .select(({ fn }) => fn.countAll<number>().as("documents"))
    .executeTakeFirstOrThrow();
  return documents;
}

export const insertDocument = (
  tx: Db,
  { collection, accountId, key }: DocumentAddress,
  { version, body }: DocumentBody,
) =>
  tx
    .insertInto("document")
    .values({ collection, account_id: accountId, key, version, body })
    .returning(storedColumns)
    .executeTakeFirstOrThrow();

export const updateDocument = (
  tx: Db,
  { collection, accountId, key }: DocumentAddress,
  { version, body }: DocumentBody,
) =>
  tx
    .updateTable("document")
    .set({
      version,
      body,
      revision: sql<number>`nextval('document_revision_seq')`,
      // Two changes within one millisecond still have two times.
      updated_at: sql<string>`greatest(clock_timestamp(), updated_at + interval '1 millisecond')`,
    })
    .where("collection", "=", collection)
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .returning(storedColumns)
    .executeTakeFirstOrThrow();

/** Deletes a document that is locked. */
export const deleteDocument = (tx: Db, { collection, accountId, key }: DocumentAddress) =>
  tx
    .deleteFrom("document")
    .where("collection", "=", collection)
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .execute();
