import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** Names of the valid indexes of documents. */
export async function listIndexNames(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select index_class.relname as name from pg_index join pg_class index_class on index_class.oid = indexrelid
    where indrelid = 'document'::regclass and indisvalid`.execute(db);
  return rows.map(({ name }) => name);
}
