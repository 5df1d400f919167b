import { ApiError, type MaybePromise } from "../procedures/index.ts";

/** Answers a request, and what was refused of it in the surface's own words; other errors pass. */
export function withErrorResponse<T>(answer: () => MaybePromise<T>, tell: (fault: ApiError) => T): MaybePromise<T> {
  const failed = (error: unknown): T => {
    if (error instanceof ApiError) return tell(error);
    throw error;
  };
  try {
    const answered = answer();
    return answered instanceof Promise ? answered.catch(failed) : answered;
  } catch (error) {
    return failed(error);
  }
}
