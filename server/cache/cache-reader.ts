import { backoffMs } from "../concurrency/backoff.ts";
import { pause } from "../concurrency/pause.ts";
import type { Semaphore } from "../concurrency/semaphore.ts";
import { createSingleFlight } from "../concurrency/single-flight.ts";
import { RedisUnavailable } from "../redis/index.ts";
import type { Flight, LeaseLoader } from "./lease-loader.ts";
import type { LocalEntry, LocalLevel } from "./local-entries.ts";
import type { Entry, Store, StoreLookup } from "./store.ts";
import type { CacheRequest, CacheResult, CacheStats, Load, Loaded, Source } from "./types.ts";

export interface CacheReaderOptions {
  readonly store: Store;
  readonly local: LocalLevel;
  readonly stats: CacheStats;
  readonly inBackground: (task: Promise<unknown>) => void;
  readonly leaseLoader: LeaseLoader;
  /** Bounds loads without a lease, by callers whose wait timed out. */
  readonly unleasedLoads: Semaphore;
  readonly leaseMs: number;
  readonly waitTimeoutMs?: number;
}

/** Result of one Redis lookup, shared by all callers that joined it. */
type Lookup =
  | { readonly kind: "value"; readonly answer: CacheResult; readonly isLocal: boolean }
  | { readonly kind: "flight"; readonly flight: Flight; isLeaderServed: boolean }
  | { readonly kind: "busy" }
  | { readonly kind: "unavailable" };

const defaultWaitLimitMs = 2000;
const polling = { firstMs: 8, maxMs: 100 };

const answerOf = ({ value, isMissing = false }: Loaded, source: Source): CacheResult => ({ value, isMissing, source });

/** A lookup that found an entry in Redis. */
type Kept = Extract<StoreLookup, { readonly entry: Entry }>;

const hitOf = ({ body, isMissing, id }: LocalEntry): CacheResult => ({
  value: body,
  isMissing,
  source: "hit",
  entryId: id,
});

/** Looks up Redis once and starts the consequence: a load under the lease, or a background refresh. */
function createLookup({ store, local, inBackground, leaseLoader, leaseMs }: CacheReaderOptions) {
  /** The entry's body, from Redis or from the local level; stores it in the local level. */
  const bodyOf = (name: string, { entry, versions }: Kept, held: LocalEntry | undefined, askedAtMs: number): string => {
    const { id, isMissing, freshLeftMs } = entry;
    const body = entry.body ?? (held?.id === id ? held.body : undefined);
    if (body === undefined) throw new RedisUnavailable("answer");
    local.put(name, { id, body, isMissing, versions, freshUntilMs: askedAtMs + freshLeftMs });
    return body;
  };
  return async (name: string, request: CacheRequest, load: Load): Promise<Lookup> => {
    const held = local.get(name);
    const askedAtMs = performance.now();
    const found = await store.read(request.key, request.tags, { leaseMs, knownId: held?.id });
    if (found.kind === "lease")
      return {
        kind: "flight",
        flight: leaseLoader.loadUnderLease(name, found.lease, request, load),
        isLeaderServed: false,
      };
    if (found.kind === "busy") {
      const flight = leaseLoader.flight(name);
      // Its tag versions were current after this call began, so its value is fresh enough for this caller.
      return flight?.versions === found.versions ? { kind: "flight", flight, isLeaderServed: true } : { kind: "busy" };
    }
    const { entry } = found;
    const value = bodyOf(name, found, held, askedAtMs);
    if (found.kind === "stale" && found.lease !== null)
      inBackground(leaseLoader.loadUnderLease(name, found.lease, request, load).loaded);
    return {
      kind: "value",
      isLocal: entry.body === null,
      answer: { value, isMissing: entry.isMissing, source: found.kind, entryId: entry.id },
    };
  };
}

/** Turns Redis failures into a bypass; rethrows every other error. */
const asUnavailable = (error: unknown): Lookup => {
  if (error instanceof RedisUnavailable) return { kind: "unavailable" };
  throw error;
};

/** Reads of one process: from the local level, then Redis, then a load in flight, and at last by a load of the caller. */
export class CacheReader {
  readonly #options: CacheReaderOptions;
  readonly #waitTimeoutMs: number;
  readonly #lookupOnce: ReturnType<typeof createLookup>;
  readonly #lookups = createSingleFlight<Lookup>();
  readonly #unleasedLoads = createSingleFlight<Loaded>();
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: CacheReaderOptions) {
    this.#options = options;
    this.#waitTimeoutMs = options.waitTimeoutMs ?? defaultWaitLimitMs;
    this.#lookupOnce = createLookup(options);
  }

  async read(name: string, request: CacheRequest, load: Load): Promise<CacheResult> {
    const { local, stats } = this.#options;
    const held = local.get(name);
    if (held !== undefined && performance.now() < held.freshUntilMs) {
      const versions = await this.#versionsOf(request);
      if (versions === held.versions) return this.#served({ answer: hitOf(held), isLocal: true });
      if (versions === undefined) return this.bypass(name, load);
    }
    const seen = await this.#lookup(name, request, load);
    if (seen.kind === "value") return this.#served(seen);
    if (seen.kind === "unavailable") return this.bypass(name, load);
    stats.misses += 1;
    return seen.kind === "flight" ? this.#join(seen) : this.#waitForOther(name, request, load);
  }

  /** Loads without reading the cache; concurrent callers share a load. */
  async bypass(name: string, load: Load): Promise<CacheResult> {
    const { stats, leaseLoader } = this.#options;
    stats.bypasses += 1;
    return answerOf(await this.#unleasedLoads.join(name, () => leaseLoader.load(load)), "bypass");
  }

  #lookup(name: string, request: CacheRequest, load: Load): Promise<Lookup> {
    const cameAtMs = performance.now();
    return this.#lookups.join(name, async () => {
      // A caller that already waited for a failed lookup does not wait for a second one.
      if (this.#failedAtMs > cameAtMs) return { kind: "unavailable" };
      const seen = await this.#lookupOnce(name, request, load).catch(asUnavailable);
      if (seen.kind === "unavailable") this.#failedAtMs = performance.now();
      return seen;
    });
  }

  /** Current versions of the request's tags, which alone decide whether a local entry is valid. `undefined` without Redis. */
  async #versionsOf({ tags }: CacheRequest): Promise<string | undefined> {
    try {
      return await this.#options.store.versionsOf(tags);
    } catch (error) {
      if (error instanceof RedisUnavailable) return undefined;
      throw error;
    }
  }

  #served({ answer, isLocal }: Pick<Extract<Lookup, { kind: "value" }>, "answer" | "isLocal">): CacheResult {
    const { stats } = this.#options;
    stats[answer.source === "stale" ? "stale" : "hits"] += 1;
    if (isLocal && answer.source === "hit") stats.localHits += 1;
    return answer;
  }

  /** Waits for a load in flight; the first of its callers counts as the one that loads. */
  async #join(seen: Extract<Lookup, { kind: "flight" }>): Promise<CacheResult> {
    const isLeader = !seen.isLeaderServed;
    seen.isLeaderServed = true;
    if (!isLeader) this.#options.stats.waits += 1;
    return answerOf(await seen.flight.loaded, isLeader ? "load" : "wait");
  }

  /** Another process loads: polls with backoff, then loads without a lease once the wait limit is over. */
  async #waitForOther(name: string, request: CacheRequest, load: Load): Promise<CacheResult> {
    const { stats, unleasedLoads, leaseLoader } = this.#options;
    const until = performance.now() + this.#waitTimeoutMs;
    for (let polls = 1; performance.now() < until; polls++) {
      await pause(backoffMs(polling, polls));
      const seen = await this.#lookup(name, request, load);
      if (seen.kind === "unavailable") return this.bypass(name, load);
      if (seen.kind === "flight") return this.#join(seen);
      if (seen.kind === "value") {
        stats.waits += 1;
        return { ...seen.answer, source: "wait" };
      }
    }
    return answerOf(await this.#unleasedLoads.join(name, () => unleasedLoads(() => leaseLoader.load(load))), "load");
  }
}
