import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  InMemorySpanExporter,
  type ReadableSpan,
  type Sampler,
  SimpleSpanProcessor,
  type SpanProcessor,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Tracer } from "../../server/telemetry/index.ts";
import { openTelemetryTracer } from "../../server/telemetry/opentelemetry.ts";

/** An operation and those below it. */
export interface Named {
  readonly name: string;
  readonly children: readonly Named[];
}

/** A span with its children, in the order of their starts. */
export interface Tree extends Named {
  readonly attributes: ReadableSpan["attributes"];
  readonly span: ReadableSpan;
  readonly children: readonly Tree[];
}

/** An OpenTelemetry SDK that keeps its spans, as an operator would bring one. */
export interface TestSdk {
  readonly tracer: Tracer;
  readonly spans: () => readonly ReadableSpan[];
  /** The finished spans as trees: roots are spans whose parent is not in this process. */
  readonly trees: () => readonly Tree[];
  readonly reset: () => void;
}

export function startTestSdk(sampler?: Sampler): TestSdk {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const exporter = new InMemorySpanExporter();
  // Spans that start in the same microsecond have equal start times, so their order is recorded here.
  const numbers = new Map<string, number>();
  const numbering: SpanProcessor = {
    onStart: (span) => void numbers.set(span.spanContext().spanId, numbers.size),
    onEnd: () => {},
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const at = (span: ReadableSpan) => numbers.get(span.spanContext().spanId) ?? 0;
  const provider = new TracerProvider({
    spanProcessors: [numbering, new SimpleSpanProcessor({ exporter })],
    ...(sampler !== undefined && { sampler }),
  });
  const tracer = openTelemetryTracer(provider);
  if (tracer === null) throw new TypeError("openTelemetryTracer took the SDK for a no-op");
  const spans = () => exporter.getFinishedSpans().toSorted((a, b) => at(a) - at(b));
  const below = (id: string | undefined): Tree[] =>
    spans()
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === id)
      .map((span) => ({
        name: span.name,
        attributes: span.attributes,
        span,
        children: below(span.spanContext().spanId),
      }));
  const trees = () => {
    const ids = new Set(spans().map((span) => span.spanContext().spanId));
    const roots = new Set(spans().map(({ parentSpanContext }) => parentSpanContext?.spanId));
    return [...roots].filter((id) => id === undefined || !ids.has(id)).flatMap(below);
  };
  return { tracer, spans, trees, reset: () => exporter.reset() };
}

/** The names of a tree, indented by depth. */
export const outline = ({ name, children }: Named, depth = 0): string[] => [
  `${"  ".repeat(depth)}${name}`,
  ...children.flatMap((child) => outline(child, depth + 1)),
];
