import { Kysely, PostgresIntrospector, sql } from "kysely";
import { type Send, sendCompiledBy } from "./compiled-queries.ts";
import { isReadOnly } from "./errors.ts";
import { limitExclusiveConnections } from "./exclusive-connections.ts";
import { type CreateIntrospector, createDialect } from "./kysely-driver.ts";
import { createNotifier, type Notifier, registerNotifier } from "./notify.ts";
import { PipelinedPool } from "./pipelined-pool.ts";
import { createPool, type PoolOptions, type PoolUsage } from "./pool.ts";
import type { Db, Schema } from "./schema.ts";
import { type SendGroup, sendGroup } from "./statement-group.ts";

/** An open database. */
export interface Database {
  readonly db: Db;
  readonly usage: () => PoolUsage;
  /** Closes every connection; running queries finish first. */
  readonly close: () => Promise<void>;
}

/** Parts that only a pool uses which outlives its requests. */
interface LongLived {
  readonly sendGroup: SendGroup;
  readonly createNotifier: (send: Send) => Notifier;
  readonly createIntrospector: CreateIntrospector;
}

const createIntrospector: CreateIntrospector = (db) => new PostgresIntrospector(db);

function open(url: string, options: PoolOptions, longLived?: LongLived): Database {
  const { maxConnections, maxWaiting, connectTimeoutMs } = options;
  const { pool, borrow, countWaiting, usage, isDirect } = createPool(url, options, longLived?.sendGroup);
  // Connections reserved for reads, so that reads continue while all transactions wait.
  const keptForReads = Math.floor(maxConnections / 5);
  const maxBorrowed = maxConnections - keptForReads;
  const bounds = { borrow, maxBorrowed, maxWaiting, waitTimeoutMs: connectTimeoutMs };
  const bounded = {
    connect: keptForReads === 0 ? borrow : limitExclusiveConnections(bounds),
    end: () => pool.end(),
  };
  const db = new Kysely<Schema>({ dialect: createDialect(bounded, longLived?.createIntrospector) });
  const connections = new PipelinedPool({
    borrow,
    countWaiting,
    // With pipelining, half of the connections are enough for reads; the other half is left to transactions.
    maxPipelined: () => (isDirect() ? Math.ceil(maxConnections / 2) : maxConnections),
    maxConnections: maxBorrowed,
    maxBlocked: Math.ceil(maxConnections * 0.4),
    maxWaiting,
    waitTimeoutMs: connectTimeoutMs,
  });
  sendCompiledBy(db, (text, parameters) => connections.send(text, parameters));
  const notifier = longLived?.createNotifier((text, parameters) => connections.sendUnobserved(text, parameters));
  if (notifier !== undefined) registerNotifier(db, notifier);
  const close = async () => {
    await notifier?.flush();
    connections.close();
    await db.destroy();
    // Kysely ends a pool only after a query through it, and compiled queries bypass it.
    if (!pool.ending) await pool.end();
  };
  return { db, usage, close };
}

/**
 * Opens a bounded connection pool to PostgreSQL; connects on first use.
 * @throws {DatabaseAddressError} for an invalid address.
 */
export const connect = (url: string, options: PoolOptions): Database =>
  open(url, options, { sendGroup, createNotifier, createIntrospector });

/** Like {@link connect}, for one request behind a known pooler such as Hyperdrive: nothing of it may outlive the request. */
export const connectForRequest = (url: string, options: Omit<PoolOptions, "ownsSessions">): Database =>
  open(url, { ...options, ownsSessions: false });

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
