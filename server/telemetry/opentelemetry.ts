import {
  type Attributes,
  type Context,
  context,
  createTraceState,
  type Link,
  type Span as OtelSpan,
  type Tracer as OtelTracer,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { Span, SpanStart, Tracer } from "./span.ts";
import { type RemoteContext, readTraceContext, writeTraceparent } from "./trace-context.ts";

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

const linksOf = (traceparents: readonly string[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const remote = readTraceContext(traceparent);
    return remote === null ? [] : [{ context: spanContextOf(remote) }];
  });

/** A span of the SDK that the user brought. A class, since a call starts several of them. */
class SdkSpan implements Span {
  readonly isRecorded: boolean;
  readonly #tracer: OtelTracer;
  readonly #span: OtelSpan;
  readonly #context: Context;

  constructor(tracer: OtelTracer, { name, kind, attributes, links }: SpanStart, parent: Context) {
    this.#tracer = tracer;
    this.#span = tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        ...(attributes && { attributes: { ...attributes } }),
        ...(links && { links: linksOf(links) }),
      },
      parent,
    );
    this.#context = trace.setSpan(parent, this.#span);
    this.isRecorded = this.#span.isRecording();
  }

  traceparent() {
    const { traceId, spanId, traceFlags } = this.#span.spanContext();
    return writeTraceparent({ traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 });
  }

  start(start: SpanStart) {
    return new SdkSpan(this.#tracer, start, this.#context);
  }

  run<T>(work: () => T) {
    return context.with(this.#context, work);
  }

  rename(name: string) {
    this.#span.updateName(name);
  }

  set(name: string, value: Attributes[string] & {}) {
    this.#span.setAttribute(name, value);
  }

  end(errorType?: string) {
    if (errorType !== undefined) {
      this.#span.setAttribute("error.type", errorType);
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end();
  }
}

const spanContextOf = ({ traceId, spanId, isSampled, state }: RemoteContext): SpanContext => ({
  traceId,
  spanId,
  traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
  isRemote: true,
  ...(state !== undefined && { traceState: createTraceState(state) }),
});

const parentOf = (remote: RemoteContext | null): Context =>
  remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContextOf(remote));

/** Whether the provider does nothing: no SDK was registered, by `node --import` or by Deno itself. */
const isIdle = (provider: TracerProvider): boolean =>
  provider instanceof ProxyTracerProvider && provider.getDelegate() === new ProxyTracerProvider().getDelegate();

/** A tracer over the process's OpenTelemetry SDK; `null` without one. Ask once, at start. */
export function openTelemetryTracer(provider = trace.getTracerProvider()): Tracer | null {
  if (isIdle(provider)) return null;
  const tracer = provider.getTracer("dovetail");
  return { root: (start, remote) => new SdkSpan(tracer, start, parentOf(remote)) };
}
