import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { createClient, type PooledClient } from "./client.ts";
import { sendCompiledBy } from "./compiled-queries.ts";
import { PoolExhausted } from "./errors.ts";
import { createPipelinedPool } from "./pipelined-pool.ts";
import type { Db, Schema } from "./schema.ts";
import { createStatementNames } from "./statement-names.ts";

/** Bounds of one pool. */
export interface PoolOptions {
  /** Connections at most. */
  readonly maxConnections: number;
  /** Callers that may wait for a connection; one more is refused at once. */
  readonly maxWaiting: number;
  /** How long a caller waits for a connection. */
  readonly connectTimeoutMs: number;
  /** How long the server works on one statement before it cancels it; 0 means without end. */
  readonly statementTimeoutMs: number;
  /** False behind a pooler that lends connections, as Hyperdrive does: settings for a session are the role's there. */
  readonly ownsSessions?: boolean;
  /** Hears of each statement as it is sent, transaction control included. */
  readonly onStatement?: (text: string) => void;
  /** Hears of connections that break while idle; they are replaced by themselves. */
  readonly onConnectionError: (error: Error) => void;
}

/** An open database. */
export interface Database {
  readonly db: Db;
  /** Ends every connection; queries under way finish first. */
  readonly close: () => Promise<void>;
}

const timestampOid = 1184;
const bigintOid = 20;

/** `2026-11-05 09:30:00.12+00`, as the server prints it, to ISO 8601 with milliseconds. */
export function toIsoTime(text: string): string {
  const inUtc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text);
  if (inUtc === null) return new Date(text).toISOString();
  return `${inUtc[1]}T${inUtc[2]}.${(inUtc[3] ?? "").padEnd(3, "0")}Z`;
}

const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (format !== "binary" && oid === timestampOid) return toIsoTime;
    if (format !== "binary" && oid === bigintOid) return Number;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  },
};

/** The server's limits come first; the client's own ends a wait for a server that went silent. */
const silenceMsOf = (statementTimeoutMs: number) => (statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 2000);

/** What the server is told to end by itself. */
function timeoutsOf({ statementTimeoutMs, ownsSessions = true }: PoolOptions): pg.PoolConfig {
  if (statementTimeoutMs === 0 || !ownsSessions) return {};
  return { statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: statementTimeoutMs * 2 };
}

/** A pool whose clients take a statement before the one ahead of it is answered. */
function openPool(url: string, options: PoolOptions): pg.Pool {
  const { onConnectionError } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: options.ownsSessions !== false,
    types: parsers,
    ...timeoutsOf(options),
  });
  pool.on("error", onConnectionError);
  // A backend that dies under a checked-out idle client must not end the process.
  pool.on("connect", (client) => client.on("error", onConnectionError));
  return pool;
}

/** Lends the clients of a pool. @throws PoolExhausted when too many wait already. */
function lender(pool: pg.Pool, options: PoolOptions): () => Promise<PooledClient> {
  const { maxWaiting, ownsSessions, onStatement } = options;
  // A pooler may hand the next statement to another connection, which knows no names.
  const nameOf = ownsSessions === false ? () => undefined : createStatementNames();
  const silenceMs = silenceMsOf(options.statementTimeoutMs);
  // Kysely remembers each client it was given for as long as it lives: one made anew for each query would fill memory.
  const clients = new WeakMap<pg.PoolClient, PooledClient>();
  const clientOf = (lent: pg.PoolClient) => {
    const client = clients.get(lent) ?? createClient(lent, { nameOf, responseTimeoutMs: silenceMs, onStatement });
    clients.set(lent, client);
    return client;
  };
  return () =>
    new Promise((resolve, reject) => {
      if (pool.waitingCount >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      pool.connect((error, client) => {
        if (client === undefined) reject(error);
        else resolve(clientOf(client));
      });
    });
}

/** Opens a bounded pool of connections to PostgreSQL; connects when first used. */
export function connect(url: string, options: PoolOptions): Database {
  const { maxConnections, maxWaiting, connectTimeoutMs, ownsSessions = true } = options;
  const pool = openPool(url, options);
  const borrow = lender(pool, options);
  const bounded = { connect: borrow, end: () => pool.end(), options: pool.options };
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: bounded }) });
  const lanes = createPipelinedPool({
    borrow,
    countWaiting: () => pool.waitingCount,
    // With several statements on each, half of the connections do, and the other half is for transactions.
    maxPipelined: ownsSessions ? Math.ceil(maxConnections / 2) : maxConnections,
    maxUnderWay: ownsSessions ? 16 : 1,
    maxWaiting,
    waitTimeoutMs: connectTimeoutMs,
  });
  sendCompiledBy(db, lanes.send);
  const close = async () => {
    lanes.close();
    await db.destroy();
    // Kysely ends a pool only if a query went through it: compiled ones did not.
    if (!pool.ending) await pool.end();
  };
  return { db, close };
}

/** Answers when the database does; rejects when it does not. */
export const ping = async (db: Db): Promise<void> => {
  await sql`select 1`.execute(db);
};
