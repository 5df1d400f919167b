import { type RedisConnection, type RedisLog, RedisUnavailable } from "../redis/index.ts";
import { createGate, createGateMemory, type Gate, type GateMemory } from "./gate.ts";
import { encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import { createLeading } from "./leading.ts";
import { createLocalLevel, type LocalLevel } from "./local.ts";
import { createReading } from "./reading.ts";
import { type Answer, type CacheRequest, type CacheStats, type Load, noStats } from "./request.ts";
import { createStore, type StoreOptions } from "./store.ts";
import { createTurns } from "./turns.ts";

/** What a process keeps; on Workers an isolate keeps one for all its requests. Holds no connection. */
export interface CacheMemory {
  readonly local: LocalLevel;
  readonly gate: GateMemory;
  readonly stats: CacheStats;
}

/** A memory with `maxLocalBytes` for bodies. */
export const createCacheMemory = (maxLocalBytes = 16 * 1024 * 1024): CacheMemory => ({
  local: createLocalLevel(maxLocalBytes),
  gate: createGateMemory(),
  stats: noStats(),
});

/** What a cache is made of. */
export interface CacheOptions extends StoreOptions {
  readonly connection: Pick<RedisConnection, "redis" | "urgent" | "state" | "disturbances"> &
    Partial<Pick<RedisConnection, "space">>;
  readonly log: RedisLog;
  readonly memory?: CacheMemory;
  /** Keeps the process, or on Workers the request (`waitUntil`), until the work is done. */
  readonly defer?: (work: Promise<unknown>) => void;
  /** Awaited before cached values are served, at first and after Redis was away: to apply clears that others left. */
  readonly beforeResume?: () => Promise<void>;
  readonly leaseMs?: number;
  /** Shorter than the lease, so that a load that ends in time can be stored. */
  readonly loadLimitMs?: number;
  /** How long a caller waits for another's load before it loads for itself. */
  readonly waitLimitMs?: number;
  /** Callers at once that load for themselves after having waited. */
  readonly maxOwnLoads?: number;
}

/** Values of the database, kept in Redis as text. */
export interface Cache {
  /** What {@link through} would answer, where that needs no waiting; `undefined` says nothing. */
  readonly peek: (request: CacheRequest) => Answer | undefined;
  /**
   * The value from the cache, or by `load`. Never older than a write that was cleared before the call, but, at
   * no clear, by `staleMs`. Redis's failures are not the caller's: the load is.
   * @throws what `load` throws; {@link LoadTimeout}; {@link CacheOverloaded}.
   */
  readonly through: (request: CacheRequest, load: Load) => Promise<Answer>;
  /**
   * Ends all entries under these tags; to be called after the commit. False: Redis could not be reached. Then this process
   * serves nothing from the cache until the clear is made up for; others must learn of it elsewhere (the outbox).
   */
  readonly clear: (tags: readonly KeyParts[]) => Promise<boolean>;
  /** Says that a clear of another process is missing: nothing is served from the cache until `beforeResume` has run. */
  readonly doubt: () => void;
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

/** Starts to catch up; reads bypass the cache meanwhile, so that none waits for it. */
function resumeLater(gate: Gate, later: (task: Promise<unknown>) => void, log: RedisLog): void {
  later(
    gate.resume().then(
      () => {},
      (error: unknown) => {
        if (!(error instanceof RedisUnavailable)) log.warn("cache.resume_failed");
      },
    ),
  );
}

/** Opens a cache over a connection. Cheap: on Workers each request makes one, with a shared {@link CacheMemory}. */
export function createCache(options: CacheOptions): Cache {
  const { connection, log, memory = createCacheMemory(), defer = () => {} } = options;
  const { leaseMs = defaultLeaseMs, loadLimitMs = leaseMs - leaseMarginMs } = options;
  if (loadLimitMs <= 0 || loadLimitMs >= leaseMs) throw new RangeError("a load must end before its lease");
  const store = createStore(connection.redis, { ...options, urgent: connection.urgent, space: connection.space });
  const gate = createGate({
    store,
    memory: memory.gate,
    disturbances: connection.disturbances,
    isOpen: () => connection.state() === "open",
    beforeResume: options.beforeResume,
  });
  const { later, idle } = createDeferred(defer);
  const { stats, local } = memory;
  const leading = createLeading({ store, local, stats, log, later, loadLimitMs });
  const turns = createTurns(options.maxOwnLoads ?? 16, maxOwnLoadsWaiting);
  const reading = createReading({ ...options, store, local, stats, later, leading, turns, leaseMs });

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
      if (!gate.isReady()) {
        resumeLater(gate, later, log);
        return reading.bypass(name, load);
      }
      return reading.read(name, request, load);
    },
    clear: async (tags) => {
      try {
        await store.clear(tags);
        return true;
      } catch (error) {
        if (!(error instanceof RedisUnavailable)) throw error;
        gate.remember(tags);
        stats.failedClears += 1;
        return false;
      }
    },
    doubt: gate.doubt,
    stats: () => ({ ...stats }),
    idle,
  };
}
