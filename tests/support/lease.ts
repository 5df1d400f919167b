import pg from "pg";
import { cleaned, type Template, urlOf } from "./template.ts";

/** An advisory lock id that nothing else in the cluster's default database uses. */
const lockSpace = 41_826;
const maxDatabases = 64;

/** A migrated, empty database, leased exclusively. */
export interface Lease {
  readonly url: string;
  /** Releases the lease; the next holder cleans the database. */
  readonly end: () => Promise<void>;
}

/** The single connection that holds this process's locks: they end with it, even after a crash. */
let holder: pg.Pool | undefined;
const held = new Set<number>();

const nameOf = (number: number) => `dovetail_test_${number}`;

/** Locks the first free database. */
async function lockOne(admin: pg.Pool): Promise<number> {
  for (let number = 1; number <= maxDatabases; number++) {
    // Advisory locks are reentrant within a session.
    if (held.has(number)) continue;
    held.add(number);
    const { rows } = await admin.query("select pg_try_advisory_lock($1, $2) as locked", [lockSpace, number]);
    if (rows[0]?.locked) return number;
    held.delete(number);
  }
  throw new Error(`more than ${maxDatabases} test databases in use at once`);
}

async function isClean(url: string, template: Template): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await cleaned(async (sql) => (await client.query(sql)).rows, template);
  } finally {
    await client.end();
  }
}

/**
 * Leases a copy of the template: a used one that is cleaned, which takes milliseconds, or a new one when there is
 * none or a test changed the schema.
 */
export async function lease(clusterUrl: string, template: Template): Promise<Lease> {
  holder ??= new pg.Pool({ connectionString: clusterUrl, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  const admin = holder;
  const number = await lockOne(admin);
  const name = nameOf(number);
  const url = urlOf(clusterUrl, name);
  // The previous holder may have left connections open, above all killed processes.
  const { rows } = await admin.query(
    `select (select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = $1)
      from pg_database where datname = $1`,
    [name],
  );
  if (rows.length === 0 || !(await isClean(url, template))) {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template ${template.name} strategy file_copy`);
  }
  const end = async () => {
    held.delete(number);
    await admin.query("select pg_advisory_unlock($1, $2)", [lockSpace, number]);
  };
  return { url, end };
}
