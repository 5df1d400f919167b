import { runAndEnd } from "./current-span.ts";
import type { SpanStart, Tracer } from "./span.ts";
import { readTraceContext } from "./trace-context.ts";

/** Work that continues the trace of a stored event, job or message. */
export interface TracedWork extends SpanStart {
  /** As stored with it; `null` where it had no trace. */
  readonly traceparent: string | null;
}

/**
 * Continues the trace of an event or a job in the process that works on it: its span is a child of the one that
 * appended it, or begins a trace where there was none.
 * @param errorOf the type of error of a result, where work reports failures by its result instead of throwing.
 *
 * @example
 * await continueTrace(tracer, { name: `process ${event.name}`, kind: "consumer", traceparent: event.traceparent }, () => deliver(event));
 */
export async function continueTrace<T>(
  tracer: Tracer | null,
  { traceparent, ...start }: TracedWork,
  work: () => T | Promise<T>,
  errorOf?: (result: T) => string | undefined,
): Promise<T> {
  return tracer === null ? work() : runAndEnd(tracer.root(start, readTraceContext(traceparent)), work, errorOf);
}

/**
 * Runs work on several stored events or messages at once: of a single one it continues the trace, of more its own trace is
 * linked to theirs.
 */
export const continueTraces = <T>(
  tracer: Tracer | null,
  { traceparents, attributes, ...start }: SpanStart & { readonly traceparents: readonly (string | null)[] },
  work: () => T | Promise<T>,
  errorOf?: (result: T) => string | undefined,
): Promise<T> => {
  if (tracer === null) return continueTrace(null, { ...start, traceparent: null }, work);
  const [only = null, ...more] = traceparents;
  const links = traceparents.filter((traceparent) => traceparent !== null);
  const isOne = more.length === 0;
  const batch = { ...attributes, ...(!isOne && { "messaging.batch.message_count": traceparents.length }) };
  return continueTrace(tracer, { ...start, attributes: batch, links, traceparent: isOne ? only : null }, work, errorOf);
};
