import { createSemaphore } from "../concurrency/semaphore.ts";
import { type RedisConnection, type RedisLog, RedisUnavailable } from "../redis/index.ts";
import { CacheReader } from "./cache-reader.ts";
import { createOwnEpochs, type EpochSource } from "./epoch.ts";
import { encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import { createLeaseLoader } from "./lease-loader.ts";
import { createLocalLevel, type LocalLevel } from "./local-entries.ts";
import { type BeforeRecovery, Recovery } from "./recovery.ts";
import { createRecoveryState, type RecoveryState } from "./recovery-state.ts";
import { trustAlways } from "./reply-trust.ts";
import { createStore, type Store, type StoreOptions } from "./store.ts";
import { type CacheRequest, type CacheResult, type CacheStats, type Load, noStats } from "./types.ts";

/** Cache state of one process; on Workers, of one isolate across its requests. Holds no connection. */
export interface CacheMemory {
  readonly local: LocalLevel;
  readonly recovery: RecoveryState;
  readonly stats: CacheStats;
}

/** Creates cache state whose local level holds at most `maxLocalBytes`. */
export const createCacheMemory = (maxLocalBytes = 16 * 1024 * 1024): CacheMemory => ({
  local: createLocalLevel(maxLocalBytes),
  recovery: createRecoveryState(),
  stats: noStats(),
});

export interface CacheOptions extends Pick<StoreOptions, "maxBodyBytes"> {
  readonly connection: Pick<RedisConnection, "redis" | "urgent" | "failureCount" | "keepsConnection" | "space">;
  /** Key prefix where no database supplies its own. */
  readonly prefix?: string;
  /** Absent where a single process writes. */
  readonly epochs?: EpochSource;
  readonly log: RedisLog;
  readonly memory?: CacheMemory;
  /** Keeps the process alive, or on Workers the request (`waitUntil`), until the background work is done. */
  readonly defer?: (work: Promise<unknown>) => void;
  /** Awaited before cached values are served, at startup and after a Redis outage: applies invalidations that other processes left undone. */
  readonly beforeRecovery?: BeforeRecovery;
  readonly leaseMs?: number;
  /** Load timeout; shorter than the lease, so that a load that ends in time can still be stored. */
  readonly loadTimeoutMs?: number;
  /** How long a caller waits for the load of another process before it loads the entry itself. */
  readonly waitTimeoutMs?: number;
  /** Concurrent loads without a lease, by callers whose wait timed out. */
  readonly maxUnleasedLoads?: number;
}

/** Result of an invalidation. */
export interface Cleared {
  /** Epoch of the invalidation, to compare with the database's current one; absent where no database keeps epochs. */
  readonly epoch: string | undefined;
}

/** Read-through cache of database values, stored in Redis as text. */
export interface Cache {
  /** The cache hit that {@link through} would return, where it is available synchronously; `undefined` does not mean a miss. */
  readonly peek: (request: CacheRequest) => CacheResult | undefined;
  /**
   * Returns the cached value, or loads it. The value reflects every write whose tags were cleared before the call; a write
   * without a clear shows up late by the fresh time and `staleMs`. Redis failures bypass the cache; load failures reach the caller.
   * @throws what `load` throws; {@link DeadlineExceeded} of the load; {@link SemaphoreFull}.
   */
  readonly through: (request: CacheRequest, load: Load) => Promise<CacheResult>;
  /**
   * Invalidates all entries under these tags; call it after the commit. `null`: the clear is not known to have reached Redis.
   * This process then serves nothing from the cache until the clear is retried; other processes must learn of it by its job.
   */
  readonly clear: (tags: readonly KeyParts[]) => Promise<Cleared | null>;
  /** Reports that a clear of another process is missing: the cache is bypassed until `beforeRecovery` has run. */
  readonly markSuspect: () => void;
  /** Reports whether this process is notified of such a clear. While it is not, the cache is bypassed. */
  readonly inform: (isInformed: boolean) => void;
  /** Health check: runs a script, as reads and clears do. @throws {RedisUnavailable} where that fails or is refused. */
  readonly check: () => Promise<void>;
  readonly stats: () => Readonly<CacheStats>;
  /** Resolves when no background work is left. */
  readonly idle: () => Promise<void>;
}

const defaultLeaseMs = 5000;
const leaseMarginMs = 1000;
const maxOwnLoadsWaiting = 1000;

/** Tracks background work so that it can be awaited; failures are logged where they happen. */
function createDeferred(defer: (work: Promise<unknown>) => void) {
  const work = new Set<Promise<unknown>>();
  return {
    inBackground: (task: Promise<unknown>) => {
      const quiet: Promise<unknown> = task.catch(() => {}).finally(() => work.delete(quiet));
      work.add(quiet);
      defer(quiet);
    },
    idle: async () => {
      while (work.size > 0) await Promise.all(work);
    },
  };
}

/** Starts recovery in the background; reads bypass the cache meanwhile instead of waiting. Never rejects. */
function recoverLater(
  recovery: Recovery,
  inBackground: (task: Promise<unknown>) => void,
  log: RedisLog,
): Promise<void> {
  const recovered = recovery.recover().catch((error: unknown) => {
    if (!(error instanceof RedisUnavailable)) log.warn("cache.recovery_failed");
  });
  inBackground(recovered);
  return recovered;
}

/** Clears tags. @returns whether the Redis of this epoch is known to have applied the clear. */
async function clearWitnessed(recovery: Recovery, store: Store, { epoch }: RecoveryState, tags: readonly KeyParts[]) {
  try {
    // Key names depend on the epoch.
    if (epoch === null) await recovery.recover();
    const isWitnessed = recovery.witness();
    recovery.learn(await store.clear(tags));
    if (!isWitnessed()) await recovery.recover();
    return isWitnessed();
  } catch {
    // A failure of Redis, or of the database that keeps the epoch: a job retries the clear.
    return false;
  }
}

type InBackground = (task: Promise<unknown>) => void;

/** Reads the current epoch. @throws {RedisUnavailable} while it is not known. */
const epochIn = (memory: RecoveryState) => () => {
  if (memory.epoch === null) throw new RedisUnavailable("open");
  return memory.epoch;
};

/** Creates the store and its recovery, which need each other: the store's replies are trusted while nothing is missing. */
function createStoreAndRecovery(options: CacheOptions, memory: RecoveryState, inBackground: InBackground) {
  const { connection, log, beforeRecovery } = options;
  const { redis, urgent, space, failureCount, keepsConnection } = connection;
  const isLocal = space !== undefined;
  const own = createOwnEpochs(options.prefix ?? "dovetail:cache:");
  if (isLocal) {
    memory.epoch ??= own.first;
    memory.recoveredFailureCount ??= 0;
  }
  const trust = () => (isLocal ? trustAlways() : recovery.trust());
  const store = createStore(redis, { ...options, epoch: epochIn(memory), trust, urgent, space });
  const epochs = options.epochs ?? own;
  // Other processes may not have noticed, so end the epoch at once.
  const onLost = () => void recoverLater(recovery, inBackground, log);
  const state = { store, memory, epochs, log, failureCount, isLocal, keepsConnection };
  const recovery = new Recovery({ ...state, onLost, beforeRecovery });
  return { store, recovery };
}

function createReader(
  options: CacheOptions,
  { local, stats }: CacheMemory,
  store: Store,
  inBackground: InBackground,
): CacheReader {
  const { log, leaseMs = defaultLeaseMs, loadTimeoutMs = leaseMs - leaseMarginMs } = options;
  if (loadTimeoutMs <= 0 || loadTimeoutMs >= leaseMs)
    throw new RangeError("loadTimeoutMs must be above 0 and below leaseMs");
  const leaseLoader = createLeaseLoader({ store, local, stats, log, inBackground, loadTimeoutMs });
  const unleasedLoads = createSemaphore({ maxRunning: options.maxUnleasedLoads ?? 16, maxWaiting: maxOwnLoadsWaiting });
  return new CacheReader({ ...options, store, local, stats, inBackground, leaseLoader, unleasedLoads, leaseMs });
}

/** Creates a cache over a connection. Cheap: on Workers each request creates one, with a shared {@link CacheMemory}. */
export function createCache(options: CacheOptions): Cache {
  const { log, memory = createCacheMemory(), defer = () => {} } = options;
  const { stats } = memory;
  const { inBackground, idle } = createDeferred(defer);
  const { store, recovery } = createStoreAndRecovery(options, memory.recovery, inBackground);
  const reader = createReader(options, memory, store, inBackground);

  // Repeated requests pass the same key object.
  const nameOf = rememberedBy(encodeKey);
  return {
    peek: ({ key, tags }) => {
      const found = recovery.isReady() ? store.peek(key, tags) : undefined;
      if (found === undefined) return undefined;
      stats.hits += 1;
      return { value: found.body, isMissing: found.isMissing, source: "hit", entryId: found.id };
    },
    through: (request, load) => {
      const name = nameOf(request.key);
      if (recovery.isReady()) {
        if (recovery.isConfirmed()) return reader.read(name, request, load);
        return recovery.confirm().then((is) => (is ? reader.read(name, request, load) : reader.bypass(name, load)));
      }
      const recovered = recoverLater(recovery, inBackground, log);
      // With no missed clears to apply, the first reads wait for recovery.
      if (options.beforeRecovery !== undefined || memory.recovery.epoch !== null) return reader.bypass(name, load);
      return recovered.then(() => (recovery.isReady() ? reader.read(name, request, load) : reader.bypass(name, load)));
    },
    clear: async (tags) => {
      const isCleared = await clearWitnessed(recovery, store, memory.recovery, tags);
      if (isCleared) return { epoch: options.epochs && memory.recovery.epoch?.id };
      recovery.remember(tags);
      stats.failedClears += 1;
      return null;
    },
    markSuspect: () => recovery.markSuspect(),
    inform: (isInformed) => recovery.inform(isInformed),
    check: async () => void (await store.identify(memory.recovery.epoch)),
    stats: () => ({ ...stats }),
    idle,
  };
}
