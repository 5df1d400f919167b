import { type RedisLog, RedisUnavailable } from "../redis/index.ts";
import type { EpochSource } from "./epoch.ts";
import type { RecoveryState } from "./recovery-state.ts";
import type { Store } from "./store.ts";

export interface EpochOptions {
  readonly store: Store;
  readonly memory: RecoveryState;
  readonly epochs: EpochSource;
  readonly log: RedisLog;
  /** Whether the connection breaks when Redis is replaced by another server. */
  readonly keepsConnection: boolean;
}

const maxEarlier = 16;

/**
 * The identity by which to look up the epoch. An identity that reappears means that calls reach alternating servers of one
 * service. The identity then carries no information, and only the fence reveals a Redis restored to an earlier state.
 */
function nameOf(redis: string, { memory, keepsConnection, log }: EpochOptions): string {
  const { earlier } = memory;
  if (!keepsConnection && !memory.isUnidentified && redis !== memory.redis && earlier.has(redis)) {
    memory.isUnidentified = true;
    log.warn("cache.redis_unidentified");
  }
  earlier.delete(redis);
  earlier.add(redis);
  for (const oldest of earlier) if (earlier.size > maxEarlier) earlier.delete(oldest);
  return memory.isUnidentified ? "" : redis;
}

/**
 * Identifies Redis and enters its epoch. Entries of other epochs are not served again.
 * @returns whether the epoch changed though Redis is the same, as when processes with different Redis servers compete.
 */
export async function enterEpoch(options: EpochOptions): Promise<boolean> {
  const { store, memory, epochs, log } = options;
  const before = memory.epoch;
  let seen = await store.identify(before);
  if (before !== null && seen.fence <= memory.fence) memory.lost = before.id;
  const { lost } = memory;
  const epoch = await epochs.enter(nameOf(seen.redis, options), lost);
  memory.lost = undefined;
  const isSameRedis = seen.redis === memory.redis;
  const isContested = before !== null && epoch.id !== before.id && isSameRedis && lost === undefined;
  if (epoch.id !== before?.id || epoch.prefix !== before.prefix) {
    const { redis } = seen;
    seen = await store.identify(epoch);
    if (seen.redis !== redis && !memory.isUnidentified) throw new RedisUnavailable("connection");
    // Invalidates the old epoch for processes that are still in it.
    if (before !== null) await store.clearAll(before);
    if (before !== null) log.info("cache.epoch_began");
    memory.epoch = epoch;
  }
  memory.redis = seen.redis;
  memory.fence = seen.fence;
  return isContested;
}
