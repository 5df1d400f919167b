import { standardError } from "../procedures/index.ts";

const maxDepth = 32;

const malformed = (detail: string) => standardError("malformed", { detail });

const quote = 34;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Whether an odd number of backslashes precedes `at`. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (at - start) % 2 === 1;
}

/** Index of the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/**
 * Counts the keys written in a JSON text: outside of strings, a colon occurs once per key and nowhere else.
 * @throws {ApiError} 400 when it is nested too deep.
 */
function keysWritten(text: string): number {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) at = endOfString(text, at);
    else if (character === colon) keys++;
    else if (character === closeBrace || character === closeBracket) depth--;
    else if ((character === openBrace || character === openBracket) && ++depth > maxDepth)
      throw malformed(`The JSON is nested deeper than ${maxDepth} levels.`);
  }
  return keys;
}

/** Counts the keys of a parsed value, nested ones included. */
function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members = Object.values(value);
  let keys = Array.isArray(value) ? 0 : members.length;
  for (const one of members) keys += countKeys(one);
  return keys;
}

/**
 * Rejects JSON that `JSON.parse` accepts: nesting beyond 32 levels, and duplicate keys, which parsers resolve
 * differently. `JSON.parse` keeps one of the duplicates, so the value then has fewer keys than the text.
 * @param value the result of `JSON.parse` on the text.
 * @throws {ApiError} 400.
 */
export function checkStructure(text: string, value: unknown): void {
  if (keysWritten(text) !== countKeys(value)) throw malformed("The JSON holds a key twice.");
}

/** Parses untrusted JSON. @throws {ApiError} 400 for invalid JSON, nesting beyond 32 levels, or a duplicate key. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    checkStructure(text, value);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed("The request is not valid JSON.");
    throw error;
  }
}
