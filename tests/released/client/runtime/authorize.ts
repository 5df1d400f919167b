import { deliver } from "./deliver.ts";
import { CallError } from "./error.ts";
import { ask, type ClientOptions } from "./options.ts";
import { openCall } from "./pending.ts";
import type { AppTokens, Refresh } from "./session.ts";
import type { Target } from "./target.ts";

/** The service takes a refresh token a second time only so long after the first, in case its answer was lost. */
const refreshTimeoutMs = 10_000;

const nobody = async () => null;

/** Guarantees the answer of `sessions.refresh`, which the service's contract promises. */
const asTokens = (output: unknown): AppTokens => output as AppTokens;

/** Asks the service for new tokens; again when no answer came, which may have been lost. */
const refreshAt =
  (target: Target): Refresh =>
  async (refreshToken) => {
    const options = { timeoutMs: refreshTimeoutMs, mayRepeat: true };
    const [call, answer] = openCall("sessions.refresh", "mutation", { refreshToken }, options);
    void deliver([call], target);
    try {
      return asTokens(await answer);
    } catch (error) {
      if (error instanceof CallError && error.code === "refresh_refused") return null;
      throw error;
    }
  };

/** Takes a client's options as where its requests go and whose they are. */
export function targetOf({ url, token, session, onSignInNeeded, headers, fetch, credentials }: ClientOptions): Target {
  const service = { url: url.replace(/\/+$/, ""), headers, fetch, credentials };
  if (session === undefined)
    return { ...service, onSignInNeeded, token: async () => (await ask(token)) ?? null, renew: nobody };
  const refresh = refreshAt({ ...service, token: nobody, renew: nobody });
  return {
    ...service,
    onSignInNeeded,
    token: () => session.accessToken(refresh),
    renew: (refused) => session.renew(refused, refresh),
  };
}
