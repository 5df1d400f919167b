import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** A page of all documents of an account, of any collection. */
export interface OwnedDocuments {
  readonly accountId: number;
  readonly limit: number;
  readonly beforeId: number | undefined;
}

/** For an account's export: newest first. */
export const listOwnDocuments = (db: Db, { accountId, limit, beforeId }: OwnedDocuments) =>
  db
    .selectFrom("document")
    .select(["id", "collection", "key", "version", sql<Record<string, unknown>>`body`.as("value")])
    .select(["created_at as createdAt", "updated_at as updatedAt"])
    .where("account_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
