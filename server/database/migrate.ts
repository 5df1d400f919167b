import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";
import { isLockTimeout, isRetryable, UnfitDatabase } from "./errors.ts";
import { describePlan, type MigrationPlan, type Migrations, planMigrations } from "./migration-plan.ts";
import type { Db, Tx } from "./schema.ts";

/** How to migrate; each may be left out. */
export interface MigrateOptions {
  /** Told what a person who reads the log should know. */
  readonly tell?: (line: string) => void;
  /** Instead of this release's own. */
  readonly known?: Migrations;
  /** How long a statement waits for a table in use; others that want the table wait behind it as long. */
  readonly lockTimeoutMs?: number;
  /** How long to wait for another process that migrates, and for tables in use, altogether. */
  readonly maxWaitMs?: number;
}

/** The lock that Kysely takes: a release that left it to Kysely is kept out as well. */
const lockKey = sql.lit("3853314791062309107");
const pauseMs = 250;
const defaultLockTimeoutMs = 2000;
const tellEveryMs = 60_000;

/** Lifts what a role is limited to, for this transaction alone. PostgreSQL before 17 has no `transaction_timeout`. */
async function liftLimits(tx: Tx, lockTimeoutMs: number): Promise<void> {
  await sql`
    select set_config(name, value, true)
      from (values
        ('statement_timeout', '0'),
        ('idle_in_transaction_session_timeout', '0'),
        ('transaction_timeout', '0'),
        ('lock_timeout', ${String(lockTimeoutMs)})
      ) wanted (name, value)
      where name in (select name from pg_settings)`.execute(tx);
}

/** Runs what is pending within a transaction. @returns `undefined` while another process migrates. */
export async function migrateWithin(
  tx: Tx,
  { known = migrations, lockTimeoutMs = defaultLockTimeoutMs }: MigrateOptions = {},
): Promise<MigrationPlan | undefined> {
  await liftLimits(tx, lockTimeoutMs);
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(${lockKey}::bigint) as got`.execute(tx);
  if (!rows[0]?.got) return undefined;
  const plan = await planMigrations(tx, known);
  // Kysely takes a database for corrupted that has more than it was told of.
  const foreign = Object.fromEntries(plan.foreign.map((name) => [name, { up: async () => {} }]));
  const provider = { getMigrations: () => Promise.resolve({ ...known, ...foreign }) };
  const { error } = await new Migrator({ db: tx, provider, allowUnorderedMigrations: true }).migrateToLatest();
  if (error !== undefined) throw error;
  return plan;
}

const inUse = "a table that a migration changes is in use; the migration is tried again";
const elsewhere = "another process migrates; this one waits for it";

/** Why to try again. @throws what another try does not help against. */
function asReason(error: unknown): string {
  if (isLockTimeout(error) || isRetryable(error)) return inUse;
  throw error;
}

/** Waits a moment between two tries and tells why, each minute anew. @returns a function that throws once that took too long. */
function createPause(tell: (line: string) => void, maxWaitMs: number): (reason: string) => Promise<void> {
  const beganMs = performance.now();
  let told = { reason: "", atMs: 0 };
  return async (reason) => {
    const nowMs = performance.now();
    if (nowMs - beganMs > maxWaitMs) throw new UnfitDatabase(`${reason} no longer, after ${maxWaitMs / 1000} s`);
    if (reason !== told.reason || nowMs - told.atMs > tellEveryMs) {
      tell(reason);
      told = { reason, atMs: nowMs };
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs * (1 + Math.random())));
  };
}

/**
 * Brings the schema up to date, in one transaction: several at once wait for each other, and each migration runs once, in the order
 * of names. Migrations of a newer release stay as they are. No limit of the role's cancels one; one that waits for a table in
 * use gives way after `lockTimeoutMs`, is rolled back and tried again.
 * @returns the names of the migrations it ran.
 * @throws {UnfitDatabase} when one ran that forbids this release, or the wait took too long; the error of the migration that
 * failed, and all of this run is rolled back.
 */
export async function migrate(db: Db, options: MigrateOptions = {}): Promise<readonly string[]> {
  const { tell = () => {}, known = migrations, maxWaitMs = 900_000 } = options;
  const attempt = () => db.transaction().execute((tx) => migrateWithin(tx, options));
  const pause = createPause(tell, maxWaitMs);
  for (;;) {
    // Without a lock: a process that has nothing to do waits for no other.
    const before = await planMigrations(db, known);
    const outcome = before.pending.length === 0 ? before : ((await attempt().catch(asReason)) ?? elsewhere);
    if (typeof outcome !== "string") {
      for (const line of describePlan(outcome)) tell(line);
      return outcome.pending;
    }
    await pause(outcome);
  }
}
