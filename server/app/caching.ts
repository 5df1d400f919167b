import { type Cache, type CacheMemory, createCache, createCacheMemory, createStore } from "../cache/index.ts";
import type { Db } from "../database/index.ts";
import { type Consumers, complete, listPending } from "../events/index.ts";
import type { Log } from "../providers/log.ts";
import {
  type Breaker,
  createLoggedBreaker,
  createMemoryTransport,
  openRedis,
  type RedisConnection,
  type Transport,
} from "../redis/index.ts";
import type { RedisConfig } from "./config.ts";

/** What a process, or on Workers an isolate, keeps between requests. Holds no connection. */
export interface CachingMemory {
  readonly breaker: Breaker;
  readonly cache: CacheMemory;
  readonly redis: Transport;
}

export const createCachingMemory = (log: Log): CachingMemory => ({
  breaker: createLoggedBreaker(log),
  cache: createCacheMemory(),
  redis: createMemoryTransport(),
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
  /** Repeats clears that were left in the outbox. */
  readonly consumers: Consumers;
  readonly close: () => Promise<void>;
}

const maxPending = 100;

/** Opens the cache; Redis is connected to when first asked. */
export function openCaching({ redis, db, log, memory, tcp, defer }: CachingOptions): Caching {
  const { breaker, redis: inMemory } = memory;
  const connection = openRedis(redis, { log, breaker, memory: inMemory, ...(tcp !== undefined && { tcp }) });
  const store = createStore(connection.redis);
  const isShared = redis.kind !== "memory";
  /** Clears that other processes could not do while Redis was away, or before they ended. */
  const beforeRecovery = async () => {
    for (;;) {
      const pending = await listPending(db, "cache.cleared", { max: maxPending });
      if (pending.length === 0) return;
      await store.clear(pending.flatMap(({ payload }) => payload.tags.map((tag) => [tag])));
      await complete(
        db,
        pending.map(({ id }) => id),
      );
    }
  };
  const cache = createCache({
    connection,
    log,
    memory: memory.cache,
    ...(isShared && { beforeRecovery }),
    ...(defer !== undefined && { defer }),
  });
  return {
    cache,
    isShared,
    connection,
    consumers: {
      "cache.cleared": async ({ payload }) => {
        if (!(await cache.clear(payload.tags.map((tag) => [tag])))) throw new Error("Redis could not be reached");
      },
    },
    close: connection.close,
  };
}
