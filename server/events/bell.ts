/** Wakes one sleeper. */
export interface Bell {
  /** Ends the sleep, or the next one if nobody sleeps. */
  readonly ring: () => void;
  /** Sleeps until the bell rings or the time is over. */
  readonly sleep: (maxMs: number) => Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake = () => {};
  return {
    ring: () => {
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
