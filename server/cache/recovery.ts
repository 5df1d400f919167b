import type { KeyParts } from "./key.ts";
import { encodeKey } from "./key.ts";
import type { Store } from "./store.ts";

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
}

/** A process's memory of what is still to be cleared. */
export const createRecoveryState = (): RecoveryState => ({
  pending: new Map(),
  overflows: 0,
  recoveredFailureCount: null,
  doubts: 0,
  isInformed: true,
  resumingUntilMs: 0,
});

/** Decides whether cached values may be served. */
export interface RecoveryOptions {
  readonly store: Store;
  readonly memory: RecoveryState;
  /** Each may hide that another process could not clear: then it is in the outbox, which `beforeRecovery` asks. */
  readonly failureCount: () => number;
  readonly isOpen: () => boolean;
  /** Awaited before values are served, at first and after Redis was away; absent where no other process writes. */
  readonly beforeRecovery?: (() => Promise<void>) | undefined;
  readonly resumeLimitMs?: number;
}

/** Keeps cached values from being served while clears may be missing. */
export interface Recovery {
  readonly isReady: () => boolean;
  /** Applies what is pending. One at a time: others return at once. Rejects when Redis, or `beforeRecovery`, fails. */
  readonly recover: () => Promise<void>;
  readonly remember: (tags: readonly KeyParts[]) => void;
  /** A clear is missing that somebody else must make up for: what `beforeRecovery` asks must be asked. */
  readonly markSuspect: () => void;
  /** Whether it would be told of a clear that is missing; while not, nothing is served, and after that it doubts. */
  readonly inform: (isInformed: boolean) => void;
}

const maxPending = 10_000;
const maxTagsAtOnce = 512;
const retryPauseMs = 200;

/** Clears that were missed, in the order they came; each is forgotten once it is applied. */
async function applyPending(store: Store, memory: RecoveryState): Promise<void> {
  const { overflows } = memory;
  if (overflows > 0) {
    await store.clearAll();
    memory.overflows -= overflows;
  }
  while (memory.pending.size > 0) {
    const some = [...memory.pending].slice(0, maxTagsAtOnce);
    await store.clear(some.map(([, tag]) => tag));
    // One that was remembered anew meanwhile is another object, and stays.
    for (const [name, tag] of some) if (memory.pending.get(name) === tag) memory.pending.delete(name);
  }
}

/** After an outage, or a clear that failed, reads go past the cache until this process has caught up. */
export function createRecovery(options: RecoveryOptions): Recovery {
  const { store, memory, isOpen, beforeRecovery, resumeLimitMs = 10_000 } = options;
  const failureCount = () => options.failureCount() + memory.doubts;
  // Whoever ran before may have ended with clears undone, which only the outbox knows.
  if (beforeRecovery === undefined) memory.recoveredFailureCount ??= 0;
  const isReady = () =>
    memory.isInformed &&
    memory.recoveredFailureCount === failureCount() &&
    memory.pending.size === 0 &&
    memory.overflows === 0;
  return {
    isReady,
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
    recover: async () => {
      const nowMs = Date.now();
      if (nowMs < memory.resumingUntilMs) return;
      memory.resumingUntilMs = nowMs + resumeLimitMs;
      const before = failureCount();
      try {
        await applyPending(store, memory);
        // With nothing to clear, nobody has asked Redis yet.
        if (isOpen()) await store.clear([["dovetail", "probe"]]);
        await beforeRecovery?.();
        memory.recoveredFailureCount = before;
        memory.resumingUntilMs = 0;
      } catch (error) {
        memory.resumingUntilMs = Date.now() + retryPauseMs;
        throw error;
      }
    },
  };
}
