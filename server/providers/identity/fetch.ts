import { BodyTooLarge, readBounded } from "../../network/read-bounded.ts";
import { IdentityProviderError } from "./errors.ts";

/** Timeout for all provider requests of one sign-in. */
export const providerTimeoutMs = 8000;

const maxBodyBytes = 65_536;

/** A parsed JSON object, not validated. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads a response as text. @throws {IdentityProviderError} above `maxBodyBytes`. */
async function textOf(response: Response): Promise<string> {
  try {
    return new TextDecoder().decode(await readBounded(response.body, maxBodyBytes));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw new IdentityProviderError("provider_failed", "the response is too large");
  }
}

const isJson = (contentType: string | null) => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? "");

/** Type guard for a JSON object, whose keys are always strings. */
const asFields = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

async function fetchUnchecked(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const isJsonResponse = response.ok && isJson(response.headers.get("content-type"));
  if (!isJsonResponse) {
    await response.body?.cancel().catch(() => {});
    throw new IdentityProviderError("provider_failed", `the response has status ${response.status} or is not JSON`);
  }
  return JSON.parse(await textOf(response));
}

/**
 * Fetches JSON of at most 64 KiB from a provider; requires a success status and does not follow redirects.
 * @param signal aborts the request and the reading of its body.
 * @throws {IdentityProviderError} `provider_failed` for any other response.
 */
export async function fetchJson(url: string, signal: AbortSignal, init: RequestInit = {}): Promise<unknown> {
  try {
    const headers = new Headers(init.headers);
    if (!headers.has("accept")) headers.set("accept", "application/json");
    headers.set("user-agent", "dovetail");
    return await fetchUnchecked(url, { ...init, headers, signal });
  } catch (cause) {
    if (cause instanceof IdentityProviderError) throw cause;
    throw new IdentityProviderError("provider_failed", "the provider did not answer in time, or not with JSON", {
      cause,
    });
  }
}

/** {@link fetchJson} for responses that are a JSON object. */
export async function fetchFields(url: string, signal: AbortSignal, init?: RequestInit): Promise<Fields> {
  const fields = asFields(await fetchJson(url, signal, init));
  if (fields === undefined) throw new IdentityProviderError("provider_failed", "the response is not a JSON object");
  return fields;
}
