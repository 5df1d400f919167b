import type { Exchange, PlainHeaders } from "./exchange.ts";
import { createResponse, type HttpResponse, mergeVary } from "./response.ts";

/** A text compressed with a content coding that the client accepts. */
export interface Compressed {
  readonly encoding: "br" | "gzip";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Compresses a text, cached by its `ETag`, as `Accept-Encoding` allows; `undefined` where it allows no supported
 * coding.
 */
export type Compress = (text: string, etag: string, acceptEncoding: string) => Compressed | undefined;

/** Minimum length: below it, compression saves no network packet. */
const minChars = 1024;
/** Maximum length: beyond it, compression would block the event loop for other requests. */
const maxChars = 1_048_576;

const isWorthwhile = ({ compress }: Exchange, text: string) =>
  compress !== undefined && text.length >= minChars && text.length <= maxChars;

/** Headers of a public response, compressed or not: `Vary` lets downstream caches separate the variants. */
export const encodingHeaders = (exchange: Exchange, text: string, headers: PlainHeaders): PlainHeaders =>
  isWorthwhile(exchange, text)
    ? { ...headers, vary: mergeVary(headers.vary, "Accept-Encoding") ?? "Accept-Encoding" }
    : headers;

/**
 * Creates the 200 response of a public body, compressed where it pays. Only public bodies are compressed: in a private
 * one, the compressed length would reveal a secret next to attacker-chosen text (BREACH). The `ETag` becomes weak,
 * since the bytes differ (RFC 9110, section 8.8.3).
 */
export function publicResponse(
  exchange: Exchange,
  text: string,
  headers: PlainHeaders & { etag: string },
): HttpResponse {
  const all = encodingHeaders(exchange, text, headers);
  const accepted = exchange.request.header("accept-encoding");
  if (accepted === undefined || !isWorthwhile(exchange, text)) return createResponse(exchange, 200, text, all);
  const compressed = exchange.compress?.(text, headers.etag, accepted);
  if (compressed === undefined) return createResponse(exchange, 200, text, all);
  const { encoding, bytes } = compressed;
  return createResponse(exchange, 200, bytes, { ...all, etag: `W/${headers.etag}`, "content-encoding": encoding });
}
