import { Fault, type Maybe } from "../procedures/index.ts";

/** Answers a request, and what was refused of it in the surface's own words; other errors pass. */
export function refused<T>(answer: () => Maybe<T>, tell: (fault: Fault) => T): Maybe<T> {
  const failed = (error: unknown): T => {
    if (error instanceof Fault) return tell(error);
    throw error;
  };
  try {
    const answered = answer();
    return answered instanceof Promise ? answered.catch(failed) : answered;
  } catch (error) {
    return failed(error);
  }
}
