export * from "./follow.ts";
export * from "./message-span.ts";
export type { ReadMetric, Sample } from "./metrics.ts";
export type { CallRecorder, RecordedSpan, RecordedTrace } from "./recorder.ts";
export * from "./scope.ts";
export * from "./span.ts";
export { type RemoteContext, readTraceContext } from "./trace-context.ts";
