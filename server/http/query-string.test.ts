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

// Both render as U+FFFD: invalid UTF-8 is refused here, and Node's parser loses non-ASCII characters beside a broken
// escape.
const isComparable = (encoded: string) => !new URLSearchParams(`&${encoded}`).toString().includes("%EF%BF%BD");

test("valuesOf: parses a query string as URLSearchParams does", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("a", "b", "ab", "ä", ""), (search, name) => {
      fc.pre(isComparable(search));
      // The leading `&` keeps URLSearchParams from dropping a question mark at the start.
      const expected = new URLSearchParams(`&${search}`).getAll(name);
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
      expect(formDecoded(encoded)).toBe(new URLSearchParams(`text=${encoded}`).get("text"));
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
