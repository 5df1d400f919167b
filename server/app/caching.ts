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
import { completeClears, type Handlers, listPending } from "../jobs/index.ts";
import type { Log } from "../providers/log.ts";
import {
  type Breaker,
  createLoggedBreaker,
  createMemoryTransport,
  openRedis,
  type RedisAddress,
  type RedisConnection,
  type Transport,
} from "../redis/index.ts";
import { enterEpoch, isCurrentEpoch, readDatabaseIdentity } from "./cache-epoch.queries.ts";

/** Cache state that a process, or on Workers an isolate, keeps between requests. Holds no connection. */
export interface CachingMemory {
  readonly breaker: Breaker;
  readonly cache: CacheMemory;
  readonly redis: Transport;
  /** {@link Caching.keyPrefix}, once it is known. */
  keyPrefix: string | undefined;
}

export const createCachingMemory = (log: Log): CachingMemory => ({
  breaker: createLoggedBreaker(log),
  cache: createCacheMemory(),
  redis: createMemoryTransport(),
  keyPrefix: undefined,
});

export interface CachingOptions {
  readonly redis: RedisAddress;
  readonly db: Db;
  readonly log: Log;
  readonly memory: CachingMemory;
  /** `createTcpTransport`, on runtimes with long-lived sockets. */
  readonly tcp?: (url: string) => Transport;
  /** `createParentTransport`, in a process that has a supervisor. */
  readonly parent?: Transport;
  /** Extends a request's lifetime past its response: `waitUntil` on Workers. */
  readonly defer?: (work: Promise<unknown>) => void;
}

/** A cache in Redis that stays consistent with the database. */
export interface Caching {
  readonly cache: Cache;
  /**
   * Whether entries outlive this process. If so, invalidations must be repeated from the jobs when the process dies
   * before it performs them.
   */
  readonly isShared: boolean;
  readonly connection: RedisConnection;
  /**
   * The prefix of this database's keys, since several databases may share a Redis.
   * @throws the database's error.
   */
  readonly keyPrefix: () => Promise<string>;
  /** Handlers that repeat invalidations which processes left undone. */
  readonly handlers: Handlers;
  readonly close: () => Promise<void>;
}

const maxPending = 100;

/** The braces are a Redis Cluster hash tag: all keys of a database live on one node, as multi-key scripts require. */
const keyPrefixOf = (database: string) =>
  `dovetail:{${createHash("sha256").update(database).digest("hex").slice(0, 16)}}:`;

/** Opens the cache. Redis connects lazily, at the first command. */
export function openCaching({ redis, db, log, memory, tcp, parent, defer }: CachingOptions): Caching {
  const { breaker, redis: inMemory } = memory;
  const transports = { ...(tcp !== undefined && { tcp }), ...(parent !== undefined && { parent }) };
  const connection = openRedis(redis, { log, breaker, memory: inMemory, ...transports });
  const isShared = redis.kind !== "memory";
  const epochs: EpochSource = {
    enter: async (identity, lost) => {
      const { database, epoch } = await enterEpoch(db, identity, lost);
      return { prefix: `${keyPrefixOf(database)}cache:`, id: epoch };
    },
  };
  /** Performs the invalidations that other processes could not, because Redis was unavailable or the process ended. */
  const beforeRecovery: BeforeRecovery = async (clear, { id: epoch }) => {
    for (;;) {
      const pending = await listPending(db, "cache.invalidate", { max: maxPending });
      if (pending.length === 0) return;
      await clear(pending.flatMap(({ input }) => input.tags.map((tag) => [tag])));
      const ids = pending.map(({ id }) => id);
      if (!(await completeClears(db, ids, epoch))) throw new Error("another cache epoch began during the invalidation");
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
    handlers: {
      "cache.invalidate": async ({ input }) => {
        const cleared = await cache.clear(input.tags.map((tag) => [tag]));
        if (cleared === null) throw new Error("Redis could not be reached");
        if (cleared.epoch === undefined || (await isCurrentEpoch(db, cleared.epoch))) return;
        cache.markSuspect();
        throw new Error("another cache epoch began during the invalidation");
      },
    },
    close: connection.close,
  };
}
