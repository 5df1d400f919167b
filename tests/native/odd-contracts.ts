import * as z from "zod";
import { type Api, mutation, notFound, query } from "../../shared/contract/index.ts";

// Contracts as other teams write them: names that languages have taken, and every shape that the contract language has.

const Problem = z.object({ code: z.string(), result: z.string().nullable() }).meta({ id: "Error" });
const Label = z.object({ string: z.string(), type: z.string() }).meta({ id: "Tag", description: "A tag. */ /* $x" });
const Listed = z.object({ list: z.array(z.string()), map: z.record(z.string(), z.int()) }).meta({ id: "List" });
const Circle = z.object({ kind: z.literal("circle"), radius: z.number() }).meta({ id: "Circle" });
const Square = z.object({ kind: z.enum(["square", "box"]), side: z.int() }).meta({ id: "Square" });
const Shape = z.discriminatedUnion("kind", [Circle, Square, z.object({ kind: z.literal("none") })]);
const Nested = z.discriminatedUnion("kind", [Shape, z.object({ kind: z.literal("string"), string: z.string() })]);

const Tree = z
  .object({
    text: z.string(),
    get branches() {
      return z.array(Tree).optional();
    },
  })
  .meta({ id: "Tree" });

const Chain = z
  .object({
    value: z.int(),
    get next() {
      return Chain.nullable();
    },
  })
  .meta({ id: "Chain" });

const Expression: z.ZodType = z
  .lazy(() =>
    z.discriminatedUnion("op", [
      z.object({ op: z.literal("number"), value: z.number() }),
      z.object({ op: z.literal("not"), of: Expression }),
      z.object({ op: z.literal("and"), left: Expression, right: Expression }),
    ]),
  )
  .meta({ id: "Expression" });

const words = {
  class: z.string(),
  default: z.string(),
  self: z.string(),
  init: z.string(),
  in: z.string(),
  object: z.string(),
  fun: z.string(),
  val: z.string(),
  switch: z.string(),
  case: z.string(),
  final: z.string(),
  int: z.int(),
  "kebab-case": z.string(),
  snake_case: z.string(),
  "1st": z.string(),
  émigré: z.string(),
  "": z.string(),
  $ref: z.string(),
  'quo"te': z.string(),
  URL: z.string(),
  url: z.string(),
  copy: z.string(),
  component1: z.string(),
  companion: z.string(),
  equals: z.string(),
  value: z.string(),
  json: z.string(),
  reader: z.string(),
  description: z.string(),
};

const fields = {
  problem: Problem,
  label: Label,
  listed: Listed,
  pair: z.tuple([z.string(), z.int().optional()]),
  line: z.tuple([z.string(), z.string().nullable()]).rest(z.int()),
  noPlace: z.tuple([]),
  onlyRest: z.tuple([]).rest(z.int()),
  loose: z.looseObject({ a: z.string() }),
  caught: z.object({ a: z.string(), b: z.boolean().optional() }).catchall(z.int()),
  tree: Tree,
  chain: Chain,
  expression: Expression,
  shape: Shape,
  nested: Nested.nullable(),
  shapes: z.array(Shape.nullable()),
  byNumber: z.discriminatedUnion("v", [
    z.object({ v: z.literal(1), a: z.string() }),
    z.object({ v: z.literal(2), b: z.int() }),
  ]),
  either: z.union([z.string(), z.int(), z.array(z.string()), z.object({ a: z.string() }), z.null()]),
  similar: z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() })]),
  partly: z.union([
    z.string(),
    z.object({ kind: z.literal("a"), a: z.string().optional() }),
    z.object({ kind: z.literal("b"), a: z.string().optional() }),
  ]),
  known: z.union([z.enum(["auto"]), z.string()]),
  mixed: z.literal([1, "one"]),
  json: z.json(),
  anything: z.unknown(),
  prices: z.record(z.string().regex(/^[A-Z]{3}$/), z.string()),
  levels: z.partialRecord(z.enum(["low", "high"]), z.int()),
  both: z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() })),
  level: z.enum({ one: 1, two: 2 }),
  share: z.literal([0.5, 1]),
  odd: z.enum(["", "+", "1", "a-b", "A-B", "unknown", "none", "default", "true", "value", "$x", "'"]).nullable(),
  yes: z.literal(true),
  maybe: z.literal("maybe").optional(),
  nil: z.null(),
  flag: z.literal([true, false]),
  big: z.string().regex(/^-?\d{1,19}$/),
  day: z.iso.date(),
  moment: z.iso.datetime(),
  exact: z.iso.datetime({ precision: 6 }),
  local: z.iso.datetime({ local: true }),
  nullable: z.string().nullable(),
  optional: z.string().optional(),
  note: z.string().nullish(),
  counts: z.array(z.int().nullable()).nullish(),
  made: z.uuid().default(() => crypto.randomUUID()),
  size: z.int().default(20).meta({ description: "Items.", deprecated: true }),
  matrix: z.array(z.array(z.number())),
  empty: z.object({}),
  inner: z.object({ inner: z.object({ moment: z.iso.datetime().nullish() }) }),
};

const page = { cursor: z.string().optional(), limit: z.int().default(20) };
const next = z.string().nullable();
const plain = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;

export const oddApi: Api = {
  things: {
    put: mutation({ summary: "Put */ a $thing", access: "public", input: z.object(fields), output: z.null() }),
    words: mutation({ summary: "s", access: "public", input: z.object(words), output: z.null() }),
    // Where a field may be left out of an output, and where a default is always there.
    get: query({
      ...plain,
      output: z.object({
        note: fields.note,
        size: fields.size,
        optional: fields.optional,
        chain: Chain,
        pair: fields.pair,
      }),
    }),
    list: query({ ...plain, input: z.object(page), output: z.object({ items: z.array(Label), next }) }),
    lists: query({
      ...plain,
      input: z.object({ ...page, must: z.string() }),
      output: z.object({ a: z.array(z.string()), b: z.array(z.string()), next }),
    }),
    shape: query({ ...plain, output: Shape }),
    expression: query({ ...plain, output: Expression.nullable() }),
    text: query({ ...plain, output: z.string() }),
    many: query({ ...plain, output: z.array(Label.nullable()) }),
    fail: mutation({
      ...plain,
      errors: {
        other: notFound("thing"),
        class: notFound("thing"),
        with_details: { ...notFound("thing"), details: z.object({ left: z.int(), shape: Shape }) },
        with_list: { ...notFound("thing"), details: z.array(z.iso.datetime()) },
      },
    }),
    old: query({ ...plain, deprecated: { since: "2026-01-01", use: "things.text", sunset: "2027-01-01" } }),
  },
  class: { delete: mutation(plain), new: mutation(plain), default: mutation(plain), init: mutation(plain) },
  int: {
    self: mutation(plain),
    caller: mutation(plain),
    int: mutation(plain),
    get: query(plain),
    set: mutation(plain),
  },
};

const sample = {
  problem: { code: "c", result: null },
  label: { string: "s", type: "t" },
  listed: { list: ["a"], map: { a: 1 } },
  pair: ["a"],
  line: ["a", null, 1, 2],
  noPlace: [],
  onlyRest: [1, 2],
  loose: { a: "x", more: [1] },
  caught: { a: "x", n: 5 },
  tree: { text: "t", branches: [{ text: "u" }] },
  chain: { value: 1, next: { value: 2, next: null } },
  expression: { op: "and", left: { op: "number", value: 1.5 }, right: { op: "not", of: { op: "number", value: 2 } } },
  shape: { kind: "box", side: 2 },
  nested: { kind: "circle", radius: 1.5 },
  shapes: [{ kind: "none" }, null],
  byNumber: { v: 2, b: 3 },
  either: ["a"],
  similar: { a: "x", b: "y" },
  partly: { kind: "b", a: "x" },
  known: "auto",
  mixed: "one",
  json: { a: [1, "x", null, { b: true }] },
  anything: { any: [1] },
  prices: { EUR: "1.00" },
  levels: { low: 1 },
  both: { a: "x", b: 1 },
  level: 2,
  share: 0.5,
  odd: "+",
  yes: true,
  maybe: "maybe",
  nil: null,
  flag: false,
  big: "9223372036854775807",
  day: "2026-11-29",
  moment: "2026-11-29T10:00:00.123456Z",
  exact: "2026-11-29T10:00:00.123450Z",
  local: "2026-11-29T10:00:00",
  nullable: null,
  optional: "o",
  note: null,
  counts: [1, null],
  made: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
  size: 3,
  matrix: [[1.5], []],
  empty: {},
  inner: { inner: { moment: null } },
};

const { optional: _optional, note: _note, counts: _counts, maybe: _maybe, ...least } = sample;

/** Values of `things.put`, which every client reads and writes without a change. */
export const oddValues: readonly Readonly<Record<string, unknown>>[] = [
  sample,
  { ...least, inner: { inner: {} }, odd: null, either: null, nested: null },
  // Of a later version of the service.
  {
    ...sample,
    shape: { kind: "triangle", sides: [3, 4, 5] },
    nested: { kind: "star", points: 5 },
    byNumber: { v: 3, c: true },
    level: 3,
    odd: "later",
    maybe: "later",
    known: "other",
    partly: { kind: "c", a: "x" },
    either: true,
    expression: { op: "xor" },
  },
];

/** A value of `things.words`. */
export const wordValues: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.keys(words).map((name) => [name, name === "int" ? 1 : `${name}!`]),
);
