import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";
import { pause } from "../concurrency/pause.ts";
import { isLockTimeout, isRetryable, UnfitDatabase } from "./errors.ts";
import { describePlan, type MigrationPlan, type Migrations, planMigrations } from "./migration-plan.ts";
import type { Db, Tx } from "./schema.ts";

/** Options of a migration run, all optional. */
export interface MigrateOptions {
  /** Receives log lines for operators. */
  readonly report?: (line: string) => void;
  /** Replaces this release's migrations. */
  readonly known?: Migrations;
  /** Lock timeout of a statement. Other statements on the table queue behind it for as long. */
  readonly lockTimeoutMs?: number;
  /** Total timeout of waiting for another migrating process and for locked tables. */
  readonly maxWaitMs?: number;
}

/** Kysely's advisory lock key, so that releases which lock by Kysely are excluded too. */
const lockKey = sql.lit("3853314791062309107");
const pauseMs = 250;
const defaultLockTimeoutMs = 2000;
const reportIntervalMs = 60_000;

/** Overrides timeouts of the role for this transaction. PostgreSQL before 17 has no `transaction_timeout`. */
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

/**
 * Creates the tables in which Kysely records migrations. Kysely would create them too, but it looks for them in all schemas,
 * finding those of another application in the same database, and when it may not create them it looks again in the aborted
 * transaction, whose error hides the reason.
 */
async function createRecords(tx: Tx): Promise<void> {
  const { rows } = await sql<{ missing: boolean }>`
    select not exists (
      select from pg_class where relname = 'kysely_migration' and pg_table_is_visible(oid)
    ) as missing`.execute(tx);
  if (!rows[0]?.missing) return;
  await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(tx);
  await sql`create table if not exists kysely_migration_lock (
    id varchar(255) primary key, is_locked integer not null default 0)`.execute(tx);
}

/** Runs pending migrations within a transaction. @returns `undefined` while another process migrates. */
export async function migrateWithin(
  tx: Tx,
  { known = migrations, lockTimeoutMs = defaultLockTimeoutMs }: MigrateOptions = {},
): Promise<MigrationPlan | undefined> {
  await liftLimits(tx, lockTimeoutMs);
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(${lockKey}::bigint) as got`.execute(tx);
  if (!rows[0]?.got) return undefined;
  const plan = await planMigrations(tx, known);
  if (plan.pending.length > 0) await createRecords(tx);
  // Kysely rejects a database with unknown migrations as corrupted, so foreign ones are declared.
  const foreign = Object.fromEntries(plan.foreign.map((name) => [name, { up: async () => {} }]));
  const provider = { getMigrations: () => Promise.resolve({ ...known, ...foreign }) };
  const { error } = await new Migrator({ db: tx, provider, allowUnorderedMigrations: true }).migrateToLatest();
  if (error !== undefined) throw error;
  return plan;
}

const inUse = "a table that a migration changes is locked; retrying the migration";
const elsewhere = "another process is migrating; waiting for it";

/** Reason for a retry. @throws errors that are not retryable. */
function asReason(error: unknown): string {
  if (isLockTimeout(error) || isRetryable(error)) return inUse;
  throw error;
}

/** Creates a wait between retries, with jitter; logs the reason once a minute. It throws after `maxWaitMs`. */
function createWait(report: (line: string) => void, maxWaitMs: number): (reason: string) => Promise<void> {
  const beganMs = performance.now();
  let last = { reason: "", atMs: 0 };
  return async (reason) => {
    const nowMs = performance.now();
    if (nowMs - beganMs > maxWaitMs) throw new UnfitDatabase(`${reason}: gave up after ${maxWaitMs / 1000} s`);
    if (reason !== last.reason || nowMs - last.atMs > reportIntervalMs) {
      report(reason);
      last = { reason, atMs: nowMs };
    }
    await pause(pauseMs * (1 + Math.random()));
  };
}

/**
 * Migrates the schema to this release in one transaction. Concurrent runs are serialized; each migration runs once, in the
 * order of names. Migrations of a newer release are left alone. Timeouts of the role do not apply. After `lockTimeoutMs` of
 * waiting for a locked table, the run is rolled back and retried.
 * @returns the names of the executed migrations.
 * @throws {UnfitDatabase} when an executed migration excludes this release, or after `maxWaitMs`; the error of a failed
 * migration, which rolls back the whole run.
 */
export async function migrate(db: Db, options: MigrateOptions = {}): Promise<readonly string[]> {
  const { report = () => {}, known = migrations, maxWaitMs = 900_000 } = options;
  const attempt = () => db.transaction().execute((tx) => migrateWithin(tx, options));
  const wait = createWait(report, maxWaitMs);
  for (;;) {
    // Planned without a lock, so that a process with nothing to do does not wait.
    const before = await planMigrations(db, known);
    const outcome = before.pending.length === 0 ? before : ((await attempt().catch(asReason)) ?? elsewhere);
    if (typeof outcome !== "string") {
      for (const line of describePlan(outcome)) report(line);
      return outcome.pending;
    }
    await wait(outcome);
  }
}
