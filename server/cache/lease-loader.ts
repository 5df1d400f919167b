import { withDeadline } from "../concurrency/deadline.ts";
import { type RedisLog, RedisUnavailable } from "../redis/index.ts";
import type { LocalLevel } from "./local-entries.ts";
import type { Lease, Store } from "./store.ts";
import type { CacheRequest, CacheStats, Load, Loaded } from "./types.ts";

/** A load in flight in this process, and the versions of its tags at its start. */
export interface Flight {
  readonly versions: string;
  readonly loaded: Promise<Loaded>;
}

export interface LeaseLoaderOptions {
  readonly store: Store;
  readonly local: LocalLevel;
  readonly stats: CacheStats;
  readonly log: RedisLog;
  /** Keeps the process or request alive until the task ends. */
  readonly inBackground: (task: Promise<unknown>) => void;
  readonly loadTimeoutMs: number;
}

/** Loads under a lease and stores the result. */
export interface LeaseLoader {
  readonly loadUnderLease: (name: string, lease: Lease, request: CacheRequest, load: Load) => Flight;
  /** The load in flight for a key in this process. */
  readonly flight: (name: string) => Flight | undefined;
  /** Loads without a lease, within the load timeout. @throws {DeadlineExceeded} */
  readonly load: (load: Load) => Promise<Loaded>;
}

const maxNegativeMs = 30_000;

/** Time to live of a value; `null`: it is not stored. */
function freshnessOf({ freshMs, staleMs = 0, negativeMs = 0 }: CacheRequest, { isMissing }: Loaded) {
  const freshness = isMissing ? { freshMs: Math.min(negativeMs, maxNegativeMs), staleMs: 0 } : { freshMs, staleMs };
  return freshness.freshMs + freshness.staleMs > 0 ? freshness : null;
}

/** Redis outages are logged once, by the circuit breaker; only other errors are logged here. */
const isLoggedElsewhere = (error: unknown) => error instanceof RedisUnavailable;

/** Creates a loader. One load per key and process holds the lease at a time; callers get its value before it is stored. */
export function createLeaseLoader({
  store,
  local,
  stats,
  log,
  inBackground,
  loadTimeoutMs,
}: LeaseLoaderOptions): LeaseLoader {
  const flights = new Map<string, Flight>();
  const run = (load: Load) => {
    stats.loads += 1;
    return withDeadline(loadTimeoutMs, load);
  };

  const storeLoaded = async (name: string, lease: Lease, request: CacheRequest, loaded: Loaded) => {
    const freshness = freshnessOf(request, loaded);
    if (freshness === null) return void (await store.release(lease));
    const { value, isMissing = false } = loaded;
    const filled = await store.fill(lease, { body: value, isMissing }, freshness);
    if (filled !== "stored") stats.unfilled += 1;
    else
      local.put(name, {
        id: lease.token,
        body: value,
        isMissing,
        versions: lease.versions,
        freshUntilMs: performance.now() + freshness.freshMs,
      });
  };
  /** Ends a lease when its load ends: stores the result, or releases the lease after an error. Never rejects. */
  const settleLease = async (loaded: Promise<Loaded>, lease: Lease, onLoaded: (loaded: Loaded) => Promise<void>) => {
    try {
      const outcome = await loaded.catch(() => null);
      if (outcome === null) await store.release(lease);
      else await onLoaded(outcome);
    } catch (error) {
      if (!isLoggedElsewhere(error)) log.warn("cache.fill_failed");
    }
  };
  return {
    load: run,
    flight: (name) => flights.get(name),
    loadUnderLease: (name, lease, request, load) => {
      const flight = { versions: lease.versions, loaded: run(load) };
      flights.set(name, flight);
      inBackground(
        settleLease(flight.loaded, lease, (loaded) => storeLoaded(name, lease, request, loaded)).finally(() => {
          if (flights.get(name) === flight) flights.delete(name);
        }),
      );
      return flight;
    },
  };
}
