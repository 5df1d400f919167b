import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, fingerprintOf, readIdempotencyKey } from "../../server/idempotency/index.ts";

test.each([
  ["8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"],
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', "8e03978e-40d5-43dd-bc93-6894a57f9324"],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['a"b', 'a"b'],
  ["~", "~"],
  ["x".repeat(255), "x".repeat(255)],
  [`"${"x".repeat(255)}"`, "x".repeat(255)],
])("%s is a key", (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each([
  ["nothing", ""],
  ["empty quotes", '""'],
  ["256 characters", "x".repeat(256)],
  ["300 characters in quotes", `"${"x".repeat(300)}"`],
  ["a space", "a b"],
  ["a space in quotes", '"a b"'],
  ["two headers in one", "a, b"],
  ["a control byte", "a\u0001"],
  ["a line end", "a\n"],
  ["a deleted character", "a\u007f"],
  ["a letter beyond ASCII", "schlüssel"],
  ["a quote that does not close", '"abc'],
  ["quotes with parameters", '"abc";a=1'],
  ["an escape that is none", '"a\\b"'],
])("%s is no key", (_, header) => {
  expect(readIdempotencyKey(header)).toBeUndefined();
});

test("an input has one canonical text whatever the order of its keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é\n" }], a: true, gone: undefined })).toBe(
    '{"a":true,"b":[1,{"c":"é\\n","d":null}]}',
  );
  expect(canonicalJson({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5 })).toBe(
    '{"\\r":2,"1":4,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([[1n], [Number.NaN], [Symbol("a")], [() => 1], [[undefined]]])("%s cannot be fingerprinted", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test("inputs have one fingerprint exactly if they are the same", () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, shuffled(item)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(fingerprintOf(shuffled(a))).toEqual(fingerprintOf(a));
      const isSame = canonicalJson(a) === canonicalJson(b);
      expect(Buffer.from(fingerprintOf(a)).equals(fingerprintOf(b))).toBe(isSame);
    }),
  );
  expect(fingerprintOf({})).toHaveLength(32);
});
