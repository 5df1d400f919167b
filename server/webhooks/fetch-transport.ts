import type { AllowedTargets } from "./allowed-targets.ts";
import type { SendWebhook } from "./transport.ts";

/**
 * Sends webhooks by `fetch`, on Workers, where the platform resolves names and connects. It reaches public addresses only;
 * addresses and local names in a URL are refused here too.
 */
export const createFetchTransport =
  (targets: AllowedTargets): SendWebhook =>
  async ({ url, headers, body, signal }) => {
    await targets.addressesOf(url);
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.body?.cancel();
    return { status: response.status, retryAfter: response.headers.get("retry-after") ?? undefined };
  };
