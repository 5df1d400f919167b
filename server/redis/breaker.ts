import type { RedisUnavailable } from "./errors.ts";

/** Permission for one call. */
export interface Pass {
  /** To be told once how the call ended: without a fault where Redis answered. */
  readonly settle: (fault?: RedisUnavailable) => void;
}

/** Keeps calls from a Redis that does not answer. Plain data: an isolate's requests may share one. */
export interface Breaker {
  /** `open` from too many failures in a row until a call was answered again. */
  readonly state: () => "closed" | "open";
  /** How often it has opened. */
  readonly openings: () => number;
  /** How many calls have failed: after each of them, something may have been missed. */
  readonly failures: () => number;
  /**
   * Nothing while it is open, but for one call a while, which finds out whether Redis is back, and for what is urgent.
   */
  readonly enter: (isUrgent?: boolean) => Pass | undefined;
}

/** How a breaker decides. */
export interface BreakerOptions {
  readonly failuresToOpen?: number;
  /** From opening, or from a probe that failed, to the next probe. */
  readonly coolDownMs?: number;
  readonly onOpen?: (fault: RedisUnavailable) => void;
  readonly onClose?: () => void;
}

/** A probe whose request was cancelled never ends; after this time another may try. */
const probeLimitMs = 1000;

/** As in M. Nygard, Release It!, "Circuit Breaker": closed, open, and half-open for a single probe. Needs no timer. */
export function createBreaker({
  failuresToOpen = 3,
  coolDownMs = 1000,
  onOpen = () => {},
  onClose = () => {},
}: BreakerOptions = {}): Breaker {
  let failures = 0;
  let allFailures = 0;
  let openings = 0;
  let isOpen = false;
  let nextProbeAt = Number.NEGATIVE_INFINITY;

  const failed = (fault: RedisUnavailable) => {
    failures += 1;
    if (failures < failuresToOpen) return;
    isOpen = true;
    openings += 1;
    nextProbeAt = performance.now() + coolDownMs;
    onOpen(fault);
  };
  // A call that was sent before the breaker opened says nothing about now.
  const closedPass = (opening: number): Pass => ({
    settle: (fault) => {
      if (fault !== undefined) allFailures += 1;
      if (isOpen || opening !== openings) return;
      if (fault === undefined) failures = 0;
      else failed(fault);
    },
  });
  const probePass = (): Pass => ({
    settle: (fault) => {
      nextProbeAt = performance.now() + coolDownMs;
      if (fault !== undefined) allFailures += 1;
      if (fault !== undefined || !isOpen) return;
      isOpen = false;
      failures = 0;
      onClose();
    },
  });
  return {
    state: () => (isOpen ? "open" : "closed"),
    openings: () => openings,
    failures: () => allFailures,
    enter: (isUrgent = false) => {
      if (!isOpen) return closedPass(openings);
      const nowMs = performance.now();
      if (nowMs < nextProbeAt && !isUrgent) return undefined;
      nextProbeAt = nowMs + probeLimitMs;
      return probePass();
    },
  };
}
