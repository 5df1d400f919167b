import { type Caching, createCachingMemory, openCaching } from "../app/caching.ts";
import { type Config, ConfigError } from "../app/config.ts";
import type { Db } from "../database/index.ts";
import type { Log } from "../providers/log.ts";
import { readMode, type Transport } from "../redis/index.ts";
import type { TlsMismatch } from "../redis/tls-mismatch.ts";

/**
 * Opens the cache of a long-lived process, as on Node and Deno. An in-memory cache is used only where no other
 * process writes to the database, as with the embedded one: other processes cannot invalidate it. Processes of one
 * supervisor share its memory. Elsewhere caching requires Redis.
 */
export async function openProcessCaching(
  { cachesInMemory, redis }: Config,
  { db, log, parent }: { readonly db: Db; readonly log: Log; readonly parent: Transport | undefined },
): Promise<Caching | undefined> {
  if (redis.kind === "memory" && !cachesInMemory) return undefined;
  const memory = createCachingMemory(log);
  if (redis.kind === "memory" && parent !== undefined)
    return openCaching({ redis: { kind: "parent" }, db, log, memory, parent });
  // Imported only when used: the Redis client takes 15 MiB.
  const tcp = redis.kind === "tcp" ? (await import("../redis/tcp-transport.ts")).createTcpTransport : undefined;
  const caching = openCaching({ redis, db, log, memory, ...(tcp !== undefined && { tcp }) });
  if (redis.kind === "tcp") await rejectUnsupportedRedis(caching, redis.url);
  return caching;
}

const unsupportedModes: Readonly<Record<string, string>> = {
  cluster:
    "points to a node of a Redis Cluster, which is not supported; use a Redis that is not a cluster, such as one with replicas",
  sentinel:
    "points to a Redis Sentinel; use the address of the Redis that it monitors, or of a proxy that follows its failovers",
};

const tlsAdvice: Readonly<Record<TlsMismatch, string>> = {
  expected: "the server expects TLS; begin the address with rediss:// (TLS_EXPECTED)",
  missing: "the server does not speak TLS; begin the address with redis:// (TLS_MISSING)",
};

/** The problem with an address that can never work, and its solution; `undefined` where it may work, now or later. */
async function adviceAbout({ connection }: Caching, url: string): Promise<string | undefined> {
  const mode = await readMode(connection.redis);
  if (mode !== undefined) return unsupportedModes[mode];
  const mismatch = await (await import("../redis/tls-mismatch.ts")).findTlsMismatch(url);
  return mismatch && tlsAdvice[mismatch];
}

/**
 * Fails the startup when Redis is reachable but of an unsupported mode, or when only one of Redis and its address uses TLS.
 * @throws {ConfigError} for Redis Cluster and Sentinel, and for the wrong one of `redis://` and `rediss://`.
 */
async function rejectUnsupportedRedis(caching: Caching, url: string): Promise<void> {
  const advice = await adviceAbout(caching, url);
  if (advice === undefined) return;
  await caching.close();
  throw new ConfigError(`REDIS_URL: ${advice}`);
}
