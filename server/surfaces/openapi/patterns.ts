// JSON Schema leaves open whether a pattern is compiled with the `u` flag: Ajv does, most generated code does not. Every
// pattern of the document is therefore written so that both readings accept what the server accepts.

const compiles = (source: string, flags: string): boolean => {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
};

/** The flags under which a contract's expression was written. */
const flagsOf = (source: string) => (compiles(source, "u") ? "u" : compiles(source, "v") ? "v" : "");

/** Two halves that are one character beyond U+FFFF, for readers without the flag; no such pair exists for those with it. */
const pair = "[\\ud800-\\udbff][\\udc00-\\udfff]";

// `\x5d` where it does, not `\u005d`: some generators write the latter as the character it stands for.
const unit = (code: number) =>
  code <= lastLatin ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;

const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;
const lastUnit = 0xffff;

/** Beyond this many ranges a class tells its Latin part alone and lets every other character pass. */
const maxRanges = 40;
const lastLatin = 0xff;

const isSpace = (code: number) => /\s/.test(String.fromCharCode(code));

type Range = readonly [first: number, last: number];

const printRanges = (ranges: readonly Range[]) =>
  ranges.map(([first, last]) => (first === last ? unit(first) : `${unit(first)}-${unit(last)}`)).join("");

/** Ranges of characters up to U+FFFF for which `accepts` is true. */
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

/** True when a class takes some character beyond U+FFFF. */
function acceptsAstral(one: RegExp): boolean {
  for (let plane = 1; plane <= planes; plane++) {
    const codes = Array.from({ length: planeSize / 256 }, (_, row) => plane * planeSize + row * 256);
    for (const first of codes)
      if (one.test(String.fromCodePoint(...Array.from({ length: 256 }, (_, step) => first + step)))) return true;
  }
  return false;
}

/** The inside of a class for all characters up to U+FFFF that `accepts` takes; white space is `\s`, which all readers know. */
function spell(accepts: (code: number) => boolean): { readonly text: string; readonly count: number } {
  const hasSpaces = rangesOf((code) => isSpace(code) && !accepts(code)).length === 0;
  const ranges = rangesOf((code) => accepts(code) && !(hasSpaces && isSpace(code)));
  return { text: (hasSpaces ? "\\s" : "") + printRanges(ranges), count: ranges.length };
}

// Going over all characters takes 30 ms, and contracts use few classes, most of them many times.
const spelled = new Map<string, string>();

/** Writes a class by the characters it takes, without properties; one that needs many ranges is told more loosely. */
function spellClass(text: string, flags: string): string {
  const known = spelled.get(text);
  if (known !== undefined) return known;
  const written = writeClass(text, flags);
  spelled.set(text, written);
  return written;
}

function writeClass(text: string, flags: string): string {
  const one = new RegExp(text, flags);
  const accepts = (code: number) => one.test(String.fromCharCode(code));
  const taken = spell(accepts);
  if (!acceptsAstral(one) && taken.count <= maxRanges) return taken.text === "" ? "[^\\s\\S]" : `[${taken.text}]`;
  const refused = spell((code) => !accepts(code));
  const { text: told } = refused.count <= maxRanges ? refused : spell((code) => code <= lastLatin && !accepts(code));
  return told === "" ? "[\\s\\S]" : `[^${told}]`;
}

/** Where the class ends that begins at `at`; under the `v` flag classes stand within classes. */
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

/** The piece of an expression that begins at `at`: a class, an escape, or a character. */
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

/** An escape that only the reading without the flag knows, `\_` or `\ `, is the character itself. */
const withoutOddEscapes = (piece: string) =>
  piece.replace(/\\(_|[^\w^$\\.*+?()[\]{}|/-])/g, "$1").replace(/^\\-$/, "-");

/** One piece as both readings understand it. */
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

/** True for a class or shorthand that takes characters beyond U+FFFF. */
const isWide = (piece: string) => /^(?:\[|\.$|\\[SWD]$)/.test(piece) && new RegExp(`^${piece}$`, "u").test("\u{1f600}");

/**
 * Writes a regular expression so that it means the same with the `u` flag and without. Where that cannot be said
 * exactly, as of letters of every language, it takes more than the contract does, never less: the server decides.
 * @returns `undefined` for an expression that one of the readings would not compile.
 */
export function portablePattern(source: string): string | undefined {
  const flags = flagsOf(source);
  let written = "";
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at, flags);
    at += piece.length;
    const portable = portablePiece(piece, flags);
    // A counted character may be two for the reading without the flag.
    const isPair = isCounted(source.slice(at)) && compiles(portable, "u") && isWide(portable);
    written += isPair ? `(?:${pair}|${portable})` : portable;
  }
  return compiles(written, "u") && compiles(written, "") && !source.includes("\\q{") ? written : undefined;
}
