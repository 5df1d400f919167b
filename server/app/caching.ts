import { createHash } from "node:crypto";
import {
  type BeforeRecovery,
  type Cache,
  type CacheMemory,
  createCache,
  createCacheMemory,
  type EpochSource,
} from "../cache/index.ts";
import type { Db } from "../database/index.ts";
import { type Consumers, completeClears, listPending } from "../events/index.ts";
import type { Log } from "../providers/log.ts";
import {
  type Breaker,
  createLoggedBreaker,
  createMemoryTransport,
  openRedis,
  type RedisConnection,
  type Transport,
} from "../redis/index.ts";
import { enterEpoch, isCurrentEpoch, readDatabaseIdentity } from "./cache-epoch.queries.ts";
import type { RedisConfig } from "./config.ts";

/** What a process, or on Workers an isolate, keeps between requests. Holds no connection. */
export interface CachingMemory {
  readonly breaker: Breaker;
  readonly cache: CacheMemory;
  readonly redis: Transport;
  /** As {@link Caching.keyPrefix}, once it is known. */
  keyPrefix: string | undefined;
}

export const createCachingMemory = (log: Log): CachingMemory => ({
  breaker: createLoggedBreaker(log),
  cache: createCacheMemory(),
  redis: createMemoryTransport(),
  keyPrefix: undefined,
});

/** What a cache is opened with. */
export interface CachingOptions {
  readonly redis: RedisConfig;
  readonly db: Db;
  readonly log: Log;
  readonly memory: CachingMemory;
  /** `createTcpTransport`, where the runtime keeps sockets. */
  readonly tcp?: (url: string) => Transport;
  /** Keeps a request's work alive after its answer, `waitUntil` on Workers. */
  readonly defer?: (work: Promise<unknown>) => void;
}

/** A cache over Redis, and what keeps it in step with the database. */
export interface Caching {
  readonly cache: Cache;
  /** Whether entries outlive this process, so that clears must be repeated from the outbox when it ends too early. */
  readonly isShared: boolean;
  readonly connection: RedisConnection;
  /** Begins every key of this database: several may share a Redis. Throws what the database throws. */
  readonly keyPrefix: () => Promise<string>;
  /** Repeats clears that were left in the outbox. */
  readonly consumers: Consumers;
  readonly close: () => Promise<void>;
}

const maxPending = 100;

/** In braces, a hash tag of Redis Cluster: all keys of a database lie on one node, where scripts reach them together. */
const keyPrefixOf = (database: string) =>
  `dovetail:{${createHash("sha256").update(database).digest("hex").slice(0, 16)}}:`;

/** Opens the cache; Redis is connected to when first asked. */
export function openCaching({ redis, db, log, memory, tcp, defer }: CachingOptions): Caching {
  const { breaker, redis: inMemory } = memory;
  const connection = openRedis(redis, { log, breaker, memory: inMemory, ...(tcp !== undefined && { tcp }) });
  const isShared = redis.kind !== "memory";
  const epochs: EpochSource = {
    enter: async (identity, lost) => {
      const { database, epoch } = await enterEpoch(db, identity, lost);
      return { prefix: `${keyPrefixOf(database)}cache:`, id: epoch };
    },
  };
  /** Clears that other processes could not do while Redis was away, or before they ended. */
  const beforeRecovery: BeforeRecovery = async (clear, { id: epoch }) => {
    for (;;) {
      const pending = await listPending(db, "cache.cleared", { max: maxPending });
      if (pending.length === 0) return;
      await clear(pending.flatMap(({ payload }) => payload.tags.map((tag) => [tag])));
      const ids = pending.map(({ id }) => id);
      // None done by us: others have, or another epoch has begun, which begins with them.
      if ((await completeClears(db, ids, epoch)) === 0 && !(await isCurrentEpoch(db, epoch)))
        throw new Error("another epoch began");
    }
  };
  const cache = createCache({
    connection,
    log,
    memory: memory.cache,
    ...(isShared && { epochs, beforeRecovery }),
    ...(defer !== undefined && { defer }),
  });
  return {
    cache,
    isShared,
    connection,
    keyPrefix: async () => {
      memory.keyPrefix ??= keyPrefixOf(await readDatabaseIdentity(db));
      return memory.keyPrefix;
    },
    consumers: {
      "cache.cleared": async ({ payload }) => {
        const cleared = await cache.clear(payload.tags.map((tag) => [tag]));
        if (cleared === null) throw new Error("Redis could not be reached");
        if (cleared.epoch === undefined || (await isCurrentEpoch(db, cleared.epoch))) return;
        cache.markSuspect();
        throw new Error("another epoch began");
      },
    },
    close: connection.close,
  };
}
