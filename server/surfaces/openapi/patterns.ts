// JSON Schema does not define whether a pattern is compiled with the `u` flag: Ajv uses it, most generated code does
// not. Every pattern of the document is therefore written so that both modes accept what the server accepts.

const compiles = (source: string, flags: string): boolean => {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
};

/** The flags that a contract's expression was written for. */
const flagsOf = (source: string) => (compiles(source, "u") ? "u" : compiles(source, "v") ? "v" : "");

/** A surrogate pair: one character beyond U+FFFF without the `u` flag; never matches with it. */
const pair = "[\\ud800-\\udbff][\\udc00-\\udfff]";

// `\x5d` where possible, not `\u005d`: some generators emit the latter as the literal character.
const unit = (code: number) =>
  code <= lastLatin ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;

const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;
const lastUnit = 0xffff;

/** Maximum number of ranges of a class; beyond it, only the Latin part is exact and all other characters pass. */
const maxRanges = 40;
const lastLatin = 0xff;

const isSpace = (code: number) => /\s/.test(String.fromCharCode(code));

type Range = readonly [first: number, last: number];

const printRanges = (ranges: readonly Range[]) =>
  ranges.map(([first, last]) => (first === last ? unit(first) : `${unit(first)}-${unit(last)}`)).join("");

/** Character ranges up to U+FFFF for which `accepts` is true. */
function rangesOf(accepts: (code: number) => boolean): readonly Range[] {
  const ranges: Range[] = [];
  let begun: number | undefined;
  for (let code = 0; code <= lastUnit + 1; code++) {
    const isIn = code <= lastUnit && !(code >= firstSurrogate && code < afterSurrogates) && accepts(code);
    if (isIn) begun ??= code;
    else if (begun !== undefined) {
      ranges.push([begun, code - 1]);
      begun = undefined;
    }
  }
  return ranges;
}

const planes = 16;
const planeSize = 0x10000;

/** True when a class accepts a character beyond U+FFFF. */
function acceptsAstral(one: RegExp): boolean {
  for (let plane = 1; plane <= planes; plane++) {
    const codes = Array.from({ length: planeSize / 256 }, (_, row) => plane * planeSize + row * 256);
    for (const first of codes)
      if (one.test(String.fromCodePoint(...Array.from({ length: 256 }, (_, step) => first + step)))) return true;
  }
  return false;
}

/**
 * The inside of a class that matches the accepted characters up to U+FFFF; white space is `\s`, which all engines know.
 */
function spell(accepts: (code: number) => boolean): { readonly text: string; readonly count: number } {
  const hasSpaces = rangesOf((code) => isSpace(code) && !accepts(code)).length === 0;
  const ranges = rangesOf((code) => accepts(code) && !(hasSpaces && isSpace(code)));
  return { text: (hasSpaces ? "\\s" : "") + printRanges(ranges), count: ranges.length };
}

// Memoized: enumerating all characters takes 30 ms, and contracts repeat few classes.
const rewritten = new Map<string, string>();

/** Rewrites a class as character ranges, without Unicode properties; a class with too many ranges is widened. */
function spellClass(text: string, flags: string): string {
  const cached = rewritten.get(text);
  if (cached !== undefined) return cached;
  const result = writeClass(text, flags);
  rewritten.set(text, result);
  return result;
}

function writeClass(text: string, flags: string): string {
  const one = new RegExp(text, flags);
  const accepts = (code: number) => one.test(String.fromCharCode(code));
  const accepted = spell(accepts);
  if (!acceptsAstral(one) && accepted.count <= maxRanges)
    return accepted.text === "" ? "[^\\s\\S]" : `[${accepted.text}]`;
  const refused = spell((code) => !accepts(code));
  const { text: excluded } =
    refused.count <= maxRanges ? refused : spell((code) => code <= lastLatin && !accepts(code));
  return excluded === "" ? "[\\s\\S]" : `[^${excluded}]`;
}

/** Index of the end of the class that begins at `at`; classes nest under the `v` flag. */
function endOfClass(source: string, at: number, isNested: boolean): number {
  let depth = 0;
  for (let end = at; end < source.length; end++) {
    const character = source[end];
    if (character === "\\") end++;
    else if (character === "[" && (depth === 0 || isNested)) depth++;
    else if (character === "]" && --depth === 0) return end + 1;
  }
  return source.length;
}

const escapePattern =
  /^\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\d+|[\s\S])/;
const needsFlag = /\\[pP]\{|\\u\{|[\u{10000}-\u{10ffff}]/u;

/** The token of an expression that begins at `at`: a class, an escape, or a character. */
function pieceAt(source: string, at: number, flags: string): string {
  const rest = source.slice(at);
  if (rest.startsWith("[")) return source.slice(at, endOfClass(source, at, flags === "v"));
  const [escaped] = escapePattern.exec(rest) ?? [];
  return escaped ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
}

const codeUnits = (text: string) =>
  Array.from(text, (character) =>
    character
      .split("")
      .map((half) => unit(half.charCodeAt(0)))
      .join(""),
  );

/** Replaces identity escapes that are valid only without the `u` flag, such as `\_`, by the character. */
const withoutOddEscapes = (piece: string) =>
  piece.replace(/\\(_|[^\w^$\\.*+?()[\]{}|/-])/g, "$1").replace(/^\\-$/, "-");

/** One token, equivalent with and without the `u` flag. */
function portablePiece(piece: string, flags: string): string {
  if (piece.startsWith("[")) {
    if (flags === "") return withoutOddEscapes(piece);
    return flags === "v" || needsFlag.test(piece) ? spellClass(piece, flags) : piece;
  }
  const [, hex] = /^\\u\{([0-9a-fA-F]+)\}$/.exec(piece) ?? [];
  const character = hex === undefined ? piece : String.fromCodePoint(Number.parseInt(hex, 16));
  if (hex !== undefined || (character.codePointAt(0) ?? 0) > lastUnit) return `(?:${codeUnits(character).join("")})`;
  if (flags === "") return withoutOddEscapes(piece);
  return needsFlag.test(piece) ? spellClass(piece, flags) : piece;
}

const isCounted = (rest: string) => /^\{\d+(?:,\d+)?\}/.test(rest);

/** True for a class or shorthand that matches characters beyond U+FFFF. */
const isWide = (piece: string) => /^(?:\[|\.$|\\[SWD]$)/.test(piece) && new RegExp(`^${piece}$`, "u").test("\u{1f600}");

/**
 * Rewrites a regular expression to mean the same with and without the `u` flag. Where that is impossible, as for
 * letters of all languages, the result accepts more than the contract, never less: the server decides.
 * @returns `undefined` for an expression that cannot compile in both modes.
 */
export function portablePattern(source: string): string | undefined {
  const flags = flagsOf(source);
  let written = "";
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at, flags);
    at += piece.length;
    const portable = portablePiece(piece, flags);
    // A quantified character may be a surrogate pair without the `u` flag.
    const isPair = isCounted(source.slice(at)) && compiles(portable, "u") && isWide(portable);
    written += isPair ? `(?:${pair}|${portable})` : portable;
  }
  return compiles(written, "u") && compiles(written, "") && !source.includes("\\q{") ? written : undefined;
}
