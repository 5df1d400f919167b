import type { Exchange, PlainHeaders } from "./exchange.ts";
import { createResponse, type HttpResponse, mergeVary } from "./response.ts";

/** A text in an encoding that the caller takes. */
export interface Compressed {
  readonly encoding: "br" | "gzip";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Compresses a text, known by its validator, into what `Accept-Encoding` allows; `undefined` where that is nothing. */
export type Compress = (text: string, etag: string, acceptEncoding: string) => Compressed | undefined;

/** Below this a packet is saved neither way. */
const minChars = 1024;
/** Beyond this it would hold up every other request. */
const maxChars = 1_048_576;

const isWorthwhile = ({ compress }: Exchange, text: string) =>
  compress !== undefined && text.length >= minChars && text.length <= maxChars;

/** The headers of a public response, compressed or not: caches on the way must tell the two apart. */
export const encodingHeaders = (exchange: Exchange, text: string, headers: PlainHeaders): PlainHeaders =>
  isWorthwhile(exchange, text)
    ? { ...headers, vary: mergeVary(headers.vary, "Accept-Encoding") ?? "Accept-Encoding" }
    : headers;

/**
 * Answers 200 with what is everybody's, compressed where that pays. Nothing of a caller's own is ever compressed here: by
 * its length, text of an attacker's beside a secret would tell the secret (BREACH). The validator becomes weak, since the
 * bytes are others (RFC 9110, 8.8.3).
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
