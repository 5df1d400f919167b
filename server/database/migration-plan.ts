import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { UnfitDatabase } from "./errors.ts";
import type { Db } from "./schema.ts";

/** Migrations by name, as `migrations/index.ts` lists them. */
export type Migrations = Readonly<Record<string, Migration>>;

/** What a release has to do on a database. */
export interface MigrationPlan {
  /** Names of those that have not run, in the order in which they will. */
  readonly pending: readonly string[];
  /** Names of those that ran and that this release does not have: a newer one, or another branch, brought them. */
  readonly foreign: readonly string[];
  /** Pending ones whose names come before the last that ran. */
  readonly late: readonly string[];
}

/** How the name of a migration ends on which releases without it cannot run. */
const noReturn = "_no_return";

/** Names of all that ran on a database, sorted. */
async function namesThatRan(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ is: boolean }>`select to_regclass('kysely_migration') is not null as is`.execute(db);
  if (!rows[0]?.is) return [];
  const ran = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return ran.rows.map(({ name }) => name).sort();
}

/**
 * Compares the migrations of this release with those that ran.
 * @throws {UnfitDatabase} when one ran that forbids releases without it.
 */
export async function planMigrations(db: Db, known: Migrations): Promise<MigrationPlan> {
  const ran = await namesThatRan(db);
  const pending = Object.keys(known)
    .filter((name) => !ran.includes(name))
    .sort();
  const foreign = ran.filter((name) => !Object.hasOwn(known, name));
  const barrier = foreign.find((name) => name.endsWith(noReturn));
  if (barrier !== undefined)
    throw new UnfitDatabase(`migration ${barrier} ran on it, and releases without it cannot; deploy one that has it`);
  const last = ran.at(-1) ?? "";
  return { pending, foreign, late: pending.filter((name) => name < last) };
}

/** What the log says of a plan beside what ran. */
export function describePlan({ foreign, late }: MigrationPlan): readonly string[] {
  const lines: string[] = [];
  if (foreign.length > 0)
    lines.push(`the database has migrations that this release lacks, as after going back: ${foreign.join(", ")}`);
  if (late.length > 0) lines.push(`migrations run after later ones that ran already: ${late.join(", ")}`);
  return lines;
}
