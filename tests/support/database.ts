import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { connect, type Database, type PoolOptions } from "../../server/database/index.ts";
import { type Lease, lease } from "./lease.ts";
import { urlOf } from "./template.ts";

/** The database of one test file. */
export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes its connections and releases it. */
  readonly drop: () => Promise<void>;
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

/** Leases a migrated, empty database, or with `migrated: false` one without tables. Drop it in `afterAll`. */
export async function createTestDatabase({
  migrated = true,
  ...bounds
}: { readonly migrated?: boolean } & Partial<PoolOptions> = {}): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const { url, end } = await (migrated ? lease(clusterUrl, inject("template")) : leaseEmpty(clusterUrl));
  const { db, close } = connect(url, {
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
  return { url, db, close, drop };
}

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
