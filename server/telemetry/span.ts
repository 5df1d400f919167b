import type { RemoteContext } from "./trace-context.ts";

/** Role of an operation in its trace, as OpenTelemetry names it. */
export type SpanKind = "internal" | "server" | "client" | "producer" | "consumer";

/** Facts about an operation, by their names in OpenTelemetry's semantic conventions. Never a value of an input. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** The facts known when an operation starts. */
export interface SpanStart {
  /** Of low cardinality: a route, a procedure, a table; never a value. */
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** Traces that the operation belongs to besides its own, as W3C Trace Context writes them: those of the messages of a batch. */
  readonly links?: readonly string[];
}

/** One timed operation of a trace, under way. */
export interface Span {
  /** False when the sampler leaves this trace out: operations below it are then not started. */
  readonly isRecorded: boolean;
  /** The span's address for other processes (W3C Trace Context). */
  readonly traceparent: () => string;
  /** Starts an operation below this one. */
  readonly start: (start: SpanStart) => Span;
  /** Runs work with this span as the tracer's current one. */
  readonly run: <T>(work: () => T) => T;
  readonly rename: (name: string) => void;
  readonly set: (name: string, value: string | number | boolean) => void;
  /** Ends the span. `errorType` marks it as failed: a code, a status or the name of an error's class, no message. */
  readonly end: (errorType?: string) => void;
}

/** Starts traces; given by the entry of a runtime. */
export interface Tracer {
  /** Starts the first span of this process in a trace: below the caller's span, or in a trace of its own. */
  readonly root: (start: SpanStart, remote: RemoteContext | null) => Span;
}

/** Receives the end of every call. */
export interface CallMetrics {
  /**
   * @param code of the error; `null` for a success.
   * @param cache result of the cache lookup; `null` without one.
   */
  readonly called: (procedure: string, code: string | null, durationMs: number, cache: string | null) => void;
}

/** The observers of a process's requests; `null` where there are none. */
export interface Telemetry {
  readonly tracer: Tracer | null;
  readonly calls: CallMetrics | null;
}

/** Observes nothing, at no cost. */
export const noTelemetry: Telemetry = { tracer: null, calls: null };
