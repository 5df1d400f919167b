import { createHash } from "node:crypto";

/** What a key is made of, in order; a part's type counts, and text is compared by its code units. */
export type KeyParts = readonly (string | number | boolean | null)[];

/** Longer keys become a digest: Redis would keep the whole text beside each entry. */
const maxReadableLength = 200;

/** A lone surrogate has no UTF-8 and two of them would become one; JSON writes them apart. */
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
 * Text that two keys share only if their parts are the same: each part with its type and length. What is long becomes
 * its SHA-256, which begins with a letter of its own.
 */
export function encodeKey(parts: KeyParts): string {
  const text = textOf(parts);
  return text.length <= maxReadableLength ? text : digestOf(text);
}

/** The same as a digest, however short: what readers ask for is not to be read in a Redis that others may look into. */
export const digestKey = (parts: KeyParts): string => digestOf(textOf(parts));

/** The function, asked once for each object. */
export function rememberedBy<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
