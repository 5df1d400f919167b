import { expect, test } from "vitest";
import * as z from "zod";
import { changesTo, taking } from "./changes.ts";

const text = z.string();
const role = z.enum(["a", "b"]);

/** Added, removed and changed optional fields in requests. */
const sent: readonly (readonly [
  label: string,
  before: z.core.$ZodLooseShape,
  after: z.core.$ZodLooseShape,
  line: string,
])[] = [
  [
    "a new optional field",
    {},
    { summary: text.optional() },
    'compatible: input field "summary" is new and may be left out',
  ],
  [
    "a new field with a default",
    {},
    { size: z.int().default(1) },
    'compatible: input field "size" is new and may be left out',
  ],
  ["a new required field", {}, { summary: text }, 'breaking: input field "summary" is new and required'],
  [
    "a field that becomes required",
    { summary: text.optional() },
    { summary: text },
    'breaking: input field "summary" became required',
  ],
  [
    "a field that loses its default",
    { summary: text.default("") },
    { summary: text },
    'breaking: input field "summary" became required',
  ],
  [
    "a field that may be left out",
    { summary: text },
    { summary: text.optional() },
    'compatible: input field "summary" may now be left out',
  ],
  [
    "a required field that gets a default",
    { summary: text },
    { summary: text.default("") },
    'compatible: input field "summary" may now be left out',
  ],
  ["a field gone", { summary: text }, {}, 'breaking: input field "summary" is no longer taken'],
  ["an optional field gone", { summary: text.optional() }, {}, 'breaking: input field "summary" is no longer taken'],
  [
    "another default",
    { size: z.int().default(20) },
    { size: z.int().default(50) },
    'breaking: input field "size" is now 50 when left out, was 20',
  ],
  [
    "a default taken back",
    { size: z.int().default(20) },
    { size: z.int().optional() },
    'breaking: input field "size" is no longer 20 when left out',
  ],
  [
    "a default promised",
    { size: z.int().optional() },
    { size: z.int().default(20) },
    'compatible: input field "size" is now 20 when left out',
  ],
  [
    "another default deep inside",
    { list: z.array(z.object({ role: role.default("a") })) },
    { list: z.array(z.object({ role: role.default("b") })) },
    'breaking: input field "list[].role" is now "b" when left out, was "a"',
  ],
  [
    "anything, where there was a default",
    { x: z.object({ size: z.int().default(1) }) },
    { x: z.unknown() },
    'breaking: input field "x" may now be anything, without defaults',
  ],
  [
    "a required field deep inside",
    { list: z.array(z.object({})) },
    { list: z.array(z.object({ a: text })) },
    'breaking: input field "list[].a" is new and required',
  ],
  [
    "other fields taken",
    { x: z.object({}) },
    { x: z.object({}).catchall(text) },
    'compatible: input field "x" now takes other fields',
  ],
  [
    "other fields no longer taken",
    { x: z.object({}).catchall(text) },
    { x: z.object({}) },
    'breaking: input field "x" no longer takes other fields',
  ],
  [
    "other fields of another type",
    { x: z.object({}).catchall(text) },
    { x: z.object({}).catchall(z.int()) },
    'breaking: input field "x{}" is now a whole number, was text',
  ],
  [
    "a field named that others could be",
    { x: z.object({}).catchall(text) },
    { x: z.object({ a: z.int().optional() }).catchall(text) },
    'breaking: input field "x.a" is now a whole number, was text',
  ],
];

test.each(sent)("sent: %s", (_, before, after, line) => {
  expect(changesTo(taking(before), taking(after))).toEqual([line]);
});

const answered: typeof sent = [
  ["a new field", {}, { summary: text }, 'compatible: output field "summary" is new'],
  ["a new field that may be missing", {}, { summary: text.optional() }, 'compatible: output field "summary" is new'],
  ["a field gone", { summary: text }, {}, 'breaking: output field "summary" is no longer answered'],
  [
    "an optional field gone",
    { summary: text.optional() },
    {},
    'breaking: output field "summary" is no longer answered',
  ],
  [
    "a field that may be missing",
    { summary: text },
    { summary: text.optional() },
    'breaking: output field "summary" may now be missing',
  ],
  [
    "a field that is always there",
    { summary: text.optional() },
    { summary: text },
    'compatible: output field "summary" is now always there',
  ],
  [
    "a new field deep inside",
    { list: z.array(z.object({})) },
    { list: z.array(z.object({ a: text })) },
    'compatible: output field "list[].a" is new',
  ],
  [
    "other fields answered",
    { x: z.object({}) },
    { x: z.object({}).catchall(text) },
    'compatible: output field "x" may now hold other fields',
  ],
];

test.each(answered)("answered: %s", (_, before, after, line) => {
  expect(changesTo(taking({}, before), taking({}, after))).toEqual([line]);
});

test("a change of an output's default is compatible", () => {
  expect(changesTo(taking({}, { a: text.default("x") }), taking({}, { a: text.default("y") }))).toEqual([]);
});

test("a record by an enum has a field for each member, and one more breaks clients that send or read it", () => {
  const [two, three] = [z.enum(["a", "b"]), z.enum(["a", "b", "c"])];
  expect(changesTo(taking({ x: z.record(two, text) }), taking({ x: z.record(three, text) }))).toEqual([
    'breaking: input field "x.c" became required',
    'compatible: input field "x{name}" may now be "c"',
  ]);
  expect(changesTo(taking({}, { x: z.record(two, text) }), taking({}, { x: z.record(three, text) }))).toEqual([
    'compatible: output field "x.c" is now always there',
    'breaking: output field "x{name}" may now be "c"',
  ]);
});
