const maxLength = 255;

/** A string of RFC 9651: quoted, with quotes and backslashes escaped. */
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * Parses the header `Idempotency-Key`, quoted as in the draft or bare as most clients send it; both denote the same
 * key. Source: draft-ietf-httpapi-idempotency-key-header, "Syntax".
 * @returns `undefined` for an invalid key; a valid one has 1 to 255 visible ASCII characters. A duplicate header is
 * invalid, since its values arrive joined by a comma and a space.
 */
export function readIdempotencyKey(header: string): string | undefined {
  const text = header.startsWith('"') ? quoted.exec(header)?.[1]?.replaceAll(/\\(.)/g, "$1") : header;
  return text !== undefined && text.length <= maxLength && /^[!-~]+$/.test(text) ? text : undefined;
}
