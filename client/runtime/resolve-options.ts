import { CallError } from "./error.ts";
import { type ClientOptions, resolveSource } from "./options.ts";
import { createCall } from "./pending-call.ts";
import { sendCalls } from "./send-calls.ts";
import type { AppTokens, Refresh } from "./session.ts";
import type { Target } from "./target.ts";

/** The service accepts a used refresh token again for a short time only, for retries after a lost response. */
const refreshTimeoutMs = 10_000;

const noToken = async () => null;

/** Guarantees the output of `sessions.refresh`, as declared by the contract. */
const asTokens = (output: unknown): AppTokens => output as AppTokens;

/** Refreshes tokens. Retries after a network error, since the response may have been lost. */
const refreshAt =
  (target: Target): Refresh =>
  async (refreshToken) => {
    const options = { timeoutMs: refreshTimeoutMs, isIdempotent: true };
    const [call, answer] = createCall("sessions.refresh", "mutation", { refreshToken }, options);
    void sendCalls([call], target);
    try {
      return asTokens(await answer);
    } catch (error) {
      if (error instanceof CallError && error.code === "refresh_refused") return null;
      throw error;
    }
  };

/** A URL without `//` after its scheme, as in `localhost:8787`, or with a query or fragment, after which no path can follow. */
const unusableUrl = /^[\w.-]+:(?!\/\/)|[?#]/;

/**
 * Resolves client options into the target and the credentials of requests.
 * @throws {TypeError} for a URL that no request can be sent to.
 */
export function targetOf({ url, token, session, onSignInNeeded, headers, fetch, credentials }: ClientOptions): Target {
  if (unusableUrl.test(url)) throw new TypeError(`"${url}" is not a base URL: write "https://…"`);
  const service = { url: url.replace(/\/+$/, ""), headers, fetch, credentials };
  if (session === undefined)
    return { ...service, onSignInNeeded, token: async () => (await resolveSource(token)) ?? null, renew: noToken };
  const refresh = refreshAt({ ...service, token: noToken, renew: noToken });
  return {
    ...service,
    onSignInNeeded,
    token: () => session.accessToken(refresh),
    renew: (rejectedToken) => session.renew(rejectedToken, refresh),
  };
}
