/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise;

/**
 * Continues with a value: synchronously when it is available, else asynchronously. `await` always takes a microtask,
 * and a call without database and cache has a dozen such steps.
 */
export const mapMaybe = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  isPromise(value) ? value.then(next) : next(value);

/** Continues with the result of `work`, or with what it threw or rejected with. What `done` throws is not passed to `failed`. */
export function settleMaybe<T, R>(
  work: () => MaybePromise<T>,
  done: (value: T) => R,
  failed: (error: unknown) => MaybePromise<R>,
): MaybePromise<R> {
  let result: MaybePromise<T>;
  try {
    result = work();
  } catch (error) {
    return failed(error);
  }
  return isPromise(result) ? result.then(done, failed) : done(result);
}

/** The result of `work`, or what `failed` makes of the error that it threw or rejected with. */
export const rescueMaybe = <T>(
  work: () => MaybePromise<T>,
  failed: (error: unknown) => MaybePromise<T>,
): MaybePromise<T> => settleMaybe<T, T>(work, (value) => value, failed);

/** All values in order, synchronously when all are available. */
export const allMaybe = <T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> =>
  hasNoPromise(values) ? values : Promise.all(values);

const hasNoPromise = <T>(values: readonly MaybePromise<T>[]): values is readonly T[] => !values.some(isPromise);

const isThenable = (value: unknown): value is object =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  "then" in value &&
  typeof value.then === "function";

const isPlainPromise = (value: object): value is Promise<unknown> =>
  isPromise(value) && value.constructor === Promise && value.then === Promise.prototype.then;

/**
 * Normalizes a handler's result to a value or a native promise. Other thenables, such as a library's own promises, may
 * throw, resolve twice or return no promise when chained: `await` handles them safely.
 */
export function settled(returned: unknown): MaybePromise<unknown> {
  if (!isThenable(returned)) return returned;
  return isPlainPromise(returned) ? returned : (async () => await returned)();
}
