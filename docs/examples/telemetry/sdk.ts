import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

// An SDK for `node --import`: it keeps the spans, and prints them as trees when the process ends. In production, use one with
// an exporter to your collector.
const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));

const startOf = ({ startTime: [seconds, nanoseconds] }: ReadableSpan) => seconds * 1e9 + nanoseconds;

function printTree(spans: readonly ReadableSpan[], parentId: string | undefined, depth: number): void {
  for (const span of spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parentId)) {
    process.stdout.write(`${"  ".repeat(depth)}${span.name}\n`);
    printTree(spans, span.spanContext().spanId, depth + 1);
  }
}

process.once("exit", () => {
  const spans = exporter.getFinishedSpans().toSorted((a, b) => startOf(a) - startOf(b));
  for (const [id, trace] of Map.groupBy(spans, (span) => span.spanContext().traceId)) {
    if (!trace.some(({ name }) => name === process.env.SHOWN_SPAN)) continue;
    process.stdout.write(`Trace ${id}\n`);
    printTree(trace, undefined, 1);
  }
});
