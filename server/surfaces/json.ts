import { standardFault } from "../procedures/index.ts";

const maxDepth = 32;

const malformed = (detail: string) => standardFault("malformed", { detail });

const quote = 34;
const backslash = 92;
const colon = 58;

/** Index after the string that starts at `start`, a quote. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === backslash ? 2 : 1;
  return end + 1;
}

/** Whether the next visible character is a colon, which makes the string before it a key. */
function isKey(text: string, after: number): boolean {
  let index = after;
  while (index < text.length && text.charCodeAt(index) <= 32) index++;
  return text.charCodeAt(index) === colon;
}

/**
 * Refuses what `JSON.parse` lets through: nesting beyond 32 levels, and keys given twice, of which different readers
 * would take different ones.
 * @throws {Fault} 400. Assumes the text to be JSON; if it is not, that is for `JSON.parse` to say.
 */
export function checkStructure(text: string): void {
  const keys: (Set<string> | undefined)[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === quote) {
      const end = endOfString(text, index);
      const seen = keys.at(-1);
      if (seen !== undefined && isKey(text, end)) {
        const raw = text.slice(index, end);
        const key: unknown = raw.includes("\\") ? JSON.parse(raw) : raw.slice(1, -1);
        if (seen.has(String(key))) throw malformed("The JSON holds a key twice.");
        seen.add(String(key));
      }
      index = end - 1;
    } else if (character === 123 || character === 91) {
      if (keys.length === maxDepth) throw malformed(`The JSON is nested deeper than ${maxDepth} levels.`);
      keys.push(character === 123 ? new Set() : undefined);
    } else if (character === 125 || character === 93) keys.pop();
  }
}

/**
 * Reads JSON that came from outside.
 * @throws {Fault} 400 when it is no JSON, nested too deep, or gives a key twice.
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    checkStructure(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed("The request is not valid JSON.");
    throw error;
  }
}
