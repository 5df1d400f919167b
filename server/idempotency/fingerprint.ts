import { createHash } from "node:crypto";

const byCodeUnits = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/**
 * Writes plain JSON in one way only: keys sorted, no spaces, members that are `undefined` left out. Source: RFC 8785.
 * @throws {TypeError} for what JSON cannot hold.
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
  throw new TypeError(`no JSON can hold a ${typeof value}`);
}

/**
 * Tells one input from another: SHA-256 of its canonical JSON, 32 bytes. Not for inputs that hold a password: whoever
 * reads the table could try passwords against it fast.
 */
export const fingerprintOf = (input: unknown): Uint8Array => createHash("sha256").update(canonicalJson(input)).digest();
