import { createHash } from "node:crypto";

/** Parts of a key, in order. The type of a part counts, and text is compared by code units. */
export type KeyParts = readonly (string | number | boolean | null)[];

/** Longer keys are hashed, since Redis stores the whole key with each entry. */
const maxReadableLength = 200;

/** Lone surrogates have no UTF-8 encoding and would collide; JSON escapes keep them distinct. */
const writable = (text: string) =>
  text.isWellFormed() ? withLength("s", text) : withLength("j", JSON.stringify(text));

const withLength = (type: string, value: string) => `${type}${value.length}:${value}`;

/** A part with its type and length. */
function tagged(part: KeyParts[number]): string {
  if (typeof part === "string") return writable(part);
  if (typeof part === "number") return withLength("n", Object.is(part, -0) ? "-0" : String(part));
  return part === null ? withLength("z", "") : withLength("b", String(part));
}

function textOf(parts: KeyParts): string {
  let text = "";
  for (const part of parts) text += tagged(part);
  return text;
}

const digestOf = (text: string) => `h${createHash("sha256").update(text).digest("hex")}`;

/**
 * Encodes a key injectively: each part with its type and length. A long key becomes its SHA-256, marked by its own first
 * letter.
 */
export function encodeKey(parts: KeyParts): string {
  const text = textOf(parts);
  return text.length <= maxReadableLength ? text : digestOf(text);
}

/** Encodes a key always as a digest, so that a shared Redis does not reveal the requests of readers. */
export const digestKey = (parts: KeyParts): string => digestOf(textOf(parts));

/** Memoizes a function by object identity, without keeping the objects alive. */
export function rememberedBy<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
