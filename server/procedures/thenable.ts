import type { MaybePromise } from "./maybe-promise.ts";

const isOrdinary = (value: object): value is Promise<unknown> =>
  value instanceof Promise && value.constructor === Promise && value.then === Promise.prototype.then;

const isThenable = (value: unknown): value is object =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  "then" in value &&
  typeof value.then === "function";

/**
 * What a handler returned, as a value or an ordinary promise of one. Other thenables, such as a library's own promises, may
 * throw, answer twice or answer no promise when they are chained: `await` takes them once, whatever they do.
 */
export function settled(returned: unknown): MaybePromise<unknown> {
  if (!isThenable(returned)) return returned;
  return isOrdinary(returned) ? returned : (async () => await returned)();
}
