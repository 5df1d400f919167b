import { describe, expect, test } from "vitest";
import * as z from "zod";
import { ApiError } from "./errors.ts";
import { parseInput } from "./parse.ts";

/** The refusal of an input; `undefined` when it fits. */
function refusalOf(shape: z.core.$ZodLooseShape, raw: unknown): ApiError | undefined {
  try {
    parseInput(z.object(shape), raw);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === "invalid" && error.status === 422) return error;
    throw error;
  }
}

/** Messages by field, or `undefined` when the input fits. */
const messagesFor = (shape: z.core.$ZodLooseShape, raw: unknown) => refusalOf(shape, raw)?.subjects;

/** The issues of one field, as programs receive them. */
const issuesFor = (field: z.ZodType, value: unknown) =>
  refusalOf({ field }, { field: value })?.issues.map(({ path: _, message: __, ...rest }) => rest);

const text = z.string().min(3).max(5);

describe("parseInput: reports the message of a field", () => {
  test.for<[message: string, schema: z.ZodType, value: unknown]>([
    ["can't be blank", z.string(), undefined],
    ["can't be blank", z.string(), null],
    ["can't be blank", z.string().min(1), ""],
    ["can't be blank", text, ""],
    ["can't be blank", z.email(), ""],
    ["can't be blank", z.string().regex(/\S/), " \n "],
    ["can't be blank", z.int(), undefined],
    ["can't be blank", z.enum(["a"]), undefined],
    ["must be of type string", z.string(), 5],
    ["must be of type number", z.number(), "5"],
    ["must be of type int", z.int(), 0.5],
    ["must be of type boolean", z.boolean(), "true"],
    ["must be of type array", z.array(text), {}],
    ["must be of type object", z.object({}), []],
    ["must have at least 3 characters", text, "ab"],
    ["must have at most 5 characters", text, "abcdef"],
    ["must be at least 1", z.int().min(1), 0],
    ["must be at most 10", z.int().max(10), 11],
    ["must be a small number", z.int().max(10, "must be a small number"), 11],
    ["must have at least 1 items", z.array(text).min(1), []],
    ["must have at most 1 items", z.array(text).max(1), ["abc", "abc"]],
    ["must be one of a, b", z.enum(["a", "b"]), "c"],
    ["must be one of 5", z.literal(5), 6],
    ["is invalid", z.email(), "nobody"],
    ["is invalid", z.uuid(), "nobody"],
    ["is invalid", z.string().regex(/^a$/), "b"],
    ["must be greater than 0", z.number().gt(0), 0],
    ["must be less than 0", z.number().negative(), 0],
    ["must have exactly 2 characters", z.string().length(2), "a"],
    ["must have exactly 2 items", z.array(text).length(2), ["abc"]],
    ["must be a multiple of 2", z.number().multipleOf(2), 3],
    ["must be of type string or boolean", z.union([z.string(), z.boolean()]), 5],
    ["must have at least 3 characters", z.union([text, z.boolean()]), "ab"],
    ["must be one of a, b, c", z.union([z.literal("a"), z.enum(["b", "c"])]), "d"],
    ["must be asked for", z.string({ error: "must be asked for" }), undefined],
    ["must look like AB-12", z.string().regex(/^[A-Z]+-\d+$/, "must look like AB-12"), "x"],
    ["is one or the other", z.union([z.string().max(1), z.int()], "is one or the other"), true],
    ["must be of type number", z.number(), Number.POSITIVE_INFINITY],
    ["is too large a number", z.unknown(), Number.POSITIVE_INFINITY],
    ["has characters that cannot be kept", z.string(), "a\0b"],
    ["has characters that cannot be kept", z.string(), "\ud800"],
  ])("%s", ([message, schema, value]) => {
    expect(messagesFor({ field: schema }, { field: value })).toEqual({ field: [message] });
  });

  test("reports one message for a field with several errors", () => {
    expect(messagesFor({ email: z.email().min(5).max(3) }, { email: "nope" })).toEqual({ email: ["is invalid"] });
  });

  test("reports all fields together", () => {
    expect(messagesFor({ a: text, b: z.int(), c: z.boolean() }, { a: "", b: "x", c: true })).toEqual({
      a: ["can't be blank"],
      b: ["must be of type number"],
    });
  });

  test("reports the full path of a nested field", () => {
    const lines = z.array(z.object({ sku: text, quantity: z.int().gt(0) }));
    const sent = {
      lines: [
        { sku: "abc", quantity: 1 },
        { sku: "", quantity: 0 },
      ],
    };
    expect(messagesFor({ lines }, sent)).toEqual({
      "lines.1.sku": ["can't be blank"],
      "lines.1.quantity": ["must be greater than 0"],
    });
    expect(messagesFor({ more: z.record(z.string(), z.string()) }, { more: { a: "\0" } })).toEqual({
      "more.a": ["has characters that cannot be kept"],
    });
    for (const key of ["a\0b", "\ud800"])
      expect(messagesFor({ more: z.unknown() }, { more: { deep: [{ [key]: 1 }] } })).toEqual({
        "more.deep.0": ["has characters that cannot be kept"],
      });
    expect(messagesFor({ list: z.array(z.string()) }, { list: ["ok", "\udfff!"] })).toEqual({
      "list.1": ["has characters that cannot be kept"],
    });
  });

  test("reports the issues of the intended union member", () => {
    const card = z.object({ kind: z.literal("card"), number: text });
    const transfer = z.object({ kind: z.literal("transfer"), iban: text });
    for (const pay of [z.discriminatedUnion("kind", [card, transfer]), z.union([card, transfer])])
      expect(messagesFor({ pay }, { pay: { kind: "transfer", iban: "x" } })).toEqual({
        "pay.iban": ["must have at least 3 characters"],
      });
    expect(messagesFor({ pay: z.discriminatedUnion("kind", [card, transfer]) }, { pay: { kind: "cash" } })).toEqual({
      "pay.kind": ["must be one of card, transfer"],
    });
    expect(messagesFor({ pay: z.union([card, transfer]) }, { pay: {} })).toEqual({ pay: ["is invalid"] });
  });
});

test.for<[message: string, raw: unknown]>([
  ["can't be blank", null],
  ["must be of type object", []],
  ["must be of type object", "text"],
  ["must be of type object", 0],
])("parseInput: refuses an input that is not an object: %s", ([message, raw]) => {
  expect(messagesFor({}, raw)).toEqual({ input: [message] });
});

test("parseInput: an absent input counts as an empty one", () => {
  expect(parseInput(z.object({ limit: z.int().default(20) }), undefined)).toEqual({ limit: 20 });
  expect(messagesFor({ slug: z.string() }, undefined)).toEqual({ slug: ["can't be blank"] });
});

test("parseInput: drops unknown fields, and keeps a valid surrogate pair", () => {
  const input = parseInput(
    z.object({ a: z.string() }),
    JSON.parse('{"a":"😀","b":1,"__proto__":{"c":1},"constructor":2}'),
  );
  expect(input).toEqual({ a: "😀" });
  expect(Object.keys(input)).toEqual(["a"]);
});

test("parseInput: never repeats the sent value in a message", () => {
  const secret = "correct horse battery";
  const shape = { a: z.int(), b: z.email(), c: z.enum(["x"]), d: z.string().max(3), e: z.literal("y") };
  const messages = messagesFor(shape, { a: secret, b: secret, c: secret, d: secret, e: secret });
  expect(Object.keys(messages ?? {})).toEqual(["a", "b", "c", "d", "e"]);
  expect(JSON.stringify(messages)).not.toContain("horse");
});

describe("parseInput: reports issues with code and bound", () => {
  test.for<[schema: z.ZodType, value: unknown, ...issues: readonly object[]]>([
    [z.string(), undefined, { code: "required" }],
    [z.email().min(5), "", { code: "required" }],
    [z.string(), 5, { code: "type", expected: "string" }],
    [text, "ab", { code: "too_short", minimum: 3, unit: "characters" }],
    [text, "abcdef", { code: "too_long", maximum: 5, unit: "characters" }],
    [z.array(text).max(1), ["abc", "abc"], { code: "too_long", maximum: 1, unit: "items" }],
    [z.string().length(2), "a", { code: "too_short", minimum: 2, exact: true, unit: "characters" }],
    [z.int().min(1), 0, { code: "too_small", minimum: 1 }],
    [z.number().gt(0), 0, { code: "too_small", minimum: 0, exclusive: true }],
    [z.number().lt(9), 9, { code: "too_big", maximum: 9, exclusive: true }],
    [z.number().multipleOf(2), 3, { code: "not_multiple", divisor: 2 }],
    [z.email(), "nobody", { code: "format", format: "email" }],
    [z.iso.date(), "2026-02-30", { code: "format", format: "date" }],
    [z.enum(["a", "b"]), "c", { code: "not_allowed", options: ["a", "b"] }],
    [z.record(z.string().regex(/^x/), z.int()), { y: 1 }, { code: "name" }],
    [z.union([z.object({ a: z.int() }), z.object({ b: z.int() })]), {}, { code: "no_match" }],
    [z.string(), "a\0b", { code: "characters" }],
    [
      z.string().min(8).regex(/\d/),
      "abc",
      { code: "too_short", minimum: 8, unit: "characters" },
      { code: "format", format: "regex" },
    ],
  ])("%#", ([schema, value, ...issues]) => {
    expect(issuesFor(schema, value)).toEqual(issues);
  });

  test("reports at most a hundred issues, with paths of bounded length", () => {
    const wrong = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}${"x".repeat(1000)}`, "no"]));
    const issues = refusalOf({ field: z.record(z.string(), z.int()) }, { field: wrong })?.issues ?? [];
    expect(issues).toHaveLength(100);
    expect(Math.max(...issues.map(({ path }) => path.length))).toBeLessThan(100);
  });
});

describe("parseInput: null omits an optional field", () => {
  const line = z.object({ sku: text, note: text.optional(), count: z.int().default(1) });
  test.for<[what: string, schema: z.ZodType, sent: unknown, read: unknown]>([
    ["in the input itself", text.optional(), null, undefined],
    ["with a default", z.int().default(20), null, 20],
    ["with a prefault", line.prefault({ sku: "abc" }), null, { sku: "abc", count: 1 }],
    ["in an object", line, { sku: "abc", note: null, count: null }, { sku: "abc", count: 1 }],
    ["in a list", z.array(line), [{ sku: "abc", note: null }], [{ sku: "abc", count: 1 }]],
    ["in a record", z.record(z.string(), line), { a: { sku: "abc", note: null } }, { a: { sku: "abc", count: 1 } }],
    ["in a tuple", z.tuple([z.string(), line]), ["x", { sku: "abc", note: null }], ["x", { sku: "abc", count: 1 }]],
    ["at the end of a tuple", z.tuple([z.string(), z.int().optional()]), ["x", null], ["x"]],
    [
      "in a union",
      z.union([z.object({ kind: z.literal("a") }), line]),
      { sku: "abc", note: null },
      { sku: "abc", count: 1 },
    ],
    [
      "in both members of an intersection",
      z.intersection(line, z.object({ b: text.optional() })),
      { sku: "abc", b: null },
      { sku: "abc", count: 1 },
    ],
    ["in a lazy schema", z.lazy(() => line), { sku: "abc", note: null }, { sku: "abc", count: 1 }],
    ["but not a nullable field", text.nullish(), null, null],
    [
      "also beside a nullable field",
      line.extend({ until: z.string().nullish() }),
      { sku: "abc", note: null, until: null },
      { sku: "abc", count: 1, until: null },
    ],
    ["but not in an unknown field", z.unknown().optional(), null, null],
  ])("%s", ([, schema, sent, read]) => {
    for (const compile of [(each: z.ZodObject) => each, z.compile])
      expect(parseInput(compile(z.object({ field: schema })), { field: sent })).toEqual(
        read === undefined ? {} : { field: read },
      );
  });

  test("but not a required field, a list item, or a record value", () => {
    expect(messagesFor({ a: z.string() }, { a: null })).toEqual({ a: ["can't be blank"] });
    expect(messagesFor({ a: z.array(z.string()) }, { a: ["x", null] })).toEqual({ "a.1": ["can't be blank"] });
    expect(messagesFor({ a: z.record(z.string(), z.string()) }, { a: { b: null } })).toEqual({
      "a.b": ["can't be blank"],
    });
  });

  test("nor a field with exactOptional, as in partial updates", () => {
    expect(messagesFor({ a: text.exactOptional() }, { a: null })).toEqual({ a: ["can't be blank"] });
    expect(parseInput(z.object({ a: text, b: text.nullable() }).exactPartial(), { b: null })).toEqual({ b: null });
  });

  test("reports other issues as if the null had not been sent", () => {
    expect(messagesFor({ a: line }, { a: { sku: "", note: null } })).toEqual({ "a.sku": ["can't be blank"] });
  });
});
