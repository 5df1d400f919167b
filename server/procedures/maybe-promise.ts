/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Continues with a value: synchronously when it is available, else asynchronously. `await` always takes a microtask,
 * and a call without database and cache has a dozen such steps.
 */
export const mapMaybe = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  value instanceof Promise ? value.then(next) : next(value);
