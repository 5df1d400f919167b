import type { MaybePromise } from "./maybe-promise.ts";

const isOrdinary = (value: object): value is Promise<unknown> =>
  value instanceof Promise && value.constructor === Promise && value.then === Promise.prototype.then;

const isThenable = (value: unknown): value is object =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  "then" in value &&
  typeof value.then === "function";

/**
 * Normalizes a handler's result to a value or a native promise. Other thenables, such as a library's own promises, may
 * throw, resolve twice or return no promise when chained: `await` handles them safely.
 */
export function settled(returned: unknown): MaybePromise<unknown> {
  if (!isThenable(returned)) return returned;
  return isOrdinary(returned) ? returned : (async () => await returned)();
}
