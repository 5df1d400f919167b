import { AsyncLocalStorage } from "node:async_hooks";
import type { Span, SpanStart, Tracer } from "./span.ts";
import { writeTraceparent } from "./trace-context.ts";

/**
 * A span of the Workers platform, as far as it is used.
 * @see https://developers.cloudflare.com/workers/observability/traces/custom-spans/
 */
export interface PlatformSpan {
  readonly isTraced: boolean;
  readonly spanContext: () => { readonly traceId: string; readonly spanId: string };
  readonly setAttribute: (name: string, value: string | number | boolean) => unknown;
  readonly setStatus: (status: { readonly code: "error" }) => unknown;
  readonly updateName: (name: string) => unknown;
  readonly end: () => void;
}

/** `tracing` of `cloudflare:workers`, as far as it is used. */
export interface PlatformTracing {
  readonly startActiveSpan: <T>(name: string, work: (span: PlatformSpan) => T) => T;
}

/** A span of the platform. Parents are not given but are what is active, so each keeps the context it is active in. */
class WorkersSpan implements Span {
  readonly isRecorded: boolean;
  readonly #tracing: PlatformTracing;
  readonly #span: PlatformSpan;
  readonly #within: <T>(work: () => T) => T;

  constructor(tracing: PlatformTracing, { name, kind, attributes }: SpanStart) {
    this.#tracing = tracing;
    [this.#span, this.#within] = tracing.startActiveSpan(name, (span) => [span, AsyncLocalStorage.snapshot()] as const);
    this.isRecorded = this.#span.isTraced;
    // The platform has no kinds of spans.
    if (kind !== "internal") this.set("span.kind", kind);
    for (const [attribute, value] of Object.entries(attributes ?? {})) this.set(attribute, value);
  }

  /** The flag is that of the trace: `traceFlags` of a span is 0 though it is traced (workerd 2026-10-23). */
  traceparent() {
    return writeTraceparent({ ...this.#span.spanContext(), isSampled: this.isRecorded });
  }

  start(start: SpanStart) {
    return this.#within(() => new WorkersSpan(this.#tracing, start));
  }

  run<T>(work: () => T) {
    return this.#within(work);
  }

  rename(name: string) {
    this.#span.updateName(name);
  }

  set(name: string, value: string | number | boolean) {
    this.#span.setAttribute(name, value);
  }

  end(errorType?: string) {
    if (errorType !== undefined) {
      this.set("error.type", errorType);
      this.#span.setStatus({ code: "error" });
    }
    this.#span.end();
  }
}

/**
 * A tracer over the tracing of the Workers platform, whose settings sample and export. A span begins below the
 * platform's own of the invocation; the caller's trace, which the platform does not continue, is the attribute
 * `dovetail.parent.traceparent`.
 */
export const workersTracer = (tracing: PlatformTracing): Tracer => ({
  root(start, remote) {
    const span = new WorkersSpan(tracing, start);
    if (remote !== null) span.set("dovetail.parent.traceparent", writeTraceparent(remote));
    return span;
  },
});
