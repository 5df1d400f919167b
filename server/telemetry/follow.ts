import { runAndEnd } from "./scope.ts";
import type { SpanStart, Tracer } from "./span.ts";
import { readTraceContext } from "./trace-context.ts";

/**
 * Continues the trace of an event or a job in the process that works on it: its span is a child of the one that
 * appended it, or begins a trace where there was none.
 * @param traceparent as stored with the event.
 *
 * @example
 * await follow(tracer, event.traceparent, { name: "mail article.published", kind: "consumer" }, () => deliver(event));
 */
export async function follow<T>(
  tracer: Tracer | null,
  traceparent: string | null,
  start: SpanStart,
  work: () => T | Promise<T>,
): Promise<T> {
  return tracer === null ? work() : runAndEnd(tracer.root(start, readTraceContext(traceparent)), work);
}
