import { ApiError, type MaybePromise } from "../procedures/index.ts";

/** Produces a response, and turns an `ApiError` into the surface's error format; other errors pass through. */
export function withErrorResponse<T>(
  answer: () => MaybePromise<T>,
  encodeError: (fault: ApiError) => T,
): MaybePromise<T> {
  const failed = (error: unknown): T => {
    if (error instanceof ApiError) return encodeError(error);
    throw error;
  };
  try {
    const answered = answer();
    return answered instanceof Promise ? answered.catch(failed) : answered;
  } catch (error) {
    return failed(error);
  }
}
