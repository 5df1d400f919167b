/**
 * Splits documentation into lines for comments. The line separators of all languages end a line, so that no text becomes
 * code.
 */
export const docLines = (doc: readonly string[]): string[] =>
  doc.flatMap((text) =>
    text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/).map((line) => line.replaceAll(/\p{Cc}/gu, " ")),
  );

/** A fraction or a large number, as all three languages write it. */
export const fractionText = (value: number): string => {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
};

/** True for half of a surrogate pair, which is not a character. */
export const isLoneSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;
