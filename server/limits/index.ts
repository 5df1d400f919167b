export { type CallLimiter, type CallLimiterOptions, createCallLimiter } from "./limiter.ts";
export { isKnown } from "./queries.ts";
export { trustAddress } from "./trusted-addresses.ts";
