import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { UnfitDatabase } from "./errors.ts";
import type { Db } from "./schema.ts";

/** Migrations by name, as `migrations/index.ts` lists them. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Comparison of a release's migrations with those of a database. */
export interface MigrationPlan {
  /** Names of migrations that have not run, in execution order. */
  readonly pending: readonly string[];
  /** Names of executed migrations that this release lacks: from a newer release, or from another branch. */
  readonly foreign: readonly string[];
  /** Pending migrations whose names sort before the last executed one. */
  readonly late: readonly string[];
}

/** Name suffix of migrations that exclude releases without them. */
const noReturn = "_no_return";

/** Names of all executed migrations, sorted. */
async function namesThatRan(db: Db): Promise<readonly string[]> {
  // `to_regclass` would answer from the session's own catalog cache, which within a transaction may be older than the lock.
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from pg_class where relname = 'kysely_migration' and pg_table_is_visible(oid)
    ) as is`.execute(db);
  if (!rows[0]?.is) return [];
  const ran = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return ran.rows.map(({ name }) => name).sort();
}

/**
 * Compares the migrations of this release with the executed ones.
 * @throws {UnfitDatabase} when an executed migration excludes releases without it.
 */
export async function planMigrations(db: Db, known: Migrations): Promise<MigrationPlan> {
  const ran = await namesThatRan(db);
  const pending = Object.keys(known)
    .filter((name) => !ran.includes(name))
    .sort();
  const foreign = ran.filter((name) => !Object.hasOwn(known, name));
  const barrier = foreign.find((name) => name.endsWith(noReturn));
  if (barrier !== undefined)
    throw new UnfitDatabase(
      `migration ${barrier} has run, and releases without it cannot use this database; deploy a release that has it`,
    );
  const last = ran.at(-1) ?? "";
  return { pending, foreign, late: pending.filter((name) => name < last) };
}

/** Log lines about foreign and late migrations of a plan. */
export function describePlan({ foreign, late }: MigrationPlan): readonly string[] {
  const lines: string[] = [];
  if (foreign.length > 0)
    lines.push(`the database has migrations that this release lacks, as after a rollback: ${foreign.join(", ")}`);
  if (late.length > 0) lines.push(`migrations run after later ones that have already run: ${late.join(", ")}`);
  return lines;
}
