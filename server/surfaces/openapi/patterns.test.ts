import { expect, test } from "vitest";
import { portablePattern } from "./patterns.ts";

const samples = [
  "",
  " ",
  "a",
  "Z",
  "7",
  "_",
  "-",
  "é",
  "ß",
  "ж",
  "中",
  "\u{1f600}",
  "\u{1d49c}",
  "a b",
  "\u0007",
  "\u00a0",
  "\u2028",
];
const texts = [
  ...samples,
  ...samples.map((text) => text + text),
  ...samples.map((text) => `${text}a`),
  "abcdef",
  "a-b_c",
];

const accepts = (pattern: string, flags: string) => texts.filter((text) => new RegExp(pattern, flags).test(text));

test.each([
  String.raw`^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$`,
  String.raw`^[^\p{Cc}\p{Zl}]{1,2}$`,
  "^.{1,2}$",
  String.raw`^\P{Cc}+$`,
  String.raw`^\u{1F600}{2}$`,
  "^\u{1f600}+$",
  String.raw`^[\w-]+$`,
  String.raw`^(?<one>a)\k<one>$`,
])("portablePattern: %s means the same with and without the u flag", (pattern) => {
  const portable = portablePattern(pattern) ?? expect.fail("it was dropped");
  for (const flags of ["", "u"]) expect(accepts(portable, flags)).toEqual(accepts(pattern, "u"));
});

test.each([String.raw`^\p{L}+$`, String.raw`^[\p{Lu}\d]{2}$`, String.raw`^[^\p{L}]$`, String.raw`^[\p{L}--[a-z]]+$`])(
  "portablePattern: %s accepts a superset of the contract, and the same ASCII",
  (pattern) => {
    const portable = portablePattern(pattern) ?? expect.fail("it was dropped");
    const flag = pattern.includes("--") ? "v" : "u";
    const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);
    for (const flags of ["u", ""]) {
      const astral = flags === "" && pattern.endsWith("]$");
      const taken = accepts(pattern, flag).filter((text) => !astral || isAscii(text));
      expect(accepts(portable, flags)).toEqual(expect.arrayContaining(taken));
      expect(accepts(portable, flags).filter(isAscii)).toEqual(accepts(pattern, flag).filter(isAscii));
    }
    expect(portable.length).toBeLessThan(1000);
  },
);

test("portablePattern: an expression that compiles only with or without the u flag is rewritten or omitted", () => {
  expect(portablePattern(String.raw`^\_a\-[\_\-x]$`)).toBe(String.raw`^_a-[_\-x]$`);
  expect(portablePattern("a{")).toBeUndefined();
});
