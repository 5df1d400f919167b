import { createHash } from "node:crypto";

const byCodeUnits = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/**
 * Serializes plain JSON canonically: keys sorted, no white space, `undefined` members omitted. Source: RFC 8785 (JSON
 * Canonicalization Scheme).
 * @throws {TypeError} for values that JSON cannot represent.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(byCodeUnits)
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "string" || typeof value === "boolean" || value === null) return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`JSON cannot represent a value of type ${typeof value}`);
}

/**
 * Fingerprint of an input: SHA-256 of its canonical JSON, 32 bytes. Not for inputs with a password: a reader of the
 * table could brute-force it offline.
 */
export const fingerprintOf = (input: unknown): Uint8Array => createHash("sha256").update(canonicalJson(input)).digest();
