import type { Source } from "../cache/index.ts";

/** What the cache did for a call; `wait`: another caller loaded the answer, `bypass`: the cache could not be asked. */
export type CacheResult = "hit" | "stale" | "miss" | "wait" | "bypass";

/** The pipeline's steps, in their order. */
export type Step = "access" | "input" | "limits" | "handler";

/**
 * What one call leaves behind, told by the pipeline as it goes. The one place that hears where a step begins and ends:
 * OpenTelemetry's spans would begin in `enter` and end in `leave`. A class, so that all calls share one shape.
 */
export class Trace {
  readonly procedure: string;
  /** `null`: the contract keeps no answers, or the call did not get so far. */
  cache: CacheResult | null = null;
  /** Milliseconds by step, where they are wanted. */
  readonly durations: Map<Step, number> | null;
  #step: Step | null = null;
  #sinceMs = 0;

  constructor(procedure: string, isTimed: boolean) {
    this.procedure = procedure;
    this.durations = isTimed ? new Map() : null;
  }

  /** A step begins, and the one before is over. */
  enter(step: Step): void {
    if (this.durations === null) return;
    this.leave();
    this.#step = step;
    this.#sinceMs = performance.now();
  }

  /** The last step is over. */
  leave(): void {
    if (this.durations === null || this.#step === null) return;
    this.durations.set(this.#step, performance.now() - this.#sinceMs);
    this.#step = null;
  }

  /** Where the answer was read from. */
  found(source: Source): void {
    this.cache = source === "load" ? "miss" : source;
  }
}
