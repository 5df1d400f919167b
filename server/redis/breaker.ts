import type { RedisUnavailable } from "./errors.ts";

/** Permission of the circuit breaker for one call. */
export interface Pass {
  /** Reports once how the call ended; without an error where Redis replied. */
  readonly settle: (error?: RedisUnavailable) => void;
}

/** Circuit breaker for an unresponsive Redis. Holds no connection or timer, so requests of an isolate may share one. */
export interface Breaker {
  /** `open` after too many consecutive failures, until a probe succeeds. */
  readonly state: () => "closed" | "open";
  /** Number of times the breaker has opened. */
  readonly openings: () => number;
  /** Number of failed calls; each may mean a missed invalidation. */
  readonly failures: () => number;
  /** Asks for one call. `undefined` while the breaker is open, except for one probe per cool-down and for urgent calls. */
  readonly enter: (isUrgent?: boolean) => Pass | undefined;
}

export interface BreakerOptions {
  readonly failuresToOpen?: number;
  /** Time from opening, or from a failed probe, to the next probe. */
  readonly coolDownMs?: number;
  readonly onOpen?: (error: RedisUnavailable) => void;
  readonly onClose?: () => void;
}

/** A probe of a cancelled request never settles; after this time another probe is allowed. */
const probeLimitMs = 1000;

/** Creates a circuit breaker (M. Nygard, Release It!): closed, open, and half-open for a single probe. Needs no timer. */
export function createBreaker(options: BreakerOptions = {}): Breaker {
  const { failuresToOpen = 3, coolDownMs = 1000, onOpen, onClose } = options;
  let failures = 0;
  let allFailures = 0;
  let openings = 0;
  let isOpen = false;
  let nextProbeAt = Number.NEGATIVE_INFINITY;

  const failed = (error: RedisUnavailable) => {
    failures += 1;
    if (failures < failuresToOpen) return;
    isOpen = true;
    openings += 1;
    nextProbeAt = performance.now() + coolDownMs;
    onOpen?.(error);
  };
  // The result of a call sent before the breaker opened is out of date.
  const closedPass = (opening: number): Pass => ({
    settle: (error) => {
      if (error !== undefined) allFailures += 1;
      if (isOpen || opening !== openings) return;
      if (error === undefined) failures = 0;
      else failed(error);
    },
  });
  const probePass = (): Pass => ({
    settle: (error) => {
      nextProbeAt = performance.now() + coolDownMs;
      if (error !== undefined) allFailures += 1;
      if (error !== undefined || !isOpen) return;
      isOpen = false;
      failures = 0;
      onClose?.();
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
