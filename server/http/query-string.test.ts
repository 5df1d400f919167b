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
  "%C3",
  "%zz",
  "%00",
  "%2B",
  "%26",
  "é",
  ";",
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

test("a search is read as URLSearchParams reads it", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("a", "b", "ab", "ä", ""), (search, name) => {
      // The leading character keeps URLSearchParams from taking a question mark for its own.
      const expected = new URLSearchParams(`&${search}`).getAll(name).slice(0, 2);
      expect(valuesOf(search, name)).toEqual(expected);
    }),
    { numRuns },
  );
});

test("form encoding is undone as URLSearchParams undoes it", () => {
  const value = text.map((encoded) => encoded.replaceAll("&", ""));
  fc.assert(
    fc.property(value, (encoded) => {
      expect(formDecoded(encoded)).toBe(new URLSearchParams(`text=${encoded}`).get("text"));
    }),
    { numRuns },
  );
});

test("an address without a question mark has no search", () => {
  expect(queryStringOf("http://localhost/a")).toBe("");
  expect(queryStringOf("http://localhost/a?b=c?d")).toBe("b=c?d");
});
