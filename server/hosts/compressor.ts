import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Compress, Compressed } from "../http/compression.ts";

/** Size limit of the compression cache, so that a popular response is compressed once. */
const maxKeptBytes = 8_388_608;

/**
 * Parses `Accept-Encoding`: a predicate for encodings with a weight above zero, `*` included (RFC 9110, section
 * 12.5.3).
 */
function acceptedBy(header: string): (encoding: string) => boolean {
  const weights = new Map<string, boolean>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    weights.set(name, !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)));
  }
  return (encoding) => weights.get(encoding) ?? weights.get("*") ?? false;
}

const brotli = (text: string) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });

function compressTo(encoding: Compressed["encoding"], text: string): Compressed {
  const bytes = encoding === "br" ? brotli(text) : gzipSync(text, { level: 6 });
  return { encoding, bytes: new Uint8Array(bytes) };
}

/** Creates the response compressor of Node and Deno, with an in-memory cache that evicts the oldest entries first. */
export function createCompressor(): Compress {
  const cached = new Map<string, Compressed>();
  let cachedBytes = 0;
  const keep = (key: string, compressed: Compressed) => {
    cached.set(key, compressed);
    cachedBytes += compressed.bytes.length;
    for (const [oldest, { bytes }] of cached) {
      if (cachedBytes <= maxKeptBytes) return;
      cached.delete(oldest);
      cachedBytes -= bytes.length;
    }
  };
  return (text, etag, acceptEncoding) => {
    const isAccepted = acceptedBy(acceptEncoding);
    const encoding = (["br", "gzip"] as const).find(isAccepted);
    if (encoding === undefined) return undefined;
    const key = `${encoding} ${etag}`;
    const known = cached.get(key);
    if (known !== undefined) return known;
    const compressed = compressTo(encoding, text);
    keep(key, compressed);
    return compressed;
  };
}
