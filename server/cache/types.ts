import type { KeyParts } from "./key.ts";

/** A cache read. Times are in ms; optional ones default to 0. */
export interface CacheRequest {
  /** Everything the value depends on: contract version, procedure, canonical input, and the viewer where it varies. */
  readonly key: KeyParts;
  readonly tags: readonly KeyParts[];
  readonly freshMs: number;
  /** Stale-while-revalidate time: after `freshMs` the value is served this long while one caller reloads it. */
  readonly staleMs?: number;
  /** TTL of negative entries (the value does not exist); at most 30 s. 0: they are not stored. */
  readonly negativeMs?: number;
}

/** Result of a load. */
export interface Loaded {
  readonly value: string;
  /** The value does not exist: it is stored for `negativeMs` only. */
  readonly isMissing?: boolean;
}

/**
 * Reads the value from its source. The signal aborts at the load timeout. A request's own signal must not stop the load,
 * since other requests share it.
 */
export type Load = (signal: AbortSignal) => Promise<Loaded>;

/** `wait`: loaded by another caller; `bypass`: loaded because the cache was unavailable. */
export type Source = "hit" | "stale" | "load" | "wait" | "bypass";

/** A value and its source. */
export interface CacheResult extends Loaded {
  readonly source: Source;
  /** Changes with each fill; absent where the value was not read from an entry. */
  readonly entryId?: string;
}

/** Counters since the start of the process or isolate. */
export interface CacheStats {
  hits: number;
  /** Hits whose body did not come from Redis; part of `hits`. */
  localHits: number;
  stale: number;
  /** Reads that found no fresh or stale entry. */
  misses: number;
  /** Loads run, refreshes and bypasses included. */
  loads: number;
  waits: number;
  bypasses: number;
  /** Loads whose value was not stored: too large, invalidated meanwhile, or the lease had ended. */
  unfilled: number;
  failedClears: number;
}

/** Creates counters at 0. */
export const noStats = (): CacheStats => ({
  hits: 0,
  localHits: 0,
  stale: 0,
  misses: 0,
  loads: 0,
  waits: 0,
  bypasses: 0,
  unfilled: 0,
  failedClears: 0,
});
