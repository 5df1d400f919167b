import { CallError } from "./error.ts";
import type { ClientOptions, Fetch, RequestOptions, Source } from "./options.ts";
import type { Pending } from "./pending.ts";
import { type Outcome, readAnswer, writeRequest } from "./wire.ts";

const maxRetries = 2;
const firstPauseMs = 200;
/** A service that asks for more is not waited for. */
const maxPauseMs = 60_000;
const retriable = new Set(["network", "unavailable", "limited"]);

// Called as a plain function each time: browsers refuse a `fetch` that lost its window.
const globalFetch: Fetch = (url, options) => globalThis.fetch(url, options);

const ask = async <T>(source: Source<T>): Promise<T> => (source instanceof Function ? source() : source);

async function headersFor([call]: readonly Pending[], options: ClientOptions): Promise<Record<string, string>> {
  const headers = { ...(await ask(options.headers ?? {})) };
  if (call?.kind !== "public") {
    const token = await ask(options.token);
    if (token) headers.authorization = `Bearer ${token}`;
  }
  if (call?.idempotencyKey !== undefined) headers["idempotency-key"] = call.idempotencyKey;
  return headers;
}

/** `Retry-After`, which is seconds or a date, in seconds. */
function secondsIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

type Failure = Extract<Outcome, { readonly error: CallError }>;

/** One HTTP request, with those calls that somebody still waits for when it leaves. */
async function exchange(
  calls: readonly Pending[],
  options: ClientOptions,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const failed = (code: string, message: string, cause: unknown) =>
    calls.map((call) => ({ call, error: new CallError(call.name, code, message, { cause }) }));
  let headers: Record<string, string>;
  try {
    headers = await headersFor(calls, options);
  } catch (cause) {
    return failed("token", "The token or headers for the call could not be had.", cause);
  }
  const sent = calls.filter(isWaiting);
  if (sent.length === 0) return [];
  const { url, method, body } = writeRequest(options.url, sent);
  const { fetch = globalFetch, credentials } = options;
  const request: RequestOptions = { method, headers, signal };
  if (credentials !== undefined) request.credentials = credentials;
  if (body !== undefined) {
    request.body = body;
    headers["content-type"] = "application/json";
  }
  try {
    const answer = await fetch(url, request);
    return readAnswer(sent, {
      status: answer.status,
      text: await answer.text(),
      requestId: answer.headers.get("x-request-id") ?? undefined,
      retryAfterSeconds: secondsIn(answer.headers.get("retry-after")),
    });
  } catch (cause) {
    return failed("network", "The service could not be reached.", cause);
  }
}

/** How long to wait before a retry: as the service asked, else longer each time, never exactly the same. */
function pauseMs(attempt: number, failures: readonly Failure[]): number {
  const askedMs = Math.max(...failures.map(({ error }) => (error.retryAfterSeconds ?? 0) * 1000));
  const ownMs = firstPauseMs * 2 ** attempt * (0.5 + Math.random() / 2);
  return askedMs > 0 ? askedMs + ownMs / 2 : ownMs;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener("abort", over);
  });

const isWaiting = ({ isOver }: Pending) => !isOver();

const mayRepeat = ({ kind, idempotencyKey }: Pending) => kind !== "mutation" || idempotencyKey !== undefined;

/**
 * Sends calls as one HTTP request and settles them. Those that failed for a passing reason, and may be repeated, go again
 * together within their deadlines. The request is aborted once nobody waits for it. Never rejects.
 */
export async function deliver(calls: readonly Pending[], options: ClientOptions): Promise<void> {
  const controller = new AbortController();
  for (const call of calls)
    call.onOver = () => {
      if (calls.every(({ isOver }) => isOver())) controller.abort();
    };
  let waiting = calls.filter(isWaiting);
  for (let attempt = 0; waiting.length > 0; attempt++) {
    const failures: Failure[] = [];
    for (const outcome of await exchange(waiting, options, controller.signal)) {
      const { call } = outcome;
      if ("output" in outcome) call.resolve(outcome.output);
      else if (attempt < maxRetries && mayRepeat(call) && retriable.has(outcome.error.code)) failures.push(outcome);
      else call.reject(outcome.error);
    }
    if (failures.length === 0) return;
    const waitMs = pauseMs(attempt, failures);
    for (const { call, error } of failures)
      if (waitMs > maxPauseMs || Date.now() + waitMs >= call.endsAtMs) call.reject(error);
    if (!controller.signal.aborted) await pause(waitMs, controller.signal);
    waiting = failures.map(({ call }) => call).filter(isWaiting);
  }
}
