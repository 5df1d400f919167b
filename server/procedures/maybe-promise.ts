/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Goes on with a value: at once when it is there, else when it comes. `await` would take a turn of the queue even for
 * what is there, and a call that asks neither database nor cache has a dozen such steps.
 */
export const mapMaybe = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  value instanceof Promise ? value.then(next) : next(value);
