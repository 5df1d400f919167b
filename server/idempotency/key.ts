const maxLength = 255;

/** A string of RFC 9651: in quotes, with quotes and backslashes escaped. */
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * Reads the header `Idempotency-Key`, in quotes as the draft has it or bare as most clients send it; both are the
 * same key. Source: draft-ietf-httpapi-idempotency-key-header, "Syntax".
 * @returns `undefined` when it is no key: 1 to 255 visible ASCII characters. A header sent twice is none, since its
 * values arrive joined by a comma and a space.
 */
export function readIdempotencyKey(header: string): string | undefined {
  const text = header.startsWith('"') ? quoted.exec(header)?.[1]?.replaceAll(/\\(.)/g, "$1") : header;
  return text !== undefined && text.length <= maxLength && /^[!-~]+$/.test(text) ? text : undefined;
}
