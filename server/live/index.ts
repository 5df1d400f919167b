export type { FindViewers } from "./access-check.ts";
export type { LogEntry, LogPoint, LogSource } from "./log-source.ts";
export { createStreams, type LiveStreams, type StreamBounds, type StreamsOptions } from "./stream-registry.ts";
