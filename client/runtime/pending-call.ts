import { CallError } from "./error.ts";
import type { CallOptions } from "./options.ts";

/**
 * `public`: a query whose response is the same for all callers and may be cached by proxies. `keyed`: a mutation that
 * accepts an idempotency key.
 */
export type Kind = "query" | "public" | "mutation" | "keyed" | "subscription";

/** True for mutations. */
export const isMutation = (kind: Kind | undefined) => kind === "mutation" || kind === "keyed";

/** A call that has been made and may not be settled yet. */
export interface PendingCall {
  readonly name: string;
  readonly kind: Kind;
  /** The input as JSON; `undefined` if it is empty. */
  readonly input: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Whether the call is idempotent, so that it may be retried. */
  readonly isIdempotent: boolean;
  /** Deadline, in milliseconds since 1970. */
  readonly deadlineMs: number;
  readonly isSettled: () => boolean;
  /** Called once the call is settled. */
  onSettled: () => void;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: CallError) => void;
}

/** True while the call is not settled. */
export const isUnsettled = ({ isSettled }: PendingCall) => !isSettled();

// Timer delays hold 31 bits; longer ones fire immediately.
const maxTimerMs = 2_147_483_647;

/** Rejects a call when its signal aborts or its timeout passes. @returns a function that stops watching both. */
function startLimits(pending: PendingCall, signal: AbortSignal | undefined, timeoutMs: number): () => void {
  const { name, reject } = pending;
  const abort = () => reject(new CallError(name, "aborted", "The call was cancelled.", { cause: signal?.reason }));
  if (signal?.aborted) {
    abort();
    return () => {};
  }
  signal?.addEventListener("abort", abort);
  const fail = () => reject(new CallError(name, "timeout", `No response within ${timeoutMs} ms.`));
  const timer = timeoutMs <= maxTimerMs ? setTimeout(fail, timeoutMs) : undefined;
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
}

/** Refuses numbers that JSON would turn into null, which means a field that is left out. */
function refuseInfinite(_key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`it holds ${value}`);
  return value;
}

/**
 * Writes an input as JSON.
 * @throws {CallError} `invalid`, for what JSON cannot hold: big integers, cycles, `NaN`.
 */
export function writeInput(name: string, input: unknown): string {
  try {
    return JSON.stringify(input ?? {}, refuseInfinite);
  } catch (cause) {
    throw new CallError(name, "invalid", `The input is not JSON: ${cause}`, { status: 422, cause });
  }
}

/**
 * Creates a pending call and starts its timeout. @returns the call and the promise of its output.
 * @throws {CallError} for an input that JSON cannot hold.
 */
export function createCall(
  name: string,
  kind: Kind,
  input: unknown,
  {
    signal,
    timeoutMs = 30_000,
    idempotencyKey,
    isIdempotent = !isMutation(kind) || idempotencyKey !== undefined,
  }: CallOptions & { readonly isIdempotent?: boolean },
): [PendingCall, Promise<unknown>] {
  let isSettled = false;
  let stopLimits = () => {};
  let resolve: (output: unknown) => void = () => {};
  let reject: (error: CallError) => void = () => {};
  const answer = new Promise<unknown>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  const end =
    <T>(settle: (value: T) => void) =>
    (value: T) => {
      if (isSettled) return;
      isSettled = true;
      stopLimits();
      settle(value);
      pending.onSettled();
    };
  const text = writeInput(name, input);
  const pending: PendingCall = {
    name,
    kind,
    input: text === "{}" ? undefined : text,
    idempotencyKey,
    isIdempotent,
    deadlineMs: Date.now() + timeoutMs,
    isSettled: () => isSettled,
    onSettled: () => {},
    resolve: end(resolve),
    reject: end(reject),
  };
  stopLimits = startLimits(pending, signal, timeoutMs);
  return [pending, answer];
}
