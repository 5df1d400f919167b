import fc from "fast-check";
import { expect, test } from "vitest";
import { formDecoded, queryStringOf, valuesOf } from "./query-string.ts";

const numRuns = 5000;
const piece = fc.constantFrom(
  "a",
  "b",
  "=",
  "&",
  "&",
  "+",
  "%",
  "%41",
  "%61",
  "%C3%A4",
  "%zz",
  "%00",
  "%2B",
  "%26",
  "é",
  ";",
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

/** Parses as the standard says. Letters are encoded first: Node's parser loses those that stand beside a broken escape. */
const parsed = (search: string) => new URLSearchParams(search.replaceAll("é", "%C3%A9"));

/** Invalid UTF-8 is refused here, and becomes U+FFFD there. */
const isComparable = (encoded: string) => !parsed(`&${encoded}`).toString().includes("%EF%BF%BD");

test("valuesOf: parses a query string as URLSearchParams does", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("a", "b", "ab", "ä", ""), (search, name) => {
      fc.pre(isComparable(search));
      // The leading `&` keeps URLSearchParams from dropping a question mark at the start.
      const expected = parsed(`&${search}`).getAll(name);
      expect(valuesOf(search, name)).toEqual(expected);
    }),
    { numRuns },
  );
});

test("formDecoded: decodes as URLSearchParams does", () => {
  const value = text.map((encoded) => encoded.replaceAll("&", ""));
  fc.assert(
    fc.property(value, (encoded) => {
      fc.pre(isComparable(`text=${encoded}`));
      expect(formDecoded(encoded)).toBe(parsed(`text=${encoded}`).get("text"));
    }),
    { numRuns },
  );
});

test.each(["%C3", "a%ff", "%E0%A4%A", "%c0%80", "%ed%a0%80%zz"])("what is no UTF-8 is refused: %s", (encoded) => {
  expect(() => formDecoded(encoded)).toThrow(expect.objectContaining({ status: 400, code: "malformed" }));
});

test("queryStringOf: returns an empty string for a URL without a question mark", () => {
  expect(queryStringOf("http://localhost/a")).toBe("");
  expect(queryStringOf("http://localhost/a?b=c?d")).toBe("b=c?d");
});
