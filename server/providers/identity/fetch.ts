import { IdentityProviderError } from "./errors.ts";

/** Timeout for all provider requests of one sign-in. */
export const providerTimeoutMs = 8000;

const maxBodyBytes = 65_536;

/** A parsed JSON object, not validated. */
export type Fields = Readonly<Record<string, unknown>>;

async function readBounded(response: Response): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return text + decoder.decode();
    bytes += piece.value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader?.cancel().catch(() => {});
      throw new IdentityProviderError("provider_failed", "the answer is too large");
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}

const isJson = (contentType: string | null) => /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? "");

/** Type guard for a JSON object, whose keys are always strings. */
const asFields = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const isAnswer = response.ok && isJson(response.headers.get("content-type"));
  if (!isAnswer) {
    await response.body?.cancel().catch(() => {});
    throw new IdentityProviderError("provider_failed", `the answer is ${response.status} or no JSON`);
  }
  return JSON.parse(await readBounded(response));
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
    return await ask(url, { ...init, headers, signal });
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
  if (fields === undefined) throw new IdentityProviderError("provider_failed", "the answer is no object");
  return fields;
}
