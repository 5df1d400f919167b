import { standardError } from "../procedures/index.ts";

/** The query string of a URL without a fragment; empty for most requests. */
export function queryStringOf(url: string): string {
  const question = url.indexOf("?");
  return question === -1 ? "" : url.slice(question + 1);
}

const hexPair = /^[\da-f]{2}$/i;
const percent = 37;

/** Decodes percent escapes to bytes; malformed escapes stay as they are. Source: WHATWG URL, 1.3. */
function percentDecodedBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const pair = bytes[at] === percent ? String.fromCharCode(...bytes.subarray(at + 1, at + 3)) : "";
    const isEscape = hexPair.test(pair);
    bytes[length++] = isEscape ? Number.parseInt(pair, 16) : (bytes[at] ?? 0);
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes percent encoding. A percent sign without two hex digits stays.
 * @throws {ApiError} 400 for invalid UTF-8, which would otherwise become replacement characters.
 */
export function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    try {
      return decoder.decode(percentDecodedBytes(text));
    } catch {
      throw standardError("malformed", { detail: "The address is not valid UTF-8." });
    }
  }
}

/**
 * Decodes form encoding as `URLSearchParams` does, at a fraction of its cost. Source: WHATWG URL, 5.1.
 * @throws {ApiError} as {@link percentDecoded} does.
 */
export function formDecoded(text: string): string {
  return percentDecoded(text.includes("+") ? text.replaceAll("+", " ") : text);
}

/**
 * Maximum number of values read for one name: one more than a list may hold, so that a longer list is still refused.
 */
const maxValues = 1001;

/** Values of one parameter in a query string, in order. */
export function valuesOf(search: string, name: string): readonly string[] {
  const values: string[] = [];
  for (let from = 0; from < search.length && values.length < maxValues; ) {
    const next = search.indexOf("&", from);
    const end = next === -1 ? search.length : next;
    const equals = search.indexOf("=", from);
    const nameEnd = equals === -1 || equals > end ? end : equals;
    if (nameEnd > from || equals === from) {
      const isNamed = formDecoded(search.slice(from, nameEnd)) === name;
      if (isNamed) values.push(formDecoded(search.slice(Math.min(nameEnd + 1, end), end)));
    }
    from = end + 1;
  }
  return values;
}

/** True for a parameter such as `name[]` or `name[min]`, in which some clients write a list or an object. */
export function hasBracketed(search: string, name: string): boolean {
  if (!/\[|%5b/i.test(search)) return false;
  return search.split("&").some((part) => formDecoded(part.split("=", 1).join()).startsWith(`${name}[`));
}
