import type { Source } from "../cache/index.ts";
import { type CallMetrics, runInSpan, type Span, type SpanStart } from "../telemetry/index.ts";
import type { ApiError } from "./errors.ts";

/**
 * Cache result of a call. `wait`: another caller loaded the entry (single-flight). `bypass`: the cache was unavailable.
 */
export type CacheResult = "hit" | "stale" | "miss" | "wait" | "bypass";

/** Steps of the pipeline, in order. */
export type Step = "access" | "input" | "limits" | "handler";

const steps: Readonly<Record<Step, SpanStart>> = {
  access: { name: "access", kind: "internal" },
  input: { name: "input", kind: "internal" },
  limits: { name: "limits", kind: "internal" },
  handler: { name: "handler", kind: "internal" },
};

/** The sinks that a call is reported to. */
export interface Observers {
  /** The request's span; `null` where nothing is traced. */
  readonly span: Span | null;
  readonly metrics: CallMetrics | null;
  /** Whether the duration of each step is measured, for `Server-Timing`. */
  readonly isTimed: boolean;
}

/** Statuses from here on are failures of the service; those below are its correct answers to a caller. */
const minFailureStatus = 500;

/**
 * The one observer of a call, filled by the pipeline: its spans, metrics and durations. A class, so that all calls share one
 * hidden class in V8.
 */
export class Trace {
  readonly procedure: string;
  /** `null`: the contract declares no cache, or the call ended before. */
  cache: CacheResult | null = null;
  /** Milliseconds by step, where enabled. */
  readonly durations: Map<Step, number> | null;
  /** False where nothing observes the call, so that steps cost nothing. */
  readonly isObserved: boolean;
  readonly #span: Span | null;
  readonly #metrics: CallMetrics | null;
  #stepSpan: Span | null = null;
  #step: Step | null = null;
  #sinceMs = 0;
  #startedAtMs = 0;
  #isEnded = false;

  constructor(procedure: string, { span, metrics, isTimed }: Observers) {
    this.procedure = procedure;
    this.durations = isTimed ? new Map() : null;
    this.#span = span?.isRecorded
      ? span.start({
          name: procedure,
          kind: "internal",
          attributes: { "rpc.system.name": "dovetail", "rpc.method": procedure },
        })
      : null;
    this.#metrics = metrics;
    this.isObserved = isTimed || this.#span !== null || metrics !== null;
    if (metrics !== null) this.#startedAtMs = performance.now();
  }

  /** Starts a step and ends the one before. */
  enter(step: Step): void {
    if (!this.isObserved) return;
    this.leave();
    this.#step = step;
    if (this.#span !== null) this.#stepSpan = this.#span.start(steps[step]);
    if (this.durations !== null) this.#sinceMs = performance.now();
  }

  /** Ends the last step. */
  leave(): void {
    if (this.#step === null) return;
    this.durations?.set(this.#step, performance.now() - this.#sinceMs);
    this.#stepSpan?.end();
    this.#stepSpan = null;
    this.#step = null;
  }

  /** Starts a step and runs its work, whose statements belong to it. */
  during<A, B, R>(step: Step, work: (a: A, b: B) => R, a: A, b: B): R {
    this.enter(step);
    return this.#stepSpan === null ? work(a, b) : runInSpan(this.#stepSpan, () => work(a, b));
  }

  /** Records the source of the response. */
  found(source: Source): void {
    this.cache = source === "load" ? "miss" : source;
  }

  /** Ends the call, once: with its error, or `null` for a success. */
  end(error: ApiError | null): void {
    if (!this.isObserved || this.#isEnded) return;
    this.#isEnded = true;
    const code = error?.code ?? null;
    const hasFailed = error !== null && error.status >= minFailureStatus;
    if (hasFailed) this.#stepSpan?.end(error.code);
    if (hasFailed) this.#stepSpan = null;
    this.leave();
    this.#metrics?.called(this.procedure, code, performance.now() - this.#startedAtMs, this.cache);
    if (this.#span === null) return;
    this.#span.set("rpc.response.status_code", code ?? "ok");
    if (this.cache !== null) this.#span.set("dovetail.cache.result", this.cache);
    this.#span.end(hasFailed ? error.code : undefined);
  }
}
