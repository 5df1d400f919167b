import { Redis } from "@upstash/redis";
import { type Breaker, type BreakerOptions, createBreaker } from "./breaker.ts";
import { createMemoryTransport } from "./memory.ts";
import { createRequester } from "./requester.ts";
import type { Transport } from "./transport.ts";
import { createUpstashTransport } from "./upstash.ts";

/** Where Redis is. */
export type RedisAddress =
  | { readonly kind: "memory" }
  | { readonly kind: "tcp"; readonly url: string }
  | { readonly kind: "upstash"; readonly url: string; readonly token: string };

/** What the cache and its connection warn of. */
type RedisWarning =
  | "redis.unavailable"
  | "cache.fill_failed"
  | "cache.recovery_failed"
  | "cache.redis_unidentified"
  | "cache.redis_went_back"
  | "cache.epoch_contested";

/** Where outages are told: once when they begin and once when they end. */
export interface RedisLog {
  readonly info: (event: "redis.recovered" | "cache.epoch_began", fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: RedisWarning, fields?: Readonly<Record<string, unknown>>) => void;
}

/** What may be given to {@link openRedis}. */
export interface RedisOptions {
  readonly log: RedisLog;
  /** `createTcpTransport` of `tcp.ts`, where the runtime keeps sockets; else left out of the bundle. */
  readonly tcp?: (url: string) => Transport;
  /** Shared by all that an isolate opens, where each request opens its own. */
  readonly breaker?: Breaker;
  /** Where Redis is in memory: shared by all that a process opens. */
  readonly memory?: Transport;
  readonly deadlineMs?: number;
}

/** Redis, opened. */
export interface RedisConnection {
  readonly redis: Redis;
  /** The same, for what must be tried even while the breaker is open. */
  readonly urgent: Redis;
  readonly close: () => Promise<void>;
  readonly state: Breaker["state"];
  readonly openings: Breaker["openings"];
  /** How often a call failed or a connection broke: what others did meanwhile may have been missed. */
  readonly failureCount: () => number;
  /** Whether a Redis that is exchanged for another breaks a connection, and so counts as a disturbance. */
  readonly keepsConnection: boolean;
  /** As {@link Transport.space}. */
  readonly space: Transport["space"];
}

const defaultDeadlineMs = 250;

/** The client without guesses: values are text and stay text, even those that look like JSON. */
class PlainRedis extends Redis {
  // Given a requester, the client's constructor takes no options.
  protected override opts = { automaticDeserialization: false };
}

/** A breaker that tells when Redis is lost and found. */
export const createLoggedBreaker = (
  log: RedisLog,
  options: Pick<BreakerOptions, "failuresToOpen" | "coolDownMs"> = {},
): Breaker =>
  createBreaker({
    ...options,
    onOpen: ({ reason, code }) => log.warn("redis.unavailable", { reason, ...(code !== undefined && { code }) }),
    onClose: () => log.info("redis.recovered"),
  });

function transportOf(address: RedisAddress, { tcp, memory }: RedisOptions): Transport {
  if (address.kind === "memory") return memory ?? createMemoryTransport();
  if (address.kind === "upstash") return createUpstashTransport(address);
  if (tcp === undefined) throw new TypeError("this runtime reaches Redis by UPSTASH_REDIS_REST_URL, not by REDIS_URL");
  return tcp(address.url);
}

/**
 * Opens Redis, which connects when first used. Calls end within the deadline, in an answer or in
 * {@link RedisUnavailable}; after a few failures in a row they end at once, until Redis is back.
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
