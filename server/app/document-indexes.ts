import { api } from "../../shared/index.ts";
import type { Db } from "../database/index.ts";
import { findMissingIndexes } from "../documents/index.ts";
import type { Log } from "../providers/log.ts";

/** Logs each index of a collection that no migration has made: lists by it read all of an account's documents. */
export async function warnAboutIndexes(db: Db, log: Log): Promise<void> {
  for (const missing of await findMissingIndexes(db, api)) log.warn("documents.index_missing", { ...missing });
}
