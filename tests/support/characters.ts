/** Texts that PostgreSQL cannot store: U+0000 and lone surrogates. */
export const unstorableTexts = ["a\u0000b", "\u0000", "a\ud800b"];

/** Texts with a meaning in SQL, HTML, templates, headers or a terminal, which must be treated as data. */
export const specialCharacterTexts = [
  "'; drop table account; --",
  '" or ""="',
  "1 or 1=1",
  "$1",
  "\\",
  "%",
  "_",
  "{}",
  "<script>alert(1)</script>",
  "{{7*7}}",
  "😀",
  "\u202e\u200b x",
  "a\r\nset-cookie: x=y",
];

/** Invalid values for the numbers of a list: out of range, fractional, or not a number. */
export const invalidNumbers = [
  "2147483648",
  "-2147483649",
  "9007199254740993",
  "1e309",
  "-1e309",
  "1.5",
  "-0.5",
  '"1"',
  "null",
  "[1]",
  "true",
];
