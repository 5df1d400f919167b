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

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (at - start) % 2 === 1;
}

/** Index of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/**
 * How many keys a JSON text writes: outside of strings, each has a colon and nothing else has.
 * @throws {ApiError} 400 when it nests too deep.
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

/** How many keys a value has, those of all that it holds included. */
function keysHeld(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const held = Object.values(value);
  let keys = Array.isArray(value) ? 0 : held.length;
  for (const one of held) keys += keysHeld(one);
  return keys;
}

/**
 * Refuses what `JSON.parse` lets through: nesting beyond 32 levels, and keys given twice, of which different readers
 * would take different ones. `JSON.parse` keeps one of them, so that it holds fewer keys than were written.
 * @param value what `JSON.parse` made of the text.
 * @throws {ApiError} 400.
 */
export function checkStructure(text: string, value: unknown): void {
  if (keysWritten(text) !== keysHeld(value)) throw malformed("The JSON holds a key twice.");
}

/**
 * Reads JSON that came from outside.
 * @throws {ApiError} 400 when it is no JSON, nested too deep, or gives a key twice.
 */
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
