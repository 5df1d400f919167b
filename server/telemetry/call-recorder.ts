import type { Span, SpanKind, SpanStart, Tracer } from "./span.ts";
import { type RemoteContext, readTraceContext } from "./trace-context.ts";

/** A span as developers see it. */
export interface RecordedSpan {
  readonly id: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Unix time in milliseconds, with fractions. */
  readonly startedAtMs: number;
  /** `null` while it runs. */
  readonly durationMs: number | null;
  readonly errorType: string | null;
  readonly children: readonly RecordedSpan[];
}

/** The spans of one trace in this process: a request, and the work that followed from it. */
export interface RecordedTrace {
  readonly id: string;
  readonly roots: readonly RecordedSpan[];
}

/** Keeps the last traces in memory. */
export interface CallRecorder {
  readonly tracer: Tracer;
  /** The last traces with calls, events or jobs; the newest first. */
  readonly list: () => readonly RecordedTrace[];
  readonly find: (id: string) => RecordedTrace | undefined;
}

const maxSpans = 500;

interface Recording {
  readonly id: string;
  readonly roots: Node[];
  readonly spans: Map<string, Node>;
}

const idBytes = { trace: 16, span: 8 } as const;

const newId = (of: keyof typeof idBytes) =>
  [...crypto.getRandomValues(new Uint8Array(idBytes[of]))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A span that is recorded, and passed on to the tracer of the operator's SDK where there is one. */
class Node implements Span, RecordedSpan {
  readonly isRecorded = true;
  readonly id: string;
  readonly kind: SpanKind;
  readonly attributes: Record<string, string | number | boolean>;
  readonly startedAtMs = performance.timeOrigin + performance.now();
  readonly children: Node[] = [];
  name: string;
  durationMs: number | null = null;
  errorType: string | null = null;
  readonly #recording: Recording;
  readonly #inner: Span | null;
  readonly #keep: (recording: Recording) => void;

  constructor(start: SpanStart, recording: Recording, inner: Span | null, keep: (recording: Recording) => void) {
    this.id = readTraceContext(inner?.traceparent())?.spanId ?? newId("span");
    this.name = start.name;
    this.kind = start.kind;
    this.attributes = { ...start.attributes };
    this.#recording = recording;
    this.#inner = inner;
    this.#keep = keep;
    if (recording.spans.size < maxSpans) recording.spans.set(this.id, this);
    if (start.attributes?.["rpc.method"] !== undefined || start.kind === "consumer") keep(recording);
  }

  traceparent() {
    return this.#inner?.traceparent() ?? `00-${this.#recording.id}-${this.id}-01`;
  }

  start(start: SpanStart) {
    const inner = this.#inner?.isRecorded ? this.#inner.start(start) : null;
    const child = new Node(start, this.#recording, inner, this.#keep);
    if (this.#recording.spans.has(child.id)) this.children.push(child);
    return child;
  }

  run<T>(work: () => T) {
    return this.#inner === null ? work() : this.#inner.run(work);
  }

  rename(name: string) {
    this.name = name;
    this.#inner?.rename(name);
  }

  set(name: string, value: string | number | boolean) {
    this.attributes[name] = value;
    this.#inner?.set(name, value);
  }

  end(errorType?: string) {
    this.durationMs = performance.timeOrigin + performance.now() - this.startedAtMs;
    this.errorType = errorType ?? null;
    this.#inner?.end(errorType);
  }
}

/**
 * Creates a recorder of the last `max` traces, for developers on their own machine. Each has 500 spans at most.
 * @param inner the tracer of an SDK, which gets every span as well.
 */
export function createCallRecorder({ max, inner }: { max: number; inner: Tracer | null }): CallRecorder {
  const recordingsById = new Map<string, Recording>();
  const keep = (recording: Recording) => {
    if (recordingsById.has(recording.id)) return;
    const [oldest] = recordingsById.keys();
    if (recordingsById.size === max && oldest !== undefined) recordingsById.delete(oldest);
    recordingsById.set(recording.id, recording);
  };
  const root = (start: SpanStart, remote: RemoteContext | null): Span => {
    const span = inner?.root(start, remote) ?? null;
    const id = readTraceContext(span?.traceparent())?.traceId ?? remote?.traceId ?? newId("trace");
    const recording = recordingsById.get(id) ?? { id, roots: [], spans: new Map() };
    const node = new Node(start, recording, span, keep);
    const parent = remote === null ? undefined : recording.spans.get(remote.spanId);
    if (recording.spans.has(node.id)) (parent?.children ?? recording.roots).push(node);
    return node;
  };
  return {
    tracer: { root },
    list: () => [...recordingsById.values()].toReversed(),
    find: (id) => recordingsById.get(id),
  };
}
