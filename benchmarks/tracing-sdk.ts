import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";

// An SDK for `node --import` that exports nothing; SAMPLED is the share of traces that it records.
const share = Number(process.env.SAMPLED ?? 1);
const sampler =
  share === 0 ? new AlwaysOffSampler() : share === 1 ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(share);
const none: SpanProcessor = {
  onStart: () => {},
  onEnd: () => {},
  forceFlush: async () => {},
  shutdown: async () => {},
};
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(new TracerProvider({ sampler, spanProcessors: [none] }));
