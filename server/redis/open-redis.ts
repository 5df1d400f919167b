import { Redis } from "@upstash/redis";
import { type Breaker, type BreakerOptions, createBreaker } from "./breaker.ts";
import { createMemoryTransport } from "./memory-transport.ts";
import { createRequester } from "./requester.ts";
import type { Transport } from "./transport.ts";
import { createUpstashTransport } from "./upstash-transport.ts";

/** Address of Redis. */
export type RedisAddress =
  | { readonly kind: "memory" }
  /** In the memory of the parent process, for all its processes. */
  | { readonly kind: "parent" }
  | { readonly kind: "tcp"; readonly url: string }
  | { readonly kind: "upstash"; readonly url: string; readonly token: string };

/** Warning events of the cache and its connection. */
type RedisWarning =
  | "redis.unavailable"
  | "cache.fill_failed"
  | "cache.recovery_failed"
  | "cache.redis_unidentified"
  | "cache.redis_went_back"
  | "cache.epoch_contested";

/** Log of outages: one event at their start and one at their end. */
export interface RedisLog {
  readonly info: (event: "redis.recovered" | "cache.epoch_began", fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: RedisWarning, fields?: Readonly<Record<string, unknown>>) => void;
}

export interface RedisOptions {
  readonly log: RedisLog;
  /** `createTcpTransport` of `tcp-transport.ts`, where the runtime supports long-lived sockets; absent, it stays out of the bundle. */
  readonly tcp?: (url: string) => Transport;
  /** Shared by all connections of an isolate, where each request opens its own. */
  readonly breaker?: Breaker;
  /** In-memory Redis, shared by all connections of a process. */
  readonly memory?: Transport;
  /** `createParentTransport`, in a process that has a supervisor. */
  readonly parent?: Transport;
  readonly deadlineMs?: number;
}

/** An open Redis. */
export interface RedisConnection {
  readonly redis: Redis;
  /** The same, for calls that must be tried even while the circuit breaker is open. */
  readonly urgent: Redis;
  readonly close: () => Promise<void>;
  readonly state: Breaker["state"];
  readonly openings: Breaker["openings"];
  /** Number of failed calls and lost connections; each may hide a missed invalidation. */
  readonly failureCount: () => number;
  /** Whether replacing Redis by another server breaks a connection, and so raises `failureCount`. */
  readonly keepsConnection: boolean;
  /** See {@link Transport.space}. */
  readonly space: Transport["space"];
}

const defaultDeadlineMs = 250;

/** The client without automatic deserialization: values stay text, even those that look like JSON. */
class PlainRedis extends Redis {
  // Given a requester, the client's constructor takes no options.
  protected override opts = { automaticDeserialization: false };
}

/** Creates a circuit breaker that logs when Redis becomes unavailable and when it recovers. */
export const createLoggedBreaker = (
  log: RedisLog,
  options: Pick<BreakerOptions, "failuresToOpen" | "coolDownMs"> = {},
): Breaker =>
  createBreaker({
    ...options,
    onOpen: ({ reason, code }) => log.warn("redis.unavailable", { reason, ...(code !== undefined && { code }) }),
    onClose: () => log.info("redis.recovered"),
  });

function transportOf(address: RedisAddress, { tcp, memory, parent }: RedisOptions): Transport {
  if (address.kind === "memory") return memory ?? createMemoryTransport();
  if (address.kind === "parent") {
    if (parent === undefined) throw new TypeError("this process has no parent that holds a Redis");
    return parent;
  }
  if (address.kind === "upstash") return createUpstashTransport(address);
  if (tcp === undefined) throw new TypeError("this runtime reaches Redis by UPSTASH_REDIS_REST_URL, not by REDIS_URL");
  return tcp(address.url);
}

/**
 * Opens Redis; it connects on first use. Calls end within the deadline, with a reply or with {@link RedisUnavailable}. After
 * a few consecutive failures they fail fast, until Redis is back.
 */
export function openRedis(address: RedisAddress, options: RedisOptions): RedisConnection {
  const transport = transportOf(address, options);
  const { breaker = createLoggedBreaker(options.log), deadlineMs = defaultDeadlineMs } = options;
  const client = (isUrgent: boolean) => new PlainRedis(createRequester({ transport, breaker, deadlineMs, isUrgent }));
  const { close, space, losses } = transport;
  const { state, openings, failures } = breaker;
  const failureCount = () => failures() + (losses?.() ?? 0);
  const keepsConnection = losses !== undefined;
  return {
    redis: client(false),
    urgent: client(true),
    close,
    state,
    openings,
    failureCount: failureCount,
    keepsConnection,
    space,
  };
}
