import { createWakeSignal } from "../concurrency/wake-signal.ts";

/** Bounds of concurrent attempts. */
export interface SlotBounds {
  /** Attempts that have just begun. */
  readonly max: number;
  /** Attempts at endpoints that failed before, and those that outlast `slowAfterMs`. */
  readonly maxSlow: number;
  /** After this time an attempt counts as slow and frees its slot for others. */
  readonly slowAfterMs: number;
}

/** The attempts in flight. Slow endpoints have separate slots, so that they delay no others. */
export interface Slots {
  readonly free: () => number;
  readonly freeSlow: () => number;
  /** Occupies a slot until the work ends. The work must not reject. */
  readonly hold: (work: Promise<unknown>, isSlow: boolean) => void;
  /** Ends the current {@link sleep}, or the next one. */
  readonly wake: () => void;
  /** Sleeps until a slot becomes free, {@link wake} is called, or the time is over. */
  readonly sleep: (maxMs: number) => Promise<void>;
  /** Resolves when all work has ended. */
  readonly allFree: () => Promise<void>;
}

/** Creates the slots of one sender. */
export function createSlots({ max, maxSlow, slowAfterMs }: SlotBounds): Slots {
  const held = new Set<Promise<unknown>>();
  let fast = 0;
  let slow = 0;
  const { wake, sleep } = createWakeSignal();
  return {
    free: () => max - fast,
    freeSlow: () => maxSlow - slow,
    hold: (work, startsSlow) => {
      let isSlow = startsSlow;
      if (isSlow) slow++;
      else fast++;
      const timer = setTimeout(() => {
        // Beyond its bound a slow attempt keeps the slot that it has.
        if (isSlow || slow >= maxSlow) return;
        isSlow = true;
        fast--;
        slow++;
        wake();
      }, slowAfterMs);
      const tracked = work.finally(() => {
        clearTimeout(timer);
        if (isSlow) slow--;
        else fast--;
        held.delete(tracked);
        wake();
      });
      held.add(tracked);
    },
    wake,
    sleep,
    allFree: async () => void (await Promise.all(held)),
  };
}
