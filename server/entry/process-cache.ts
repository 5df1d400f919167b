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
export async function cachingOf(
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
  if (redis.kind === "tcp") await refuseMisnamed(caching, redis.url);
  return caching;
}

const otherModes: Readonly<Record<string, string>> = {
  cluster: "leads to a node of a Redis Cluster; name a Redis that is no cluster, such as one with replicas",
  sentinel: "leads to a Redis Sentinel; name the Redis that it watches, or a proxy that follows its failovers",
};

const tlsAdvice: Readonly<Record<TlsMismatch, string>> = {
  expected: "the server expects TLS; begin the address with rediss:// (TLS_EXPECTED)",
  missing: "the server does not speak TLS; begin the address with redis:// (TLS_MISSING)",
};

/** The advice about an address whose server can never serve; `undefined` where it may, now or later. */
async function adviceAbout({ connection }: Caching, url: string): Promise<string | undefined> {
  const mode = await readMode(connection.redis);
  if (mode !== undefined) return otherModes[mode];
  const mismatch = await (await import("../redis/tls-mismatch.ts")).findTlsMismatch(url);
  return mismatch && tlsAdvice[mismatch];
}

/**
 * Fails at startup when Redis is reachable and unsupported, or speaks TLS where the address does not.
 * @throws {ConfigError} for Redis Cluster and Sentinel, and for the wrong one of `redis://` and `rediss://`.
 */
async function refuseMisnamed(caching: Caching, url: string): Promise<void> {
  const advice = await adviceAbout(caching, url);
  if (advice === undefined) return;
  await caching.close();
  throw new ConfigError(`REDIS_URL: ${advice}`);
}
