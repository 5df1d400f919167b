import { connect, connectForRequest, type Database, ping } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";

const connectTimeoutMs = 1000;
const statementTimeoutMs = 5000;

/** Logged when the pool runs behind a pooler: the effect, and the settings that avoid it. */
const behindPooler = {
  effect: "statements have no names, one at a time on a connection; limits are set by transaction or by cancelling",
  setting:
    "DATABASE_URL without the pooler for speed, or DATABASE_DIRECT_URL beside it for notifications and migrations",
};

/** Connections of one process; several processes share a total, as a server admits about a hundred. */
const maxOfOne = 10;
const maxOfAll = 60;
const leastOfEach = 3;

const poolSizeOf = (processes: number) => Math.max(leastOfEach, Math.min(maxOfOne, Math.floor(maxOfAll / processes)));

/**
 * Opens the connection pool for requests. When the pool is exhausted, callers get 503 with a retry hint within a
 * second.
 */
export function openPool(url: string, log: Log, processes: number): Database {
  let isClosing = false;
  const { db, usage, close } = connect(url, {
    maxConnections: poolSizeOf(processes),
    maxWaiting: 500,
    connectTimeoutMs,
    statementTimeoutMs,
    onConnectionError: (error) => {
      // Connections that end during shutdown are not reported as lost.
      if (!isClosing) log.warn("db.connection_lost", { error: describeError(error) });
    },
    onRouteFound: (route) => log.info("db.route_found", { route, ...(route === "pooler" && behindPooler) }),
  });
  return {
    db,
    usage,
    close: () => {
      isClosing = true;
      return close();
    },
  };
}

/**
 * Warms up the connection pool before the first request. On a busy machine, a process that is still starting would
 * exceed the connect timeout of one second. Errors are ignored: requests report an unavailable database.
 */
export async function openConnections({ db, usage }: Pick<Database, "db" | "usage">): Promise<void> {
  const opened = Array.from({ length: usage().max }, () => db.connection().execute((connection) => ping(connection)));
  await Promise.allSettled(opened);
}

/**
 * Opens the pool of one request on Workers, where connections cannot outlive a request; Hyperdrive pools the real
 * ones.
 */
export const openRequestPool = (url: string): Database =>
  connectForRequest(url, {
    maxConnections: 5,
    maxWaiting: 100,
    connectTimeoutMs: 5 * connectTimeoutMs,
    statementTimeoutMs,
    // On Workers, sockets report a normal close as an error; an interrupted query rejects by itself.
    onConnectionError: () => {},
  });
