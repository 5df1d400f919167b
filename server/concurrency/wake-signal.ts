/** Interruptible sleep for a single waiter. */
export interface WakeSignal {
  /** Ends the current sleep, or the next one if none is running. */
  readonly wake: () => void;
  /** Sleeps until `wake` is called or the time is over. */
  readonly sleep: (maxMs: number) => Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  let rung = false;
  let wake = () => {};
  return {
    wake: () => {
      rung = true;
      wake();
    },
    sleep: async (maxMs) => {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, maxMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
      wake = () => {};
    },
  };
}
