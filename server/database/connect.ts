import { Kysely, sql } from "kysely";
import { sendCompiledBy } from "./compiled-queries.ts";
import { createDialect } from "./driver.ts";
import { isReadOnly } from "./errors.ts";
import { createNotices, sendNoticesBy } from "./notices.ts";
import { createPipelinedPool } from "./pipelined-pool.ts";
import { createPool, type PoolOptions, type PoolUsage } from "./pool.ts";
import type { Db, Schema } from "./schema.ts";
import { lendWholeConnections } from "./whole-connections.ts";

/** An open database. */
export interface Database {
  readonly db: Db;
  readonly usage: () => PoolUsage;
  /** Closes every connection; running queries finish first. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a bounded connection pool to PostgreSQL; connects on first use.
 * @throws {DatabaseAddressError} for an invalid address.
 */
export function connect(url: string, options: PoolOptions): Database {
  const { maxConnections, maxWaiting, connectTimeoutMs } = options;
  const { pool, borrow, countWaiting, usage, isDirect } = createPool(url, options);
  // Connections reserved for reads, so that reads continue while all transactions wait.
  const keptForReads = Math.floor(maxConnections / 5);
  const maxBorrowed = maxConnections - keptForReads;
  const bounds = { borrow, maxBorrowed, maxWaiting, waitTimeoutMs: connectTimeoutMs };
  const bounded = {
    connect: keptForReads === 0 ? borrow : lendWholeConnections(bounds),
    end: () => pool.end(),
  };
  const db = new Kysely<Schema>({ dialect: createDialect(bounded) });
  const connections = createPipelinedPool({
    borrow,
    countWaiting,
    // With pipelining, half of the connections are enough for reads; the other half is left to transactions.
    maxPipelined: () => (isDirect() ? Math.ceil(maxConnections / 2) : maxConnections),
    maxConnections: maxBorrowed,
    maxBlocked: Math.ceil(maxConnections * 0.4),
    maxWaiting,
    waitTimeoutMs: connectTimeoutMs,
  });
  sendCompiledBy(db, connections.send);
  const notices = createNotices(connections.sendUnobserved);
  // Elsewhere nothing may outlive a request.
  if (options.ownsSessions !== false) sendNoticesBy(db, notices);
  const close = async () => {
    await notices.flush();
    connections.close();
    await db.destroy();
    // Kysely ends a pool only after a query through it, and compiled queries bypass it.
    if (!pool.ending) await pool.end();
  };
  return { db, usage, close };
}

/** Health check: reports whether the database accepts writes. @throws when it does not respond. */
export async function ping(db: Db): Promise<"ok" | "read_only"> {
  try {
    const { rows } = await sql<{ on: boolean }>`
      select current_setting('transaction_read_only')::boolean as on`.execute(db);
    return rows[0]?.on ? "read_only" : "ok";
  } catch (error) {
    if (isReadOnly(error)) return "read_only";
    throw error;
  }
}
