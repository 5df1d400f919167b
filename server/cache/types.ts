import type { KeyParts } from "./key.ts";

/** What is asked of the cache. Times in ms; all are 0 unless told. */
export interface CacheRequest {
  /** All that the value depends on: contract version, procedure, canonical input, and the viewer where it varies. */
  readonly key: KeyParts;
  readonly tags: readonly KeyParts[];
  readonly freshMs: number;
  /** After its fresh time a value may be shown this long while one caller loads anew. */
  readonly staleMs?: number;
  /** For values that say that there is nothing; at most 30 s. 0: they are not kept. */
  readonly negativeMs?: number;
}

/** What a load brings. */
export interface Loaded {
  readonly value: string;
  /** The value says that there is nothing: kept for `negativeMs` only. */
  readonly isMissing?: boolean;
}

/** Reads the truth. Its signal aborts when the lease is about to end; a request's own signal must not stop it, as others share it. */
export type Load = (signal: AbortSignal) => Promise<Loaded>;

/** `wait`: loaded by another caller; `bypass`: loaded, as the cache could not be asked. */
export type Source = "hit" | "stale" | "load" | "wait" | "bypass";

/** A value and where it came from. */
export interface CacheResult extends Loaded {
  readonly source: Source;
  /** Another with each fill; absent where the value was not read from an entry. */
  readonly entryId?: string;
}

/** How often things happened since the process, or isolate, began. */
export interface CacheStats {
  hits: number;
  /** Hits whose body did not come from Redis; part of `hits`. */
  localHits: number;
  stale: number;
  /** Reads that found nothing to serve. */
  misses: number;
  /** Runs of a load, refreshes and bypasses included. */
  loads: number;
  waits: number;
  bypasses: number;
  /** Loads whose value was not stored: too large, cleared meanwhile, or the lease had ended. */
  unfilled: number;
  failedClears: number;
}

/** Counts that begin at 0. */
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
