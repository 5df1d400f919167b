import { RedisUnavailable } from "../redis/index.ts";
import { type EpochOptions, enterEpoch } from "./enter-epoch.ts";
import type { Epoch } from "./epoch.ts";
import { encodeKey, type KeyParts } from "./key.ts";
import type { RecoveryState } from "./recovery-state.ts";
import type { Trust } from "./reply-trust.ts";
import type { Store } from "./store.ts";

export interface RecoveryOptions extends EpochOptions {
  /** Each failure may hide a failed clear of another process; that clear is then a pending job, which `beforeRecovery` reads. */
  readonly failureCount: () => number;
  /** True where Redis runs in this process. */
  readonly isLocal: boolean;
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

const maxPending = 10_000;
const maxTagsAtOnce = 512;
const retryPauseMs = 200;
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

/** Blocks cache hits while clears may be missing: after an outage or a failed clear, until the missed clears are applied. */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #recoverLimitMs: number;
  readonly #confirmEveryMs: number;
  #confirming: Promise<boolean> | undefined;
  #recovering: Promise<void> | undefined;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    this.#recoverLimitMs = options.recoverLimitMs ?? 10_000;
    this.#confirmEveryMs = options.confirmEveryMs ?? 1000;
  }

  isReady(): boolean {
    const { isInformed, recoveredFailureCount, pending, overflows } = this.#memory;
    return isInformed && recoveredFailureCount === this.#failureCount() && pending.size === 0 && overflows === 0;
  }

  /** Whether the identity of Redis was confirmed within the last second (`confirmEveryMs`). */
  isConfirmed(): boolean {
    return this.#options.isLocal || performance.now() - this.#memory.confirmedAtMs < this.#confirmEveryMs;
  }

  /** Confirms the identity of Redis. Single-flight. False: no entry of it may be served. */
  confirm(): Promise<boolean> {
    this.#confirming ??= this.#confirmIdentity()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        this.#confirming = undefined;
      });
    return this.#confirming;
  }

  /** Finds the epoch and applies pending clears. Single-flight. Rejects when Redis, or `beforeRecovery`, fails. */
  recover(): Promise<void> {
    this.#recovering ??= this.#recoverOnce().finally(() => {
      this.#recovering = undefined;
    });
    return this.#recovering;
  }

  /** Keeps the tags of a failed clear for the next recovery. */
  remember(tags: readonly KeyParts[]): void {
    const { pending } = this.#memory;
    for (const tag of tags) pending.set(encodeKey(tag), [...tag]);
    if (pending.size <= maxPending) return;
    pending.clear();
    this.#memory.overflows += 1;
  }

  /** Reports a missing clear of another process, so that `beforeRecovery` must run again. */
  markSuspect(): void {
    this.#memory.suspicions += 1;
  }

  /** Reports whether missing clears are notified. While they are not, nothing is served; afterwards recovery must run again. */
  inform(isInformed: boolean): void {
    if (isInformed && !this.#memory.isInformed) this.markSuspect();
    this.#memory.isInformed = isInformed;
  }

  readonly trust: Trust = () => {
    if (!this.isReady()) throw new RedisUnavailable("open");
    const [failuresBefore, floor] = [this.#failureCount(), this.#memory.fence];
    return (fence) => {
      if (this.#failureCount() !== failuresBefore) throw new RedisUnavailable("connection");
      if (fence < floor) throw this.#reportLoss();
      this.learn(fence);
    };
  };

  /** Call before a command. The returned function reports whether the command reached the Redis of this epoch without a failure. */
  witness(): () => boolean {
    const failuresBefore = this.#failureCount();
    return () => this.#memory.recoveredFailureCount === failuresBefore && this.#failureCount() === failuresBefore;
  }

  /** Records a value of the fence. */
  learn(fence: number): void {
    this.#memory.fence = Math.max(this.#memory.fence, fence);
  }

  get #memory(): RecoveryState {
    return this.#options.memory;
  }

  #failureCount(): number {
    return this.#options.failureCount() + this.#memory.suspicions;
  }

  /** Redis was restored to an earlier state: its epoch ends. */
  #reportLoss(): RedisUnavailable {
    this.#memory.lost = this.#memory.epoch?.id;
    this.markSuspect();
    this.#options.log.warn("cache.redis_went_back");
    this.#options.onLost();
    return new RedisUnavailable("answer");
  }

  async #confirmIdentity(): Promise<void> {
    const memory = this.#memory;
    const checkFence = this.trust();
    const [askedAtMs, floor] = [performance.now(), memory.fence];
    const { redis, fence } = await this.#options.store.identify(memory.epoch);
    checkFence(fence);
    // Identifying increments the fence. An unchanged value means that the fence was lower: Redis went back.
    if (fence === floor) throw this.#reportLoss();
    if (redis !== memory.redis && !memory.isUnidentified) {
      this.markSuspect();
      throw new RedisUnavailable("connection");
    }
    memory.confirmedAtMs = askedAtMs;
  }

  async #recoverOnce(): Promise<void> {
    const memory = this.#memory;
    const nowMs = performance.now();
    // Without notifications, recovery would miss clears: nothing is served until they work again.
    if (!memory.isInformed) return;
    if (nowMs < memory.recoveringUntilMs) return;
    memory.recoveringUntilMs = nowMs + this.#recoverLimitMs;
    const failuresBefore = this.#failureCount();
    try {
      if (!(await this.#applyMissedClears())) return;
      memory.recoveredFailureCount = failuresBefore;
      memory.confirmedAtMs = nowMs;
      memory.recoveringUntilMs = Number.NEGATIVE_INFINITY;
    } catch (error) {
      memory.recoveringUntilMs = performance.now() + retryPauseMs;
      throw error;
    }
  }

  /** Enters the epoch and applies the clears that were missed. @returns false while processes compete for the epoch. */
  async #applyMissedClears(): Promise<boolean> {
    const { store, memory, log, isLocal, beforeRecovery } = this.#options;
    if (!isLocal && (await enterEpoch(this.#options))) {
      log.warn("cache.epoch_contested");
      memory.recoveringUntilMs = performance.now() + contestedPauseMs;
      return false;
    }
    await applyPending(store, memory);
    if (memory.epoch !== null) await beforeRecovery?.(store.clear, memory.epoch);
    return true;
  }
}
