import { CallError } from "./error.ts";
import type { CallOptions } from "./options.ts";

/**
 * `public`: a query whose answer is the same for everybody and may be cached on the way. `keyed`: a mutation that takes an
 * idempotency key.
 */
export type Kind = "query" | "public" | "mutation" | "keyed";

/** True for calls that may change something. */
export const changes = (kind: Kind | undefined) => kind === "mutation" || kind === "keyed";

/** A call that somebody waits for. */
export interface Pending {
  readonly name: string;
  readonly kind: Kind;
  /** The input as JSON; `undefined` when it says nothing. */
  readonly input: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Whether sending it twice does no more than once. */
  readonly mayRepeat: boolean;
  /** When its deadline passes, in milliseconds since 1970. */
  readonly endsAtMs: number;
  readonly isOver: () => boolean;
  /** Runs once the call is over, however it ended. */
  onOver: () => void;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: CallError) => void;
}

/** True while somebody waits for the call. */
export const isWaiting = ({ isOver }: Pending) => !isOver();

// Timers hold 31 bits; beyond, they would ring at once.
const maxTimerMs = 2_147_483_647;

/** Opens a call; from now on its deadline and its signal can end it. @returns the call and what its caller awaits. */
export function openCall(
  name: string,
  kind: Kind,
  input: unknown,
  {
    signal,
    timeoutMs = 30_000,
    idempotencyKey,
    mayRepeat = !changes(kind) || idempotencyKey !== undefined,
  }: CallOptions & { readonly mayRepeat?: boolean },
): [Pending, Promise<unknown>] {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resolve: (output: unknown) => void = () => {};
  let reject: (error: CallError) => void = () => {};
  const answer = new Promise<unknown>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  const abort = () =>
    pending.reject(new CallError(name, "aborted", "The call was cancelled.", { cause: signal?.reason }));
  const end =
    <T>(settle: (value: T) => void) =>
    (value: T) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle(value);
      pending.onOver();
    };
  const text = JSON.stringify(input ?? {});
  const pending: Pending = {
    name,
    kind,
    input: text === "{}" ? undefined : text,
    idempotencyKey,
    mayRepeat,
    endsAtMs: Date.now() + timeoutMs,
    isOver: () => isOver,
    onOver: () => {},
    resolve: end(resolve),
    reject: end(reject),
  };
  if (signal?.aborted) abort();
  else {
    signal?.addEventListener("abort", abort);
    if (timeoutMs <= maxTimerMs)
      timer = setTimeout(
        () => pending.reject(new CallError(name, "timeout", `No answer within ${timeoutMs} ms.`)),
        timeoutMs,
      );
  }
  return [pending, answer];
}
