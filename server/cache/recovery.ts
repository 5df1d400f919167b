import { type RedisLog, RedisUnavailable } from "../redis/index.ts";
import type { Epoch, EpochSource } from "./epoch.ts";
import type { KeyParts } from "./key.ts";
import { encodeKey } from "./key.ts";
import type { Store } from "./store.ts";
import type { Trust } from "./trust.ts";

/** What a process must remember while Redis is away. Plain data: an isolate's requests share one. */
export interface RecoveryState {
  readonly pending: Map<string, KeyParts>;
  /** How often more tags were pending than are kept: everything is to be cleared. */
  overflows: number;
  /** Disturbances of the way to Redis after which reads have resumed; `null` until reads began. */
  recoveredFailureCount: number | null;
  /** How often it was said that a clear is missing somewhere. */
  doubts: number;
  /** False while clears of other processes may go unheard. */
  isInformed: boolean;
  /** A resumption is under way until then; a cancelled request may leave one without end. */
  resumingUntilMs: number;
  /** Which entries are believed; `null` until it was asked. */
  epoch: Epoch | null;
  /** What Redis told of itself when the epoch was asked. */
  redis: string | undefined;
  /** How far the epoch's fence is known to have come. */
  fence: number;
  /** An epoch whose Redis has gone back in time. */
  lost: string | undefined;
  /** When Redis was last known to be the same. */
  confirmedAtMs: number;
  /** What Redis has told of itself so far, the latest last. */
  readonly earlier: Set<string>;
  /** Servers answer in turn: which one it is says nothing. */
  isUnidentified: boolean;
}

/** A process's memory of what is still to be cleared. */
export const createRecoveryState = (): RecoveryState => ({
  pending: new Map(),
  overflows: 0,
  recoveredFailureCount: null,
  doubts: 0,
  isInformed: true,
  resumingUntilMs: Number.NEGATIVE_INFINITY,
  epoch: null,
  redis: undefined,
  fence: 0,
  lost: undefined,
  confirmedAtMs: Number.NEGATIVE_INFINITY,
  earlier: new Set(),
  isUnidentified: false,
});

/** Decides whether cached values may be served. */
export interface RecoveryOptions {
  readonly store: Store;
  readonly memory: RecoveryState;
  readonly epochs: EpochSource;
  readonly log: RedisLog;
  /** Each may hide that another process could not clear: then it is in the outbox, which `beforeRecovery` asks. */
  readonly failureCount: () => number;
  /** Redis is in this process. */
  readonly isLocal: boolean;
  /** Whether a Redis that is exchanged is noticed by its connection. */
  readonly keepsConnection: boolean;
  /** Redis was found to have gone back in time. */
  readonly onLost: () => void;
  /** Awaited before values are served, at first and after Redis was away; absent where no other process writes. */
  readonly beforeRecovery?: BeforeRecovery | undefined;
  readonly resumeLimitMs?: number;
  /** How long Redis is taken for the same without being asked. */
  readonly confirmEveryMs?: number;
}

/** Applies by `clear` what other processes left, in the epoch that begins or goes on. */
export type BeforeRecovery = (clear: Store["clear"], epoch: Epoch) => Promise<void>;

/** Keeps cached values from being served while clears may be missing. */
export interface Recovery {
  readonly isReady: () => boolean;
  /** Whether Redis was found to be the same within the last second. */
  readonly isConfirmed: () => boolean;
  /** Asks Redis whether it is the same. False: nothing that it holds may be served. */
  readonly confirm: () => Promise<boolean>;
  /** Finds the epoch and applies what is pending. Callers who come meanwhile share the attempt. Rejects when Redis, or `beforeRecovery`, fails. */
  readonly recover: () => Promise<void>;
  readonly remember: (tags: readonly KeyParts[]) => void;
  /** A clear is missing that somebody else must make up for: what `beforeRecovery` asks must be asked. */
  readonly markSuspect: () => void;
  /** Whether it would be told of a clear that is missing; while not, nothing is served, and after that it doubts. */
  readonly inform: (isInformed: boolean) => void;
  readonly trust: Trust;
  /** Taken before Redis is told something: whether that reached the Redis of this epoch, over a way that was not disturbed. */
  readonly witness: () => () => boolean;
  /** How far the fence has come. */
  readonly learn: (fence: number) => void;
}

const maxPending = 10_000;
const maxTagsAtOnce = 512;
const retryPauseMs = 200;
const maxEarlier = 16;
const contestedPauseMs = 1000;

/** Clears that were missed, in the order they came; each is forgotten once it is applied. */
async function applyPending(store: Store, memory: RecoveryState): Promise<void> {
  const { overflows, epoch } = memory;
  if (overflows > 0 && epoch !== null) {
    await store.clearAll(epoch);
    memory.overflows -= overflows;
  }
  while (memory.pending.size > 0) {
    const some = [...memory.pending].slice(0, maxTagsAtOnce);
    await store.clear(some.map(([, tag]) => tag));
    // One that was remembered anew meanwhile is another object, and stays.
    for (const [name, tag] of some) if (memory.pending.get(name) === tag) memory.pending.delete(name);
  }
}

/**
 * The name to ask the epoch by. Where each call may reach another server of a service, which one it was says nothing, and the
 * fence alone tells of a Redis that has gone back: so it is once a name comes again.
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
 * Finds out which Redis this is and which epoch. What was loaded in another is not served again.
 * @returns whether the epoch is another though this Redis is the same: processes that look into different ones take turns so.
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
    // Others who are still in it need not find out for themselves.
    if (before !== null) await store.clearAll(before);
    if (before !== null) log.info("cache.epoch_began");
    memory.epoch = epoch;
  }
  memory.redis = seen.redis;
  memory.fence = seen.fence;
  return isContested;
}

/** After an outage, or a clear that failed, reads go past the cache until this process has caught up. */
export function createRecovery(options: RecoveryOptions): Recovery {
  const { store, memory, log, isLocal, beforeRecovery, resumeLimitMs = 10_000, confirmEveryMs = 1000 } = options;
  const failureCount = () => options.failureCount() + memory.doubts;
  const isReady = () =>
    memory.isInformed &&
    memory.recoveredFailureCount === failureCount() &&
    memory.pending.size === 0 &&
    memory.overflows === 0;
  const wentBack = () => {
    memory.lost = memory.epoch?.id;
    memory.doubts += 1;
    log.warn("cache.redis_went_back");
    options.onLost();
    return new RedisUnavailable("answer");
  };
  const trust: Trust = () => {
    if (!isReady()) throw new RedisUnavailable("open");
    const [stamp, floor] = [failureCount(), memory.fence];
    return (fence) => {
      if (failureCount() !== stamp) throw new RedisUnavailable("connection");
      if (fence < floor) throw wentBack();
      memory.fence = Math.max(memory.fence, fence);
    };
  };

  const askAgain = async () => {
    const believe = trust();
    const [askedAtMs, floor] = [performance.now(), memory.fence];
    const { redis, fence } = await store.identify(memory.epoch);
    believe(fence);
    // It was moved on by one; as low as before, another has moved it there.
    if (fence === floor) throw wentBack();
    if (redis !== memory.redis && !memory.isUnidentified) {
      memory.doubts += 1;
      throw new RedisUnavailable("connection");
    }
    memory.confirmedAtMs = askedAtMs;
  };
  const recoverOnce = async () => {
    const nowMs = performance.now();
    // What may go unheard cannot be caught up with: nothing is served until that is over.
    if (!memory.isInformed) return;
    if (nowMs < memory.resumingUntilMs) return;
    memory.resumingUntilMs = nowMs + resumeLimitMs;
    const before = failureCount();
    try {
      if (!isLocal && (await enterEpoch(options))) {
        log.warn("cache.epoch_contested");
        memory.resumingUntilMs = performance.now() + contestedPauseMs;
        return;
      }
      await applyPending(store, memory);
      if (memory.epoch !== null) await beforeRecovery?.(store.clear, memory.epoch);
      memory.recoveredFailureCount = before;
      memory.confirmedAtMs = nowMs;
      memory.resumingUntilMs = Number.NEGATIVE_INFINITY;
    } catch (error) {
      memory.resumingUntilMs = performance.now() + retryPauseMs;
      throw error;
    }
  };

  let confirming: Promise<boolean> | undefined;
  let resuming: Promise<void> | undefined;
  return {
    isReady,
    isConfirmed: () => isLocal || performance.now() - memory.confirmedAtMs < confirmEveryMs,
    confirm: () => {
      confirming ??= askAgain()
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
      memory.doubts += 1;
    },
    inform: (isInformed) => {
      if (isInformed && !memory.isInformed) memory.doubts += 1;
      memory.isInformed = isInformed;
    },
    remember: (tags) => {
      for (const tag of tags) memory.pending.set(encodeKey(tag), [...tag]);
      if (memory.pending.size <= maxPending) return;
      memory.pending.clear();
      memory.overflows += 1;
    },
    recover: () => {
      resuming ??= recoverOnce().finally(() => {
        resuming = undefined;
      });
      return resuming;
    },
  };
}
