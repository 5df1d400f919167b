import { type RedisConnection, type RedisLog, RedisUnavailable } from "../redis/index.ts";
import { createCacheReader } from "./cache-reader.ts";
import { createOwnEpochs, type EpochSource } from "./epoch.ts";
import { encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import { createLeaseLoader } from "./lease-loader.ts";
import { createLocalLevel, type LocalLevel } from "./local.ts";
import {
  type BeforeRecovery,
  createRecovery,
  createRecoveryState,
  type Recovery,
  type RecoveryState,
} from "./recovery.ts";
import { createSemaphore } from "./semaphore.ts";
import { createStore, type Store, type StoreOptions } from "./store.ts";
import { trustAlways } from "./trust.ts";
import { type CacheRequest, type CacheResult, type CacheStats, type Load, noStats } from "./types.ts";

/** What a process keeps; on Workers an isolate keeps one for all its requests. Holds no connection. */
export interface CacheMemory {
  readonly local: LocalLevel;
  readonly gate: RecoveryState;
  readonly stats: CacheStats;
}

/** A memory with `maxLocalBytes` for bodies. */
export const createCacheMemory = (maxLocalBytes = 16 * 1024 * 1024): CacheMemory => ({
  local: createLocalLevel(maxLocalBytes),
  gate: createRecoveryState(),
  stats: noStats(),
});

/** What a cache is made of. */
export interface CacheOptions extends Pick<StoreOptions, "maxBodyBytes"> {
  readonly connection: Pick<RedisConnection, "redis" | "urgent" | "failureCount" | "keepsConnection" | "space">;
  /** Begins the keys where no database tells its own. */
  readonly prefix?: string;
  /** Absent where one process alone writes. */
  readonly epochs?: EpochSource;
  readonly log: RedisLog;
  readonly memory?: CacheMemory;
  /** Keeps the process, or on Workers the request (`waitUntil`), until the work is done. */
  readonly defer?: (work: Promise<unknown>) => void;
  /** Awaited before cached values are served, at first and after Redis was away: to apply clears that others left. */
  readonly beforeRecovery?: BeforeRecovery;
  readonly leaseMs?: number;
  /** Shorter than the lease, so that a load that ends in time can be stored. */
  readonly loadLimitMs?: number;
  /** How long a caller waits for another's load before it loads for itself. */
  readonly waitLimitMs?: number;
  /** Callers at once that load for themselves after having waited. */
  readonly maxOwnLoads?: number;
}

/** Where tags were cleared. */
export interface Cleared {
  /** To be compared with what the database says now; absent where no database tells epochs. */
  readonly epoch: string | undefined;
}

/** Values of the database, kept in Redis as text. */
export interface Cache {
  /** What {@link through} would answer, where that needs no waiting; `undefined` says nothing. */
  readonly peek: (request: CacheRequest) => CacheResult | undefined;
  /**
   * The value from the cache, or by `load`. Never older than a write that was cleared before the call, but, at
   * no clear, by `staleMs`. Redis's failures are not the caller's: the load is.
   * @throws what `load` throws; {@link LoadTimeout}; {@link CacheOverloaded}.
   */
  readonly through: (request: CacheRequest, load: Load) => Promise<CacheResult>;
  /**
   * Ends all entries under these tags; to be called after the commit. `null`: it is not known to have reached Redis. Then this
   * process serves nothing from the cache until the clear is made up for; others must learn of it elsewhere (the outbox).
   */
  readonly clear: (tags: readonly KeyParts[]) => Promise<Cleared | null>;
  /** Says that a clear of another process is missing: nothing is served from the cache until `beforeRecovery` has run. */
  readonly markSuspect: () => void;
  /** Says whether this process would hear of such a clear. While not, nothing is served from the cache. */
  readonly inform: (isInformed: boolean) => void;
  /** Runs a script as reads and clears do. @throws {RedisUnavailable} where that is not possible, or not allowed. */
  readonly check: () => Promise<void>;
  readonly stats: () => Readonly<CacheStats>;
  /** Resolves when no deferred work is left. */
  readonly idle: () => Promise<void>;
}

const defaultLeaseMs = 5000;
const leaseMarginMs = 1000;
const maxOwnLoadsWaiting = 1000;

/** Follows deferred work so that it can be waited for; its failures are told where they happen. */
function createDeferred(defer: (work: Promise<unknown>) => void) {
  const work = new Set<Promise<unknown>>();
  return {
    later: (task: Promise<unknown>) => {
      const quiet: Promise<unknown> = task.catch(() => {}).finally(() => work.delete(quiet));
      work.add(quiet);
      defer(quiet);
    },
    idle: async () => {
      while (work.size > 0) await Promise.all(work);
    },
  };
}

/** Starts to catch up; reads bypass the cache meanwhile, so that none waits for it. Never rejects. */
function resumeLater(gate: Recovery, later: (task: Promise<unknown>) => void, log: RedisLog): Promise<void> {
  const resumed = gate.recover().catch((error: unknown) => {
    if (!(error instanceof RedisUnavailable)) log.warn("cache.recovery_failed");
  });
  later(resumed);
  return resumed;
}

/** Clears. @returns whether the Redis of this epoch is known to have done it. */
async function clearWitnessed(gate: Recovery, store: Store, { epoch }: RecoveryState, tags: readonly KeyParts[]) {
  try {
    // Before that, names are not known.
    if (epoch === null) await gate.recover();
    const isWitnessed = gate.witness();
    gate.learn(await store.clear(tags));
    if (!isWitnessed()) await gate.recover();
    return isWitnessed();
  } catch {
    // Redis's failures, and the database's that knows the epoch: both leave it to the outbox.
    return false;
  }
}

/** Opens a cache over a connection. Cheap: on Workers each request makes one, with a shared {@link CacheMemory}. */
export function createCache(options: CacheOptions): Cache {
  const { connection, log, memory = createCacheMemory(), defer = () => {} } = options;
  const { leaseMs = defaultLeaseMs, loadLimitMs = leaseMs - leaseMarginMs } = options;
  if (loadLimitMs <= 0 || loadLimitMs >= leaseMs) throw new RangeError("a load must end before its lease");
  const { redis, urgent, space, failureCount, keepsConnection } = connection;
  const isLocal = space !== undefined;
  const { later, idle } = createDeferred(defer);
  const own = createOwnEpochs(options.prefix ?? "dovetail:cache:");
  if (isLocal) {
    memory.gate.epoch ??= own.first;
    memory.gate.recoveredFailureCount ??= 0;
  }
  const epoch = () => {
    if (memory.gate.epoch === null) throw new RedisUnavailable("open");
    return memory.gate.epoch;
  };
  const trust = () => (isLocal ? trustAlways() : gate.trust());
  const store = createStore(redis, { ...options, epoch, trust, urgent, space });
  const gate = createRecovery({
    store,
    memory: memory.gate,
    epochs: options.epochs ?? own,
    log,
    failureCount: failureCount,
    isLocal,
    keepsConnection,
    // Others may have noticed nothing: the sooner the epoch ends, the better.
    onLost: () => void resumeLater(gate, later, log),
    beforeRecovery: options.beforeRecovery,
  });
  const { stats, local } = memory;
  const leading = createLeaseLoader({ store, local, stats, log, later, loadLimitMs });
  const turns = createSemaphore(options.maxOwnLoads ?? 16, maxOwnLoadsWaiting);
  const reading = createCacheReader({ ...options, store, local, stats, later, leading, turns, leaseMs });

  // Requests that come again bring the same key.
  const nameOf = rememberedBy(encodeKey);
  return {
    peek: ({ key, tags }) => {
      const found = gate.isReady() ? store.peek(key, tags) : undefined;
      if (found === undefined) return undefined;
      stats.hits += 1;
      return { value: found.body, isMissing: found.isMissing, source: "hit", entryId: found.id };
    },
    through: (request, load) => {
      const name = nameOf(request.key);
      if (gate.isReady()) {
        if (gate.isConfirmed()) return reading.read(name, request, load);
        return gate.confirm().then((is) => (is ? reading.read(name, request, load) : reading.bypass(name, load)));
      }
      const resumed = resumeLater(gate, later, log);
      // Where nothing is to be made up for, the first reads wait.
      if (options.beforeRecovery !== undefined || memory.gate.epoch !== null) return reading.bypass(name, load);
      return resumed.then(() => (gate.isReady() ? reading.read(name, request, load) : reading.bypass(name, load)));
    },
    clear: async (tags) => {
      const isCleared = await clearWitnessed(gate, store, memory.gate, tags);
      if (isCleared) return { epoch: options.epochs && epoch().id };
      gate.remember(tags);
      stats.failedClears += 1;
      return null;
    },
    markSuspect: gate.markSuspect,
    inform: gate.inform,
    check: async () => void (await store.identify(memory.gate?.epoch ?? null)),
    stats: () => ({ ...stats }),
    idle,
  };
}
