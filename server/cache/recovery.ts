import { type RedisLog, RedisUnavailable } from "../redis/index.ts";
import type { Epoch, EpochSource } from "./epoch.ts";
import type { KeyParts } from "./key.ts";
import { encodeKey } from "./key.ts";
import type { Store } from "./store.ts";
import type { Trust } from "./trust.ts";

/** State that a process keeps across a Redis outage. Plain data, shared by all requests of an isolate. */
export interface RecoveryState {
  readonly pending: Map<string, KeyParts>;
  /** How often the pending clears exceeded their bound. Above 0: everything must be cleared. */
  overflows: number;
  /** Failure count at the last recovery; `null` before the first one. */
  recoveredFailureCount: number | null;
  /** How often a missing clear was reported. */
  suspicions: number;
  /** False while notifications of clears by other processes may be lost. */
  isInformed: boolean;
  /** No second recovery starts before this time; bounded, since a cancelled request may leave a recovery unfinished. */
  recoveringUntilMs: number;
  /** The current epoch, whose entries are trusted; `null` until it is known. */
  epoch: Epoch | null;
  /** Identity of the Redis of this epoch. */
  redis: string | undefined;
  /** Highest value seen of the epoch's fence. */
  fence: number;
  /** An epoch whose Redis was restored to an earlier state. */
  lost: string | undefined;
  /** When the identity of Redis was last confirmed. */
  confirmedAtMs: number;
  /** Identities of Redis seen so far, the latest last. */
  readonly earlier: Set<string>;
  /** Several servers answer alternately, so their identity carries no information. */
  isUnidentified: boolean;
}

/** Creates the state of a process that has not yet reached Redis. */
export const createRecoveryState = (): RecoveryState => ({
  pending: new Map(),
  overflows: 0,
  recoveredFailureCount: null,
  suspicions: 0,
  isInformed: true,
  recoveringUntilMs: Number.NEGATIVE_INFINITY,
  epoch: null,
  redis: undefined,
  fence: 0,
  lost: undefined,
  confirmedAtMs: Number.NEGATIVE_INFINITY,
  earlier: new Set(),
  isUnidentified: false,
});

export interface RecoveryOptions {
  readonly store: Store;
  readonly memory: RecoveryState;
  readonly epochs: EpochSource;
  readonly log: RedisLog;
  /** Each failure may hide a failed clear of another process; that clear is then a pending job, which `beforeRecovery` reads. */
  readonly failureCount: () => number;
  /** True where Redis runs in this process. */
  readonly isLocal: boolean;
  /** Whether the connection breaks when Redis is replaced by another server. */
  readonly keepsConnection: boolean;
  /** Called when Redis turns out to be restored to an earlier state. */
  readonly onLost: () => void;
  /** Awaited before values are served, at startup and after a Redis outage; absent where no other process writes. */
  readonly beforeRecovery?: BeforeRecovery | undefined;
  readonly recoverLimitMs?: number;
  /** How long a confirmed identity of Redis is valid. */
  readonly confirmEveryMs?: number;
}

/** Applies the clears that other processes left, in the current or the new epoch. */
export type BeforeRecovery = (clear: Store["clear"], epoch: Epoch) => Promise<void>;

/** Blocks cache hits while clears may be missing. */
export interface Recovery {
  readonly isReady: () => boolean;
  /** Whether the identity of Redis was confirmed within the last second (`confirmEveryMs`). */
  readonly isConfirmed: () => boolean;
  /** Confirms the identity of Redis. False: no entry of it may be served. */
  readonly confirm: () => Promise<boolean>;
  /** Finds the epoch and applies pending clears. Single-flight. Rejects when Redis, or `beforeRecovery`, fails. */
  readonly recover: () => Promise<void>;
  readonly remember: (tags: readonly KeyParts[]) => void;
  /** Reports a missing clear of another process, so that `beforeRecovery` must run again. */
  readonly markSuspect: () => void;
  /** Reports whether missing clears are notified. While they are not, nothing is served; afterwards recovery must run again. */
  readonly inform: (isInformed: boolean) => void;
  readonly trust: Trust;
  /** Call before a command. The returned function tells whether the command reached the Redis of this epoch without a failure. */
  readonly witness: () => () => boolean;
  /** Records a value of the fence. */
  readonly learn: (fence: number) => void;
}

const maxPending = 10_000;
const maxTagsAtOnce = 512;
const retryPauseMs = 200;
const maxEarlier = 16;
const contestedPauseMs = 1000;

/** Applies missed clears in their order; removes each from the pending ones once it is applied. */
async function applyPending(store: Store, memory: RecoveryState): Promise<void> {
  const { overflows, epoch } = memory;
  if (overflows > 0 && epoch !== null) {
    await store.clearAll(epoch);
    memory.overflows -= overflows;
  }
  while (memory.pending.size > 0) {
    const some = [...memory.pending].slice(0, maxTagsAtOnce);
    await store.clear(some.map(([, tag]) => tag));
    // A tag that was added again meanwhile is another object, and stays pending.
    for (const [name, tag] of some) if (memory.pending.get(name) === tag) memory.pending.delete(name);
  }
}

/**
 * The identity by which to look up the epoch. An identity that reappears means that calls reach alternating servers of one
 * service. The identity then carries no information, and only the fence reveals a Redis restored to an earlier state.
 */
function nameOf(redis: string, { memory, keepsConnection, log }: RecoveryOptions): string {
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
async function enterEpoch(options: RecoveryOptions): Promise<boolean> {
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

/** Creates recovery: after an outage or a failed clear, reads bypass the cache until the missed clears are applied. */
export function createRecovery(options: RecoveryOptions): Recovery {
  const { store, memory, log, isLocal, beforeRecovery, recoverLimitMs = 10_000, confirmEveryMs = 1000 } = options;
  const failureCount = () => options.failureCount() + memory.suspicions;
  const isReady = () =>
    memory.isInformed &&
    memory.recoveredFailureCount === failureCount() &&
    memory.pending.size === 0 &&
    memory.overflows === 0;
  const restored = () => {
    memory.lost = memory.epoch?.id;
    memory.suspicions += 1;
    log.warn("cache.redis_went_back");
    options.onLost();
    return new RedisUnavailable("answer");
  };
  const trust: Trust = () => {
    if (!isReady()) throw new RedisUnavailable("open");
    const [stamp, floor] = [failureCount(), memory.fence];
    return (fence) => {
      if (failureCount() !== stamp) throw new RedisUnavailable("connection");
      if (fence < floor) throw restored();
      memory.fence = Math.max(memory.fence, fence);
    };
  };

  const confirmIdentity = async () => {
    const checkFence = trust();
    const [askedAtMs, floor] = [performance.now(), memory.fence];
    const { redis, fence } = await store.identify(memory.epoch);
    checkFence(fence);
    // Identifying increments the fence. An unchanged value means that the fence was lower: Redis went back.
    if (fence === floor) throw restored();
    if (redis !== memory.redis && !memory.isUnidentified) {
      memory.suspicions += 1;
      throw new RedisUnavailable("connection");
    }
    memory.confirmedAtMs = askedAtMs;
  };
  const recoverOnce = async () => {
    const nowMs = performance.now();
    // Without notifications, recovery would miss clears: nothing is served until they work again.
    if (!memory.isInformed) return;
    if (nowMs < memory.recoveringUntilMs) return;
    memory.recoveringUntilMs = nowMs + recoverLimitMs;
    const failuresBefore = failureCount();
    try {
      if (!isLocal && (await enterEpoch(options))) {
        log.warn("cache.epoch_contested");
        memory.recoveringUntilMs = performance.now() + contestedPauseMs;
        return;
      }
      await applyPending(store, memory);
      if (memory.epoch !== null) await beforeRecovery?.(store.clear, memory.epoch);
      memory.recoveredFailureCount = failuresBefore;
      memory.confirmedAtMs = nowMs;
      memory.recoveringUntilMs = Number.NEGATIVE_INFINITY;
    } catch (error) {
      memory.recoveringUntilMs = performance.now() + retryPauseMs;
      throw error;
    }
  };

  let confirming: Promise<boolean> | undefined;
  let recovering: Promise<void> | undefined;
  return {
    isReady,
    isConfirmed: () => isLocal || performance.now() - memory.confirmedAtMs < confirmEveryMs,
    confirm: () => {
      confirming ??= confirmIdentity()
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          confirming = undefined;
        });
      return confirming;
    },
    trust,
    learn: (fence) => {
      memory.fence = Math.max(memory.fence, fence);
    },
    witness: () => {
      const stamp = failureCount();
      return () => memory.recoveredFailureCount === stamp && failureCount() === stamp;
    },
    markSuspect: () => {
      memory.suspicions += 1;
    },
    inform: (isInformed) => {
      if (isInformed && !memory.isInformed) memory.suspicions += 1;
      memory.isInformed = isInformed;
    },
    remember: (tags) => {
      for (const tag of tags) memory.pending.set(encodeKey(tag), [...tag]);
      if (memory.pending.size <= maxPending) return;
      memory.pending.clear();
      memory.overflows += 1;
    },
    recover: () => {
      recovering ??= recoverOnce().finally(() => {
        recovering = undefined;
      });
      return recovering;
    },
  };
}
