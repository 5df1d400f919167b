import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { connect, type Database, type PoolOptions } from "../../server/database/index.ts";
import { type Lease, lease } from "./lease.ts";
import { cleaned, urlOf } from "./template.ts";

/** The database of one test file. */
export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes its connections and releases it. */
  readonly drop: () => Promise<void>;
}

/** A migrated database that keeps its connections from one test to the next: a new one costs 30 ms of CPU. */
export interface KeptDatabase extends TestDatabase {
  /** Statements since the test began. */
  readonly statements: string[];
}

const idle: KeptDatabase[] = [];
/** As many as tests that run at the same time. */
const maxIdle = 5;

/** Cleans a used database. @returns false when a statement is still under way, or {@link cleaned} fails. */
async function isClean({ db }: TestDatabase): Promise<boolean> {
  const ask = async (text: string) => (await sql.raw<Readonly<Record<string, unknown>>>(text).execute(db)).rows;
  const [found] = await ask(`select exists (select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle') as busy`);
  return found?.busy === false && (await cleaned(ask, inject("template")));
}

/** Connects to a database that returns to the idle ones when it is dropped, unless a test closed it. */
async function openKept(): Promise<KeptDatabase> {
  const statements: string[] = [];
  const opened = await openDatabase(true, { onStatement: (text) => statements.push(text) });
  let isClosed = false;
  const close = () => {
    isClosed = true;
    return opened.close();
  };
  const drop = async () => {
    if (isClosed || idle.length === maxIdle) await opened.drop();
    else if (!idle.includes(kept)) idle.push(kept);
  };
  const kept: KeptDatabase = { ...opened, statements, close, drop };
  return kept;
}

/** Takes a used database after cleaning it, or a new one. Drop it in `afterAll`. */
export async function takeDatabase(): Promise<KeptDatabase> {
  const used = idle.pop();
  if (used === undefined) return openKept();
  if (await isClean(used).catch(() => false)) {
    used.statements.length = 0;
    return used;
  }
  // Closed, it is not kept when it is dropped.
  await used.close();
  await used.drop();
  return takeDatabase();
}

/** Creates a database without tables; it is dropped at the end. */
async function leaseEmpty(clusterUrl: string): Promise<Lease> {
  const name = `dovetail_test_empty_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Pool({ connectionString: clusterUrl, max: 1 });
  await admin.query(`create database ${name} template template0`);
  const end = async () => {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { url: urlOf(clusterUrl, name), end };
}

/** Leases a database and connects to it. */
async function openDatabase(isMigrated: boolean, bounds: Partial<PoolOptions>): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const { url, end } = await (isMigrated ? lease(clusterUrl, inject("template")) : leaseEmpty(clusterUrl));
  const { db, usage, close } = connect(url, {
    maxConnections: 10,
    maxWaiting: 1000,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    onConnectionError: () => {},
    ...bounds,
  });
  const drop = async () => {
    await close();
    await end();
  };
  return { url, db, usage, close, drop };
}

/** Leases a migrated, empty database, or with `migrated: false` one without tables. Drop it in `afterAll`. */
export const createTestDatabase = async ({
  migrated = true,
  ...bounds
}: { readonly migrated?: boolean } & Partial<PoolOptions> = {}): Promise<TestDatabase> =>
  migrated && Object.keys(bounds).length === 0 ? takeDatabase() : openDatabase(migrated, bounds);

/** {@link createTestDatabase} for one test: dropped when the running test ends. */
export async function databaseForTest(options?: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  onTestFinished(database.drop);
  return database;
}

/** Copies a database without open connections, like a dump that is restored elsewhere. */
export async function copyForTest({ url }: TestDatabase): Promise<Database> {
  const clusterUrl = inject("clusterUrl");
  const name = `dovetail_test_copy_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Pool({ connectionString: clusterUrl, max: 1 });
  const original = new URL(url).pathname.slice(1);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [original]);
  await admin.query(`create database ${name} template ${original}`);
  const copy = connect(urlOf(clusterUrl, name), {
    maxConnections: 2,
    maxWaiting: 10,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    onConnectionError: () => {},
  });
  onTestFinished(async () => {
    await copy.close();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  return copy;
}
