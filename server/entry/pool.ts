import { connect, type Database, type Db, ping } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";

const connectTimeoutMs = 1000;
const statementTimeoutMs = 5000;

/** What it means, and what to do about it. */
const behindPooler = {
  effect: "statements have no names, one at a time on a connection; limits are set by transaction or by cancelling",
  setting: "DATABASE_URL without the pooler for speed, or DATABASE_DIRECT_URL beside it for notices and migrations",
};

const maxConnections = 10;

/** Opens the pool that serves requests. Beyond its bounds a caller is told to come back, within a second. */
export function openPool(url: string, log: Log): Database {
  let isClosing = false;
  const { db, close } = connect(url, {
    maxConnections,
    maxWaiting: 500,
    connectTimeoutMs,
    statementTimeoutMs,
    onConnectionError: (error) => {
      // What ends because it was told to is not lost.
      if (!isClosing) log.warn("db.connection_lost", { error: describeError(error) });
    },
    onRouteFound: (route) => log.info("db.route_found", { route, ...(route === "pooler" && behindPooler) }),
  });
  return {
    db,
    close: () => {
      isClosing = true;
      return close();
    },
  };
}

/**
 * Opens the connections of a pool before the first request needs them: a process that still warms up on a busy machine
 * would not have them within the second that a request waits. A database that is away is met by the requests.
 */
export async function openConnections(db: Db): Promise<void> {
  const opened = Array.from({ length: maxConnections }, () => db.connection().execute((held) => ping(held)));
  await Promise.allSettled(opened);
}

/** Opens the pool of one request on Workers, where connections cannot outlive it; Hyperdrive holds the real ones. */
export const openRequestPool = (url: string): Database =>
  connect(url, {
    maxConnections: 5,
    maxWaiting: 100,
    connectTimeoutMs: 5 * connectTimeoutMs,
    statementTimeoutMs,
    ownsSessions: false,
    // Sockets report their own end as an error here; a query that it interrupts rejects by itself.
    onConnectionError: () => {},
  });
