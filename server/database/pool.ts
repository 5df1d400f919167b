import pg from "pg";
import { type DatabaseAddress, readDatabaseAddress } from "./address.ts";
import { createClient, type PooledClient } from "./client.ts";
import { PoolExhausted, ReadOnlyDatabase, UnfitDatabase } from "./errors.ts";
import { createRoute, type Route } from "./route.ts";
import { beginWith, cancelStatement, clientConfig, inspect, sessionOptions } from "./session.ts";
import { createStatementNames } from "./statement-names.ts";
import { parsers } from "./values.ts";

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
  /** False where a pooler is known to lend connections, as Hyperdrive does, and limits are the role's; else it is found out. */
  readonly ownsSessions?: boolean;
  /** Hears of each statement as it is sent, transaction control included. */
  readonly onStatement?: (text: string) => void;
  /** Hears of connections that break while idle; they are replaced by themselves. */
  readonly onConnectionError: (error: Error) => void;
  /** Hears what connections lead to: at first, and whenever that changes. */
  readonly onRouteFound?: (route: FoundRoute) => void;
}

/** What the address leads to: the server itself, or a pooler that may lend its sessions to others between statements. */
export type FoundRoute = "direct" | "pooler";

/** What the pool knows of one of its clients. */
interface Session {
  readonly isDirect: boolean;
  readonly openedAtMs: number;
}

/** The server's limits come first; the client's own ends a wait for a server that went silent. */
const silenceMsOf = (statementTimeoutMs: number) => (statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 2000);

/** Statements under way at once on a session of one's own. */
const maxUnderWay = 16;
/** Tries for one connection: without startup parameters, with or without TLS, past those that are to be replaced. */
const maxTries = 12;

/** The class of a pool's clients: each is made as the route stands then, with a mark of its own. */
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

/** Guarantees that a pool's clients are of the class it was given. */
const asClient = (client: unknown) => client as pg.Client;

/** Opens the pool itself. Each new connection is inspected before it is lent, where it is not known to be a pooler's. */
function openPool(address: DatabaseAddress, route: Route, options: PoolOptions) {
  const { onConnectionError, connectTimeoutMs } = options;
  const marks = new WeakMap<object, string>();
  const sessions = new WeakMap<object, Session>();
  const introduce = async (client: pg.Client) => {
    const openedAtMs = performance.now();
    const { isDirect, isStandby, dateStyle } = await inspect(client, marks.get(client), connectTimeoutMs);
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
  // A backend that dies under a checked-out idle client must not end the process.
  pool.on("connect", (client) => client.on("error", onConnectionError));
  const sessionOf = (client: pg.PoolClient) => sessions.get(client) ?? { isDirect: false, openedAtMs: 0 };
  return { pool, sessionOf };
}

/** A pool of connections to PostgreSQL, of which each is used as far as it can be trusted. */
export interface ConnectionPool {
  /** @throws PoolExhausted when too many wait already; ReadOnlyDatabase. */
  readonly borrow: () => Promise<PooledClient>;
  readonly countWaiting: () => number;
  /** Whether the last connections led to the server itself. */
  readonly isDirect: () => boolean;
  readonly pool: pg.Pool;
}

/** Makes a pool of an address. @throws {DatabaseAddressError} */
export function createPool(url: string, options: PoolOptions): ConnectionPool {
  const { maxWaiting, ownsSessions, onStatement, statementTimeoutMs } = options;
  const address = readDatabaseAddress(url);
  const isKnownPooler = ownsSessions === false || address.isPooler;
  const route = createRoute(address, isKnownPooler, options.onRouteFound);
  const { pool, sessionOf } = openPool(address, route, options);
  const nameOf = createStatementNames();
  const silenceMs = silenceMsOf(statementTimeoutMs);
  const isRolesLimit = ownsSessions === false || statementTimeoutMs === 0;

  const open = (client: pg.PoolClient) => {
    const { isDirect } = sessionOf(client);
    return createClient(client, {
      // Another session may answer the next statement, which knows no names.
      nameOf: (text) => (isDirect && route.trustsNames() ? nameOf(text) : undefined),
      maxUnderWay: isDirect ? maxUnderWay : 1,
      responseTimeoutMs: silenceMs,
      cancelAfterMs: isDirect || isRolesLimit ? 0 : statementTimeoutMs,
      cancel: () => cancelStatement(client, clientConfig(address, route.isEncrypted())),
      beginText: isDirect || ownsSessions === false ? "begin" : beginWith(options),
      onNameUnknown: route.distrustNames,
      onReadOnly: route.retire,
      onStatement,
    });
  };
  const isRetired = (client: pg.PoolClient) => route.hasRetired() && route.isRetired(sessionOf(client).openedAtMs);
  // Kysely remembers each client it was given for as long as it lives: one made anew for each query would fill memory.
  const clients = new WeakMap<pg.PoolClient, PooledClient>();
  const clientOf = (lent: pg.PoolClient) => {
    const client = clients.get(lent) ?? open(lent);
    clients.set(lent, client);
    return client;
  };
  // By callback, since each turn of the event loop borrows: what a chain of promises brings cost a tenth of a read.
  const borrow = (tries = 1): Promise<PooledClient> =>
    new Promise((resolve, reject) => {
      if (pool.waitingCount >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      const before = route.way();
      pool.connect((error, client) => {
        if (client !== undefined && !isRetired(client)) return resolve(clientOf(client));
        client?.release(true);
        const mayRetry = tries < maxTries && (client !== undefined || route.learn(error, before));
        if (mayRetry) borrow(tries + 1).then(resolve, reject);
        else reject(error ?? new ReadOnlyDatabase("the server takes no writes"));
      });
    });
  return { borrow: () => borrow(), countWaiting: () => pool.waitingCount, isDirect: route.isDirect, pool };
}
