export type { CallRecorder, RecordedSpan, RecordedTrace } from "./call-recorder.ts";
export * from "./continue-trace.ts";
export * from "./current-span.ts";
export * from "./message-span.ts";
export type { ReadMetric, Sample } from "./metrics.ts";
export * from "./span.ts";
export { type RemoteContext, readTraceContext } from "./trace-context.ts";
