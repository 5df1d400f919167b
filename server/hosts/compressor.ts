import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Compress, Compressed } from "../http/compression.ts";

/** Compressed texts are kept up to this size altogether, so that one that is asked for often costs once. */
const maxKeptBytes = 8_388_608;

/** Encodings that `Accept-Encoding` names with a weight above zero, and whether any other is welcome (RFC 9110, 12.5.3). */
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

/** Makes what compresses responses on Node and Deno, and remembers the latest of them. */
export function createCompressor(): Compress {
  const kept = new Map<string, Compressed>();
  let keptBytes = 0;
  const keep = (key: string, compressed: Compressed) => {
    kept.set(key, compressed);
    keptBytes += compressed.bytes.length;
    for (const [oldest, { bytes }] of kept) {
      if (keptBytes <= maxKeptBytes) return;
      kept.delete(oldest);
      keptBytes -= bytes.length;
    }
  };
  return (text, etag, acceptEncoding) => {
    const isAccepted = acceptedBy(acceptEncoding);
    const encoding = (["br", "gzip"] as const).find(isAccepted);
    if (encoding === undefined) return undefined;
    const key = `${encoding} ${etag}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const compressed = compressTo(encoding, text);
    keep(key, compressed);
    return compressed;
  };
}
