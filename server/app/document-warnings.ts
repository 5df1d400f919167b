import { collectionsOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { findMissingIndexes } from "../documents/index.ts";
import type { Services } from "../procedures/index.ts";
import type { Log } from "../providers/log.ts";

/**
 * Warns of what collections declare but the service lacks: an index that no migration has created, so that lists by it read all
 * of an account's documents, and Redis.
 */
export async function warnAboutDocuments({ db, redis }: Pick<Services, "db" | "redis">, log: Log): Promise<void> {
  for (const missing of await findMissingIndexes(db, api)) log.warn("documents.index_missing", { ...missing });
  if (redis !== null) return;
  for (const { name: collection, ttlSeconds } of collectionsOf(api))
    if (ttlSeconds !== undefined) log.warn("documents.store_missing", { collection });
}
