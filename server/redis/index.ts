export type { Breaker, BreakerOptions } from "./breaker.ts";
export { type RedisErrorCode, RedisUnavailable } from "./errors.ts";
export type { Keyspace } from "./keyspace.ts";
export { createLimiter, type Limit, type LimitCheck, type Limiter, type Taken, weigh } from "./limit.ts";
export { createMemoryTransport, type MemoryOptions } from "./memory.ts";
export { readMode } from "./mode.ts";
export {
  createLoggedBreaker,
  openRedis,
  type RedisAddress,
  type RedisConnection,
  type RedisLog,
  type RedisOptions,
} from "./open.ts";
export { createParentTransport, type ParentTransport } from "./parent.ts";
export { defineScript, type InMemoryScript, type Script, type ScriptDefinition } from "./script.ts";
export type { Batch, Command, Reply, Transport } from "./transport.ts";
export { createUpstashTransport } from "./upstash.ts";
