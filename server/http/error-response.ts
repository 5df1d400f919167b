import { type MaybePromise, rescueMaybe } from "../concurrency/maybe-promise.ts";
import { ApiError } from "../procedures/index.ts";

/** Produces a response, and turns an `ApiError` into the surface's error format; other errors pass through. */
export const withErrorResponse = <T>(
  answer: () => MaybePromise<T>,
  encodeError: (error: ApiError) => T,
): MaybePromise<T> =>
  rescueMaybe(answer, (error) => {
    if (error instanceof ApiError) return encodeError(error);
    throw error;
  });
