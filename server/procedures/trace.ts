import type { Source } from "../cache/index.ts";

/**
 * Cache result of a call. `wait`: another caller loaded the entry (single-flight). `bypass`: the cache was unavailable.
 */
export type CacheResult = "hit" | "stale" | "miss" | "wait" | "bypass";

/** Steps of the pipeline, in order. */
export type Step = "access" | "input" | "limits" | "handler";

/**
 * The trace of one call, filled by the pipeline. All steps pass here, so OpenTelemetry spans can start in `enter` and
 * end in `leave`. A class, so that all calls share one hidden class in V8.
 */
export class Trace {
  readonly procedure: string;
  /** `null`: the contract declares no cache, or the call ended before. */
  cache: CacheResult | null = null;
  /** Milliseconds by step, where enabled. */
  readonly durations: Map<Step, number> | null;
  #step: Step | null = null;
  #sinceMs = 0;

  constructor(procedure: string, isTimed: boolean) {
    this.procedure = procedure;
    this.durations = isTimed ? new Map() : null;
  }

  /** Starts a step and ends the one before. */
  enter(step: Step): void {
    if (this.durations === null) return;
    this.leave();
    this.#step = step;
    this.#sinceMs = performance.now();
  }

  /** Ends the last step. */
  leave(): void {
    if (this.durations === null || this.#step === null) return;
    this.durations.set(this.#step, performance.now() - this.#sinceMs);
    this.#step = null;
  }

  /** Records the source of the response. */
  found(source: Source): void {
    this.cache = source === "load" ? "miss" : source;
  }
}
