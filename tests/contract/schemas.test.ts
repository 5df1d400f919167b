import { describe, expect, test } from "vitest";
import * as z from "zod";
import { changesTo, taking } from "./changes.ts";

type Verdict = "breaking" | "compatible";

/** A changed field, its description, and its effect on requests and responses. */
type Mutation = readonly [
  label: string,
  before: z.ZodType,
  after: z.ZodType,
  text: string,
  input: Verdict,
  output: Verdict,
];

const circle = z.object({ kind: z.literal("circle"), radius: z.number() });
const square = z.object({ kind: z.literal("square"), side: z.number() });
const star = z.object({ kind: z.literal("star"), points: z.int() });
const wideCircle = z.object({ kind: z.literal("circle"), radius: z.number().nullable() });
const text = z.string();

/** Widening changes; the reverse direction narrows. */
const widening: readonly Mutation[] = [
  ["null", text, text.nullable(), '"x" may now be null', "compatible", "breaking"],
  ["null beside an object", z.object({}), z.object({}).nullable(), '"x" may now be null', "compatible", "breaking"],
  ["a member of an enum", z.enum(["a", "b"]), z.enum(["a", "b", "c"]), '"x" may now be "c"', "compatible", "breaking"],
  ["a literal", z.literal("a"), z.literal(["a", "b"]), '"x" may now be "b"', "compatible", "breaking"],
  ["an enum to text", z.enum(["a", "b"]), text, '"x" may now be text', "compatible", "breaking"],
  ["true to any boolean", z.literal(true), z.boolean(), '"x" may now be true or false', "compatible", "breaking"],
  [
    "longer text",
    text.max(10),
    text.max(20),
    '"x" is now at most 20 characters, was at most 10 characters',
    "compatible",
    "breaking",
  ],
  [
    "unbounded text",
    text.max(10),
    text,
    '"x" no longer has an upper bound, was at most 10 characters',
    "compatible",
    "breaking",
  ],
  [
    "shorter text",
    text.min(2),
    text.min(1),
    '"x" is now at least 1 character, was at least 2 characters',
    "compatible",
    "breaking",
  ],
  ["text without a pattern", text.regex(/^a/), text, '"x" no longer has to match /^a/', "compatible", "breaking"],
  [
    "text of one pattern less",
    text.regex(/a/).regex(/b/),
    text.regex(/b/),
    '"x" now has to match /b/, was /a/ and /b/',
    "compatible",
    "breaking",
  ],
  ["text without a format", z.email(), text, '"x" no longer has the format email', "compatible", "breaking"],
  [
    "a date without its format",
    z.iso.datetime(),
    text,
    '"x" no longer has the format date-time',
    "compatible",
    "breaking",
  ],
  ["a larger number", z.int().max(5), z.int().max(9), '"x" is now at most 9, was at most 5', "compatible", "breaking"],
  [
    "a smaller number",
    z.int().min(1),
    z.int().min(0),
    '"x" is now at least 0, was at least 1',
    "compatible",
    "breaking",
  ],
  [
    "an unbounded number",
    z.int().max(100),
    z.int(),
    '"x" no longer has an upper bound, was at most 100',
    "compatible",
    "breaking",
  ],
  [
    "a bound itself",
    z.number().gt(0),
    z.number().min(0),
    '"x" is now at least 0, was above 0',
    "compatible",
    "breaking",
  ],
  ["fractions", z.int(), z.number(), '"x" may now have a fraction', "compatible", "breaking"],
  [
    "numbers between multiples",
    z.int().multipleOf(6),
    z.int().multipleOf(3),
    '"x" now has to be a multiple of 3',
    "compatible",
    "breaking",
  ],
  [
    "longer lists",
    z.array(text).max(2),
    z.array(text).max(3),
    '"x" is now at most 3 items, was at most 2 items',
    "compatible",
    "breaking",
  ],
  [
    "empty lists",
    z.array(text).min(1),
    z.array(text),
    '"x" no longer has a lower bound, was at least 1 item',
    "compatible",
    "breaking",
  ],
  ["null in a list", z.array(text), z.array(text.nullable()), '"x[]" may now be null', "compatible", "breaking"],
  [
    "null in a place of a tuple",
    z.tuple([text]),
    z.tuple([text.nullable()]),
    '"x[0]" may now be null',
    "compatible",
    "breaking",
  ],
  [
    "null in a record",
    z.record(text, text),
    z.record(text, text.nullable()),
    '"x{}" may now be null',
    "compatible",
    "breaking",
  ],
  [
    "longer names in a record",
    z.record(text.max(1), text),
    z.record(text.max(2), text),
    '"x{name}" is now at most 2 characters, was at most 1 character',
    "compatible",
    "breaking",
  ],
  ["a nested field left out", z.object({ a: text }), z.object({ a: text.optional() }), "", "compatible", "breaking"],
  [
    "null deep inside",
    z.array(z.object({ a: z.record(text, z.object({ b: text })) })),
    z.array(z.object({ a: z.record(text, z.object({ b: text.nullable() })) })),
    '"x[].a{}.b" may now be null',
    "compatible",
    "breaking",
  ],
  [
    "a type in a union",
    z.union([text, z.null()]),
    z.union([text, z.boolean(), z.null()]),
    '"x" may now be true or false',
    "compatible",
    "breaking",
  ],
  [
    "a variant of a union",
    z.discriminatedUnion("kind", [circle, square]),
    z.discriminatedUnion("kind", [circle, square, star]),
    '"x" may now be an object (kind: star)',
    "compatible",
    "breaking",
  ],
  [
    "within a variant",
    z.discriminatedUnion("kind", [circle, square]),
    z.discriminatedUnion("kind", [square, wideCircle]),
    '"x(kind: circle).radius" may now be null',
    "compatible",
    "breaking",
  ],
  ["one type to two", text, z.union([text, z.number()]), '"x" may now be a number', "compatible", "breaking"],
  ["anything", text, z.unknown(), '"x" may now be anything', "compatible", "breaking"],
];

/** Incompatible changes: neither schema includes the other, or the meaning changes. */
const shifting: readonly Mutation[] = [
  ["another type", text, z.int(), '"x" is now a whole number, was text', "breaking", "breaking"],
  ["a list of it", text, z.array(text), '"x" is now a list, was text', "breaking", "breaking"],
  [
    "another pattern",
    text.regex(/^a/),
    text.regex(/^b/),
    '"x" now has to match /^b/, was /^a/',
    "breaking",
    "breaking",
  ],
  ["another format", z.email(), z.uuid(), '"x" now has the format uuid, had email', "breaking", "breaking"],
  [
    "a moment with an offset",
    z.iso.datetime(),
    z.iso.datetime({ offset: true }),
    '"x" has another form of the format date-time',
    "breaking",
    "breaking",
  ],
  [
    "a tuple of another length",
    z.tuple([text]),
    z.tuple([text, text]),
    '"x" has 2 fixed places, had 1',
    "breaking",
    "breaking",
  ],
  ["a field gone", z.object({ a: text, b: text }), z.object({ a: text }), "", "breaking", "breaking"],
  ["an optional field gone", z.object({ a: text.optional() }), z.object({}), "", "breaking", "breaking"],
  ["a record that becomes an object", z.record(text, text), z.object({}), "", "breaking", "breaking"],
  [
    "one that must match exactly one",
    z.xor([z.object({ a: text }), z.object({ b: text })]),
    z.xor([z.object({ a: text }), z.object({ c: text })]),
    '"x" has changed in a way that cannot be judged',
    "breaking",
    "breaking",
  ],
];

/** Changes without an observable effect. */
const nothing: readonly (readonly [label: string, before: z.ZodType, after: z.ZodType])[] = [
  ["words for people", text, text.meta({ description: "d", title: "t", examples: ["e"] })],
  ["a hint for forms", text, text.meta({ format: "password" })],
  ["the order of fields", z.object({ a: text, b: text }), z.object({ b: text, a: text })],
  ["the order of an enum", z.enum(["a", "b"]), z.enum(["b", "a"])],
  ["the order of a union", z.union([text, z.int()]), z.union([z.int(), text])],
  ["a shared schema's name", z.object({ a: text }).meta({ id: "A" }), z.object({ a: text }).meta({ id: "B" })],
  ["a schema that is shared from now on", z.object({ a: text }), z.object({ a: text }).meta({ id: "A" })],
  ["a literal as an enum", z.literal("a"), z.enum(["a"])],
  ["a variant twice", z.union([circle, square]), z.discriminatedUnion("kind", [square, circle])],
  ["another way to say positive", z.int().positive(), z.int().min(1)],
  ["a list that may only be read", z.array(text), z.array(text).readonly()],
  [
    "an intersection as one object",
    z.intersection(z.object({ a: text }), z.object({ b: text })),
    z.object({ a: text, b: text }),
  ],
  ["true or false as a boolean", z.union([z.literal(true), z.literal(false)]), z.literal([true, false])],
];

const asInput = (schema: z.ZodType) => taking({ x: schema });
const asOutput = (schema: z.ZodType) => taking({}, { x: schema });
const opposite = (verdict: Verdict): Verdict => (verdict === "breaking" ? "compatible" : "breaking");

/** The expected line of the report, with the wording that both sides share. */
function expectOne(lines: readonly string[], verdict: Verdict, side: string, text: string): void {
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(new RegExp(`^${verdict}: ${side} field "x`));
  if (text !== "") expect(lines[0]).toBe(`${verdict}: ${side} field ${text}`);
}

describe.each(widening)("more passes: %s", (_, before, after, words, input, output) => {
  test(`${input} where it is sent`, () => {
    expectOne(changesTo(asInput(before), asInput(after)), input, "input", words);
  });
  test(`${output} where it is answered`, () => {
    expectOne(changesTo(asOutput(before), asOutput(after)), output, "output", words);
  });
  test(`the other way round ${opposite(input)} where it is sent`, () => {
    expectOne(changesTo(asInput(after), asInput(before)), opposite(input), "input", "");
  });
  test(`the other way round ${opposite(output)} where it is answered`, () => {
    expectOne(changesTo(asOutput(after), asOutput(before)), opposite(output), "output", "");
  });
});

describe.each(shifting)("something else passes: %s", (_, before, after, words) => {
  test("breaking where it is sent", () => {
    expectOne(changesTo(asInput(before), asInput(after)), "breaking", "input", words);
  });
  test("breaking where it is answered", () => {
    expectOne(changesTo(asOutput(before), asOutput(after)), "breaking", "output", words);
  });
});

test.each(nothing)("no alarm: %s", (_, before, after) => {
  expect(changesTo(asInput(before), asInput(after))).toEqual([]);
  expect(changesTo(asInput(after), asInput(before))).toEqual([]);
  expect(changesTo(asOutput(before), asOutput(after))).toEqual([]);
  expect(changesTo(asOutput(after), asOutput(before))).toEqual([]);
});
