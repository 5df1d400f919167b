import { CallError } from "./error.ts";
import { type Fetch, type RequestOptions, resolveSource } from "./options.ts";
import { isUnsettled, type PendingCall } from "./pending-call.ts";
import type { Target } from "./target.ts";
import { type Outcome, readOutcomes, writeRequest } from "./wire.ts";

// Called on `globalThis`, since browsers reject a `fetch` that is detached from its window.
export const globalFetch: Fetch = (url, options) => globalThis.fetch(url, options);

/** Outcomes of one HTTP request, and the token it was sent with. */
export interface Exchanged {
  readonly outcomes: readonly Outcome[];
  readonly token: string | null;
  /** Whether the token is invalid, so that reads with optional authentication were answered as anonymous. */
  readonly isTokenRefused: boolean;
}

/** True for an expired, revoked or malformed token (RFC 6750, section 3.1). */
export const refusesToken = (challenge: string | null) => challenge?.includes('error="invalid_token"') === true;

/** Parses `Retry-After`, which is seconds or a date, to seconds. */
export function secondsIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

const failedOutcomes = (calls: readonly PendingCall[], code: string, message: string, cause: unknown): Outcome[] =>
  calls.map((call) => ({ call, error: new CallError(call.name, code, message, { cause }) }));

/** The error of a call that was not sent, because the refresh of its token or the app's token or headers function failed. */
export const errorBeforeSending = (name: string, cause: unknown): CallError =>
  cause instanceof CallError
    ? new CallError(name, cause.code, cause.message, { cause })
    : new CallError(name, "token", "There are no valid token and headers for the call.", { cause });

/** Outcomes of calls that were not sent, because there is no token or header for them. */
export const unsentOutcomes = (calls: readonly PendingCall[], cause: unknown): Outcome[] =>
  calls.map((call) => ({ call, error: errorBeforeSending(call.name, cause) }));

/** The headers of a request, and the token among them. */
export interface Credentials {
  readonly headers: Record<string, string>;
  readonly token: string | null;
}

/**
 * Obtains the headers of a request. The client's own replace the app's, in whatever case those are written.
 * @throws errors of the app's functions; `TypeError` for a header that cannot be sent, which `fetch` would report like a
 * failing network.
 */
export async function obtainHeaders(
  target: Target,
  own: Readonly<Record<string, string>>,
  isWithToken: boolean,
): Promise<Credentials> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(await resolveSource(target.headers ?? {})))
    headers[name.toLowerCase()] = value;
  Object.assign(headers, own);
  const token = isWithToken ? await target.token() : null;
  if (token) headers.authorization = `Bearer ${token}`;
  new Headers(headers);
  return { headers, token };
}

/** Sends the pending calls as one HTTP request, and parses the response. Never rejects. */
export async function exchange(calls: readonly PendingCall[], target: Target, signal: AbortSignal): Promise<Exchanged> {
  const [first] = calls;
  let headers: Record<string, string>;
  let token: string | null = null;
  const result = (outcomes: readonly Outcome[], isTokenRefused = false) => ({ outcomes, token, isTokenRefused });
  try {
    const key = first?.idempotencyKey;
    const own = key === undefined ? {} : { "idempotency-key": key };
    ({ headers, token } = await obtainHeaders(target, own, first?.kind !== "public"));
  } catch (cause) {
    return result(unsentOutcomes(calls, cause));
  }
  const sent = calls.filter(isUnsettled);
  if (sent.length === 0) return result([]);
  const { url, method, body } = writeRequest(target.url, sent);
  const { fetch = globalFetch, credentials } = target;
  const request: RequestOptions = { method, headers, signal };
  if (credentials !== undefined) request.credentials = credentials;
  if (body !== undefined) {
    request.body = body;
    headers["content-type"] = "application/json";
  }
  try {
    const answer = await fetch(url, request);
    const outcomes = readOutcomes(sent, {
      status: answer.status,
      text: await answer.text(),
      requestId: answer.headers.get("x-request-id") ?? undefined,
      retryAfterSeconds: secondsIn(answer.headers.get("retry-after")),
    });
    return result(outcomes, refusesToken(answer.headers.get("www-authenticate")));
  } catch (cause) {
    return result(failedOutcomes(sent, "network", "The service could not be reached.", cause));
  }
}
