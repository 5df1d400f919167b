import { Migrator } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";
import type { Db } from "./schema.ts";

/**
 * Brings the schema up to date; several at once wait for each other, and each migration runs once.
 * @returns the names of the migrations it ran.
 * @throws the error of the migration that failed; all of this run is rolled back.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}
