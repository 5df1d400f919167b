import { type Caching, createCachingMemory, openCaching } from "../app/caching.ts";
import { type Config, ConfigError } from "../app/config.ts";
import { type Mailing, openMailing } from "../app/mailing.ts";
import { deleteExpired } from "../app/retention.ts";
import type { Db } from "../database/index.ts";
import { type Consumers, createDispatcher } from "../events/index.ts";
import type { Log } from "../providers/log.ts";
import { readMode } from "../redis/index.ts";

/**
 * Opens the cache of a long-lived process, as on Node and Deno. An in-memory cache is used only where no other
 * process writes to the database, as with the embedded one: other processes cannot invalidate it. Elsewhere caching
 * requires Redis.
 */
export async function cachingOf({ cachesInMemory, redis }: Config, db: Db, log: Log): Promise<Caching | undefined> {
  if (redis.kind === "memory" && !cachesInMemory) return undefined;
  // Imported only when used: the Redis client takes 15 MiB.
  const tcp = redis.kind === "tcp" ? (await import("../redis/tcp.ts")).createTcpTransport : undefined;
  const caching = openCaching({ redis, db, log, memory: createCachingMemory(log), ...(tcp !== undefined && { tcp }) });
  if (redis.kind === "tcp") await refuseOtherModes(caching);
  return caching;
}

const otherModes: Readonly<Record<string, string>> = {
  cluster: "leads to a node of a Redis Cluster; name a Redis that is no cluster, such as one with replicas",
  sentinel: "leads to a Redis Sentinel; name the Redis that it watches, or a proxy that follows its failovers",
};

/**
 * Fails at startup when Redis is reachable and runs in an unsupported mode.
 * @throws {ConfigError} for Redis Cluster and Sentinel.
 */
async function refuseOtherModes({ connection, close }: Caching): Promise<void> {
  const advice = otherModes[(await readMode(connection.redis)) ?? ""];
  if (advice === undefined) return;
  await close();
  throw new ConfigError(`REDIS_URL: ${advice}`);
}

/** Opens the mail transport of a long-lived process. */
export async function mailingOf({ mail }: Config, log: Log): Promise<Mailing> {
  const smtp = mail.kind === "smtp" ? (await import("../providers/mail/smtp.ts")).createSmtpTransport : undefined;
  return openMailing(mail, log, smtp);
}

/** Dependencies of the background work. */
export interface Background {
  readonly db: Db;
  readonly log: Log;
  readonly caching: Caching | undefined;
  readonly consumers: Consumers;
  /** A direct database URL, for LISTEN/NOTIFY. */
  readonly listenUrl: string;
}

const expireEveryMs = 3_600_000;
const maxExpired = 10_000;

/** Runs the outbox dispatcher and hourly retention until the signal aborts. */
export async function dispatchUntil(
  signal: AbortSignal,
  { db, log, caching, consumers, listenUrl }: Background,
): Promise<void> {
  const expire = () => void deleteExpired(db, { max: maxExpired }).catch(() => {});
  const timer = setInterval(expire, expireEveryMs);
  // Invalidations that other processes could not perform arrive only as notifications.
  if (caching?.isShared) caching.cache.inform(false);
  const dispatcher = createDispatcher({ db, log, consumers });
  await dispatcher.loop(signal, {
    listenUrl,
    onListening: (isListening) => {
      if (caching?.isShared) caching.cache.inform(isListening);
    },
    onHastened: (event) => {
      if (event === undefined || event === "cache.cleared") caching?.cache.markSuspect();
    },
  });
  clearInterval(timer);
}
