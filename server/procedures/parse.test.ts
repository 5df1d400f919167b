import { describe, expect, test } from "vitest";
import * as z from "zod";
import { ApiError } from "./errors.ts";
import { parseInput } from "./parse.ts";

/** Messages by field, or `undefined` when the input fits. */
function messagesFor(shape: z.core.$ZodLooseShape, raw: unknown): ApiError["subjects"] | undefined {
  try {
    parseInput(z.object(shape), raw);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === "invalid" && error.status === 422) return error.subjects;
    throw error;
  }
}

const text = z.string().min(3).max(5);

describe("a field is told what is wrong with it", () => {
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
    ["must be nobody's business", z.int().max(10, "must be nobody's business"), 11],
    ["must have at least 1 items", z.array(text).min(1), []],
    ["must have at most 1 items", z.array(text).max(1), ["abc", "abc"]],
    ["must be one of a, b", z.enum(["a", "b"]), "c"],
    ["must be one of 5", z.literal(5), 6],
    ["is invalid", z.email(), "nobody"],
    ["is invalid", z.uuid(), "nobody"],
    ["is invalid", z.string().regex(/^a$/), "b"],
    ["is invalid", z.number().multipleOf(2), 3],
    ["is invalid", z.union([z.string(), z.boolean()]), 5],
    ["has characters that cannot be kept", z.string(), "a\0b"],
    ["has characters that cannot be kept", z.string(), "\ud800"],
    ["has characters that cannot be kept", z.array(z.string()), ["ok", "\udfff!"]],
  ])("%s", ([message, schema, value]) => {
    expect(messagesFor({ field: schema }, { field: value })).toEqual({ field: [message] });
  });

  test("once, though several things are wrong", () => {
    expect(messagesFor({ email: z.email().min(5).max(3) }, { email: "nope" })).toEqual({ email: ["is invalid"] });
  });

  test("together with every other field", () => {
    expect(messagesFor({ a: text, b: z.int(), c: z.boolean() }, { a: "", b: "x", c: true })).toEqual({
      a: ["can't be blank"],
      b: ["must be of type number"],
    });
  });

  test("under its own name, however deep the fault lies", () => {
    expect(messagesFor({ list: z.array(z.object({ a: text })) }, { list: [{ a: "abc" }, { a: "" }] })).toEqual({
      list: ["can't be blank"],
    });
    expect(messagesFor({ more: z.record(z.string(), z.string()) }, { more: { a: "\0" } })).toEqual({
      more: ["has characters that cannot be kept"],
    });
  });
});

test.for<[message: string, raw: unknown]>([
  ["can't be blank", null],
  ["must be of type object", []],
  ["must be of type object", "text"],
  ["must be of type object", 0],
])("an input that is no object is refused as a whole: %s", ([message, raw]) => {
  expect(messagesFor({}, raw)).toEqual({ input: [message] });
});

test("an absent input counts as an empty one", () => {
  expect(parseInput(z.object({ limit: z.int().default(20) }), undefined)).toEqual({ limit: 20 });
  expect(messagesFor({ slug: z.string() }, undefined)).toEqual({ slug: ["can't be blank"] });
});

test("what nobody asked for is dropped, and a whole surrogate pair is kept", () => {
  const input = parseInput(
    z.object({ a: z.string() }),
    JSON.parse('{"a":"😀","b":1,"__proto__":{"c":1},"constructor":2}'),
  );
  expect(input).toEqual({ a: "😀" });
  expect(Object.keys(input)).toEqual(["a"]);
});

test("what was sent is never part of the message", () => {
  const secret = "correct horse battery";
  const shape = { a: z.int(), b: z.email(), c: z.enum(["x"]), d: z.string().max(3), e: z.literal("y") };
  const messages = messagesFor(shape, { a: secret, b: secret, c: secret, d: secret, e: secret });
  expect(Object.keys(messages ?? {})).toEqual(["a", "b", "c", "d", "e"]);
  expect(JSON.stringify(messages)).not.toContain("horse");
});
