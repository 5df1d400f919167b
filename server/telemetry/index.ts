export * from "./follow.ts";
export * from "./scope.ts";
export * from "./span.ts";
export { type RemoteContext, readTraceContext } from "./trace-context.ts";
