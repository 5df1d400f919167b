export type { Breaker, BreakerOptions } from "./breaker.ts";
export { type RedisErrorCode, RedisUnavailable } from "./errors.ts";
export type { Keyspace } from "./keyspace.ts";
export { createMemoryTransport, type MemoryOptions } from "./memory-transport.ts";
export {
  createLoggedBreaker,
  openRedis,
  type RedisAddress,
  type RedisConnection,
  type RedisLog,
  type RedisOptions,
} from "./open-redis.ts";
export { createParentTransport, type ParentTransport } from "./parent-transport.ts";
export {
  applyGcra,
  createLimiter,
  type Limit,
  type LimitCheck,
  type Limiter,
  type LimitState,
} from "./rate-limiter.ts";
export { defineScript, type InMemoryScript, type Script, type ScriptDefinition } from "./script.ts";
export { readMode } from "./server-mode.ts";
export type { Batch, Command, Reply, Transport } from "./transport.ts";
export { createUpstashTransport } from "./upstash-transport.ts";
