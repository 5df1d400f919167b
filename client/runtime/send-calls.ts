import type { CallError } from "./error.ts";
import { type Exchanged, exchange, withoutToken } from "./exchange.ts";
import { changes, isWaiting, type Pending } from "./pending-call.ts";
import type { Target } from "./target.ts";
import type { Outcome } from "./wire.ts";

const maxRetries = 2;
const baseDelayMs = 200;
/** A longer `Retry-After` fails the call instead of waiting. */
const maxDelayMs = 60_000;
const retriable = new Set(["network", "unavailable", "limited"]);

type Failure = Extract<Outcome, { readonly error: CallError }>;

/** Delay before a retry: `Retry-After` if present, else exponential backoff; with jitter. */
function retryDelayMs(attempt: number, failures: readonly Failure[]): number {
  const askedMs = Math.max(...failures.map(({ error }) => (error.retryAfterSeconds ?? 0) * 1000));
  const ownMs = baseDelayMs * 2 ** attempt * (0.5 + Math.random() / 2);
  return askedMs > 0 ? askedMs + ownMs / 2 : ownMs;
}

/** Waits, at most until the signal aborts. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal?.addEventListener("abort", over);
  });

function settle(outcome: Outcome): void {
  if ("output" in outcome) outcome.call.resolve(outcome.output);
  else outcome.call.reject(outcome.error);
}

/** True for a call rejected because of the token, and for a read that was answered as anonymous because the token is invalid. */
const isRefusal = (outcome: Outcome, isTokenRefused: boolean): boolean =>
  "error" in outcome ? outcome.error.code === "unauthorized" : isTokenRefused && !changes(outcome.call.kind);

/**
 * Retries calls whose token was rejected with a newer token, if there is one; they had no effect. Without one, reads
 * keep the anonymous response. Never rejects.
 */
async function afterRefusal(
  refused: readonly Outcome[],
  token: string | null,
  target: Target,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  if (refused.length === 0) return refused;
  const calls = refused.map(({ call }) => call);
  let last: Pick<Exchanged, "outcomes" | "isTokenRefused"> = { outcomes: refused, isTokenRefused: true };
  try {
    const newer = token === null ? null : await target.renew(token);
    if (newer !== null) last = await exchange(calls, target, signal);
  } catch (cause) {
    return withoutToken(calls, cause);
  }
  const { outcomes, isTokenRefused } = last;
  // Errors of the app's callback must not fail the call.
  if (outcomes.some((outcome) => isRefusal(outcome, isTokenRefused)))
    void Promise.resolve().then(target.onSignInNeeded);
  return outcomes;
}

/**
 * Sends calls as one HTTP request and settles them. Idempotent calls with a transient failure are retried together with
 * backoff, within their deadlines. The request is aborted once all its calls are settled. Never rejects.
 */
export async function deliver(calls: readonly Pending[], target: Target): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  for (const call of calls)
    call.onOver = () => {
      if (calls.every(({ isOver }) => isOver())) controller.abort();
    };
  let waiting = calls.filter(isWaiting);
  for (let attempt = 0; waiting.length > 0; attempt++) {
    const failures: Failure[] = [];
    const take = (outcome: Outcome) => {
      const mayGoAgain = "error" in outcome && attempt < maxRetries && outcome.call.mayRepeat;
      if (mayGoAgain && retriable.has(outcome.error.code)) failures.push(outcome);
      else settle(outcome);
    };
    const { outcomes, token, isTokenRefused } = await exchange(waiting, target, signal);
    const refused = outcomes.filter((outcome) => isRefusal(outcome, isTokenRefused));
    // Settle finished calls first, so that they do not wait for a token refresh.
    for (const outcome of outcomes) if (!refused.includes(outcome)) take(outcome);
    for (const outcome of await afterRefusal(refused, token, target, signal)) take(outcome);
    if (failures.length === 0) return;
    const waitMs = retryDelayMs(attempt, failures);
    for (const { call, error } of failures)
      if (waitMs > maxDelayMs || Date.now() + waitMs >= call.endsAtMs) call.reject(error);
    if (!signal.aborted) await pause(waitMs, signal);
    waiting = failures.map(({ call }) => call).filter(isWaiting);
  }
}
