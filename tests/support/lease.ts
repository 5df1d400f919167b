import pg from "pg";
import { cleaned, type Template, urlOf } from "./template.ts";

/** Any number that no other advisory lock of the cluster's own database uses. */
const lockSpace = 41_826;
const maxDatabases = 64;

/** A migrated, empty database that nobody else uses meanwhile. */
export interface Lease {
  readonly url: string;
  /** Lets others have it; who takes it next cleans it. */
  readonly end: () => Promise<void>;
}

/** The one connection that holds this process's locks: they end with it, however the process ends. */
let holder: pg.Pool | undefined;
const held = new Set<number>();

const nameOf = (number: number) => `dovetail_test_${number}`;

/** Locks the first database that is free. */
async function lockOne(admin: pg.Pool): Promise<number> {
  for (let number = 1; number <= maxDatabases; number++) {
    // A session is granted its own locks again.
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
 * Lends a copy of the template: one that was used before and is cleaned, which takes milliseconds, or a new one where
 * there is none or where a test changed the schema.
 */
export async function lease(clusterUrl: string, template: Template): Promise<Lease> {
  holder ??= new pg.Pool({ connectionString: clusterUrl, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  const admin = holder;
  const number = await lockOne(admin);
  const name = nameOf(number);
  const url = urlOf(clusterUrl, name);
  // Whoever had it before may have left connections behind, of processes that were killed above all.
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
