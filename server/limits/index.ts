export { remember } from "./known.ts";
export { type CallLimiter, type CallLimiterOptions, createCallLimiter } from "./limiter.ts";
export { isKnown } from "./queries.ts";
