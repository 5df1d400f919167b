import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { connect, type Database, type PoolOptions } from "../../server/database/index.ts";

/** The migrated database that every test database is a copy of. */
export const templateName = "dovetail_test_template";

export const adminPool = (url: string) => new pg.Pool({ connectionString: url, max: 2 });

/** A database of one test file's own. */
export interface TestDatabase extends Database {
  readonly url: string;
  /** Closes its connections and drops it. */
  readonly drop: () => Promise<void>;
}

/** Creates a migrated, empty database, or with `migrated: false` one without any table. Drop it in `afterAll`. */
export async function createTestDatabase({
  migrated = true,
  ...bounds
}: { readonly migrated?: boolean } & Partial<PoolOptions> = {}): Promise<TestDatabase> {
  const clusterUrl = inject("clusterUrl");
  const name = `dovetail_test_${randomBytes(6).toString("hex")}`;
  const admin = adminPool(clusterUrl);
  await admin.query(`create database ${name} template ${migrated ? templateName : "template0"}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const { db, close } = connect(url.href, {
    maxConnections: 10,
    maxWaiting: 1000,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
    onConnectionError: () => {},
    ...bounds,
  });
  const drop = async () => {
    await close();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { url: url.href, db, close, drop };
}

/** As {@link createTestDatabase}, dropped when the running test ends. */
export async function databaseForTest(options?: Parameters<typeof createTestDatabase>[0]): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  onTestFinished(database.drop);
  return database;
}
