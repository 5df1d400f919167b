import pg from "pg";
import { cancelStatement } from "./cancel-statement.ts";
import { clientConfig } from "./client-config.ts";
import { parsers } from "./column-parsers.ts";
import { createRoute, type Route } from "./connection-route.ts";
import { type DatabaseAddress, readDatabaseAddress } from "./database-address.ts";
import { PoolExhausted, ReadOnlyDatabase, UnfitDatabase } from "./errors.ts";
import { inspectConnection } from "./inspect-connection.ts";
import { createPgpoolCheck } from "./pgpool.ts";
import { createClient, type PooledClient } from "./pooled-client.ts";
import { beginWith, sessionOptions } from "./session-settings.ts";
import type { SendGroup } from "./statement-group.ts";
import { createStatementNames } from "./statement-names.ts";

/** Bounds and callbacks of a pool. */
export interface PoolOptions {
  /** Maximum number of connections. */
  readonly maxConnections: number;
  /** Maximum number of waiting callers; further ones are rejected at once. */
  readonly maxWaiting: number;
  /** Timeout of a caller's wait for a connection. */
  readonly connectTimeoutMs: number;
  /** Statement timeout of the server; 0 disables it. */
  readonly statementTimeoutMs: number;
  /** False behind a known pooler such as Hyperdrive, where limits are set on the role; otherwise a pooler is detected. */
  readonly ownsSessions?: boolean;
  /** Called for each sent statement, transaction control included. */
  readonly onStatement?: (text: string) => void;
  /** Called for each connection lost while idle; the pool replaces it automatically. */
  readonly onConnectionError: (error: Error) => void;
  /** Called with the detected route, at first and whenever it changes. */
  readonly onRouteFound?: (route: FoundRoute) => void;
}

/** Detected route: the server itself, or a pooler that may share server sessions between clients. */
export type FoundRoute = "direct" | "pooler";

/** Session data of one client. */
interface Session {
  readonly isDirect: boolean;
  readonly openedAtMs: number;
}

/** Query timeout of the client: above the server's statement timeout, for an unresponsive server only. */
const responseTimeoutOf = (statementTimeoutMs: number) => (statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 2000);

/** Maximum statements in flight on a dedicated session. */
const maxInFlight = 16;
/** Maximum attempts for one connection: without startup parameters, with or without TLS, skipping retired connections. */
const maxTries = 12;

/** Class of a pool's clients: each uses the current route settings and a unique mark. */
function clientClass(address: DatabaseAddress, route: Route, options: PoolOptions, marks: WeakMap<object, string>) {
  return class extends pg.Client {
    constructor(config: pg.ClientConfig = {}) {
      const mark = route.sendsOptions() ? crypto.randomUUID() : undefined;
      const ownOptions = mark === undefined ? {} : { options: sessionOptions(options, mark, address.options) };
      super({ ...config, ...clientConfig(address, route.isEncrypted()), ...ownOptions });
      if (mark !== undefined) marks.set(this, mark);
    }
  };
}

/** Cast that holds because the pool creates its clients from the given class. */
const asClient = (client: unknown) => client as pg.Client;

/** Opens the pool. Each new connection is inspected before its first use, unless a pooler is known. */
function openPool(address: DatabaseAddress, route: Route, options: PoolOptions) {
  const { onConnectionError, connectTimeoutMs } = options;
  const marks = new WeakMap<object, string>();
  const sessions = new WeakMap<object, Session>();
  const checkPgpool = createPgpoolCheck(connectTimeoutMs);
  const introduce = async (client: pg.Client) => {
    const openedAtMs = performance.now();
    const { isDirect, isForwarded, isStandby, dateStyle } = await inspectConnection(
      client,
      marks.get(client),
      connectTimeoutMs,
    );
    if (isForwarded) await checkPgpool(client);
    if (isStandby) throw new ReadOnlyDatabase("the server is a standby");
    if (!dateStyle.startsWith("ISO"))
      throw new UnfitDatabase(`DateStyle is "${dateStyle}" behind the pooler: alter role … set DateStyle = 'ISO, MDY'`);
    sessions.set(client, { isDirect, openedAtMs });
    route.found(isDirect ? "direct" : "pooler");
  };
  const pool = new pg.Pool({
    max: options.maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: options.ownsSessions !== false,
    types: parsers,
    Client: clientClass(address, route, options, marks),
    ...(options.ownsSessions !== false && { onConnect: (client) => introduce(asClient(client)) }),
  });
  pool.on("error", onConnectionError);
  // The loss of a checked-out idle client must not crash the process.
  pool.on("connect", (client) => client.on("error", onConnectionError));
  const sessionOf = (client: pg.PoolClient) => sessions.get(client) ?? { isDirect: false, openedAtMs: 0 };
  return { pool, sessionOf };
}

/** Connections of a pool, and callers that wait for one. */
export interface PoolUsage {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
}

/** A connection pool to PostgreSQL that uses session features only on dedicated sessions. */
export interface ConnectionPool {
  /** Checks out a client. @throws PoolExhausted when too many callers wait; ReadOnlyDatabase. */
  readonly borrow: () => Promise<PooledClient>;
  readonly countWaiting: () => number;
  readonly usage: () => PoolUsage;
  /** Whether the latest connections reached the server directly. */
  readonly isDirect: () => boolean;
  readonly pool: pg.Pool;
}

interface Borrowing {
  readonly maxWaiting: number;
  readonly route: Route;
  readonly isRetired: (client: pg.PoolClient) => boolean;
  readonly clientOf: (client: pg.PoolClient) => PooledClient;
}

/** Creates {@link ConnectionPool.borrow}, which opens another connection where one is retired or its route changed. */
const createBorrow = (pool: pg.Pool, { maxWaiting, route, isRetired, clientOf }: Borrowing) => {
  // By callback, since this is a hot path: a promise chain costs a tenth of a read.
  const borrow = (tries: number): Promise<PooledClient> =>
    new Promise((resolve, reject) => {
      if (pool.waitingCount >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      const before = route.settings();
      pool.connect((error, client) => {
        if (client !== undefined && !isRetired(client)) return resolve(clientOf(client));
        client?.release(true);
        const mayRetry = tries < maxTries && (client !== undefined || route.learn(error, before));
        if (mayRetry) borrow(tries + 1).then(resolve, reject);
        else reject(error ?? new ReadOnlyDatabase("the server is read-only"));
      });
    });
  return () => borrow(1);
};

/** Creates a pool for an address. @throws {DatabaseAddressError} */
export function createPool(url: string, options: PoolOptions, sendGroup?: SendGroup): ConnectionPool {
  const { maxWaiting, ownsSessions, onStatement, statementTimeoutMs } = options;
  const address = readDatabaseAddress(url);
  const isKnownPooler = ownsSessions === false || address.isPooler;
  const route = createRoute(address, isKnownPooler, options.onRouteFound);
  const { pool, sessionOf } = openPool(address, route, options);
  const nameOf = createStatementNames();
  const responseTimeoutMs = responseTimeoutOf(statementTimeoutMs);
  const isRolesLimit = ownsSessions === false || statementTimeoutMs === 0;

  const open = (client: pg.PoolClient) => {
    const { isDirect } = sessionOf(client);
    // Behind a pooler another session may answer, which lacks the prepared statements.
    const isPrepared = () => isDirect && sendGroup !== undefined && route.trustsNames();
    return createClient(client, {
      nameOf: (text) => (isPrepared() ? nameOf(text) : undefined),
      isPrepared,
      sendGroup,
      maxInFlight: isDirect ? maxInFlight : 1,
      responseTimeoutMs,
      cancelAfterMs: isDirect || isRolesLimit ? 0 : statementTimeoutMs,
      cancel: () => cancelStatement(client, clientConfig(address, route.isEncrypted())),
      beginText: isDirect || ownsSessions === false ? "begin" : beginWith(options),
      onNameUnknown: route.distrustNames,
      onReadOnly: route.retire,
      onStatement,
    });
  };
  const isRetired = (client: pg.PoolClient) => route.hasRetired() && route.isRetired(sessionOf(client).openedAtMs);
  // Kysely keeps every client object for its lifetime: a new object per query would leak memory.
  const clients = new WeakMap<pg.PoolClient, PooledClient>();
  const clientOf = (pooled: pg.PoolClient) => {
    const client = clients.get(pooled) ?? open(pooled);
    clients.set(pooled, client);
    return client;
  };
  const borrow = createBorrow(pool, { maxWaiting, route, isRetired, clientOf });
  const usage = () => {
    const { totalCount, idleCount: idle, waitingCount: waiting } = pool;
    return { used: totalCount - idle, idle, waiting, max: options.maxConnections };
  };
  return { borrow, countWaiting: () => pool.waitingCount, usage, isDirect: route.isDirect, pool };
}
