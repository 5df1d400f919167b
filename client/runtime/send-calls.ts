import type { CallError } from "./error.ts";
import { type Exchanged, exchange, unsentOutcomes } from "./exchange.ts";
import { isMutation, isUnsettled, type PendingCall } from "./pending-call.ts";
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
  const retryAfterMs = Math.max(...failures.map(({ error }) => (error.retryAfterSeconds ?? 0) * 1000));
  const backoffMs = baseDelayMs * 2 ** attempt * (0.5 + Math.random() / 2);
  return retryAfterMs > 0 ? retryAfterMs + backoffMs / 2 : backoffMs;
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

/** True for a call that was rejected as unauthorized, and for a read that was answered as anonymous since its token is invalid. */
const lacksValidToken = (outcome: Outcome, isTokenRefused: boolean): boolean =>
  "error" in outcome ? outcome.error.code === "unauthorized" : isTokenRefused && !isMutation(outcome.call.kind);

/**
 * Retries calls whose token was rejected with a newer token, if there is one; they had no effect. Without one, reads
 * keep the anonymous response. Never rejects.
 */
async function retryWithNewToken(
  rejected: readonly Outcome[],
  token: string | null,
  target: Target,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  if (rejected.length === 0) return rejected;
  const calls = rejected.map(({ call }) => call);
  let latest: Pick<Exchanged, "outcomes" | "isTokenRefused"> = { outcomes: rejected, isTokenRefused: true };
  try {
    const newer = token === null ? null : await target.renew(token);
    if (newer !== null) latest = await exchange(calls, target, signal);
  } catch (cause) {
    return unsentOutcomes(calls, cause);
  }
  const { outcomes, isTokenRefused } = latest;
  // Errors of the app's callback must not fail the call.
  if (outcomes.some((outcome) => lacksValidToken(outcome, isTokenRefused)))
    void Promise.resolve().then(target.onSignInNeeded);
  return outcomes;
}

/**
 * Sends calls as one HTTP request and settles them. Idempotent calls with a transient failure are retried together with
 * backoff, within their deadlines. The request is aborted once all its calls are settled. Never rejects.
 */
export async function sendCalls(calls: readonly PendingCall[], target: Target): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  for (const call of calls)
    call.onSettled = () => {
      if (calls.every(({ isSettled }) => isSettled())) controller.abort();
    };
  let waiting = calls.filter(isUnsettled);
  for (let attempt = 0; waiting.length > 0; attempt++) {
    const failures: Failure[] = [];
    const settleOrRetry = (outcome: Outcome) => {
      const mayRetry = "error" in outcome && attempt < maxRetries && outcome.call.isIdempotent;
      if (mayRetry && retriable.has(outcome.error.code)) failures.push(outcome);
      else settle(outcome);
    };
    const { outcomes, token, isTokenRefused } = await exchange(waiting, target, signal);
    const rejected = outcomes.filter((outcome) => lacksValidToken(outcome, isTokenRefused));
    // Settle finished calls first, so that they do not wait for a token refresh.
    for (const outcome of outcomes) if (!rejected.includes(outcome)) settleOrRetry(outcome);
    for (const outcome of await retryWithNewToken(rejected, token, target, signal)) settleOrRetry(outcome);
    if (failures.length === 0) return;
    const waitMs = retryDelayMs(attempt, failures);
    for (const { call, error } of failures)
      if (waitMs > maxDelayMs || Date.now() + waitMs >= call.deadlineMs) call.reject(error);
    if (!signal.aborted) await pause(waitMs, signal);
    waiting = failures.map(({ call }) => call).filter(isUnsettled);
  }
}
