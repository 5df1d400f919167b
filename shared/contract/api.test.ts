import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  type Access,
  type CachePolicy,
  type Deprecation,
  defineApi,
  type Mutation,
  mutation,
  notFound,
  type Procedure,
  query,
  type Rest,
} from "./index.ts";

const read = (shape: z.core.$ZodLooseShape, output: z.ZodType = z.string()) =>
  query({ summary: "s", access: "public", input: z.object(shape), output });

const write = (shape: z.core.$ZodLooseShape, rest: Rest, output: z.ZodType = z.string()): Mutation =>
  mutation({ summary: "s", access: "public", input: z.object(shape), output, rest });

const define = (verb: Procedure) => () => defineApi({ things: { verb } });

class Tree {}
const inexpressible: readonly [kind: string, schema: z.ZodType][] = [
  ["date", z.date()],
  ["bigint", z.bigint()],
  ["map", z.map(z.string(), z.string())],
  ["set", z.set(z.string())],
  ["pipe", z.string().transform(Number)],
  ["pipe", z.codec(z.string(), z.number(), { decode: Number, encode: String })],
  ["pipe", z.preprocess(String, z.string())],
  ["pipe", z.stringbool()],
  ["coercion", z.coerce.number()],
  ["coercion", z.coerce.string()],
  ["custom", z.custom<string>()],
  ["custom", z.instanceof(Tree)],
  ["undefined", z.undefined()],
  ["void", z.void()],
  ["symbol", z.symbol()],
  ["nan", z.nan()],
  ["never", z.never()],
  ["any", z.any()],
  ["promise", z.promise(z.string())],
  ["function", z.function()],
  ["file", z.file()],
  ["default that is not JSON", z.number().default(Number.POSITIVE_INFINITY)],
  ["default that is not JSON", z.unknown().default(() => new Date())],
  ["prefault that is not JSON", z.unknown().prefault(new Map())],
  ["bound that is not finite", z.number().max(Number.POSITIVE_INFINITY)],
  ["list of what may be missing", z.array(z.string().optional())],
  ["choice of nothing", z.enum([])],
  ["choice of nothing", z.literal([])],
  ["catch", z.string().catch("x")],
  ["refinement", z.string().refine((text) => text.length === 3)],
  ["refinement", z.array(z.string()).superRefine(() => {})],
  ["transform", z.string().trim()],
  ["transform", z.string().toLowerCase()],
  ["regular expression with flags", z.string().regex(/^a$/i)],
  ["literal that is not JSON", z.literal(1n)],
  ["literal that is not JSON", z.literal(Number.POSITIVE_INFINITY)],
  ["literal that is not JSON", z.literal(undefined)],
  ["record by other keys than text", z.record(z.number(), z.string())],
];

const around: readonly [where: string, wrap: (inner: z.ZodType) => z.ZodType, path: string][] = [
  ["in a list", (inner) => z.array(inner), ".field[]"],
  ["in an object", (inner) => z.object({ deep: inner }), ".field.deep"],
  ["in a choice", (inner) => z.union([z.string(), inner]), ".field"],
  ["where it may be left out", (inner) => inner.optional(), ".field"],
  ["where it may be null", (inner) => inner.nullable(), ".field"],
  ["by any name", (inner) => z.record(z.string(), inner), ".field{}"],
  ["in a pair", (inner) => z.tuple([z.string(), inner]), ".field"],
  ["in both of two", (inner) => z.intersection(z.object({ a: z.string() }), inner), ".field"],
  ["in a list of lists of objects", (inner) => z.array(z.array(z.object({ a: inner }))), ".field[][].a"],
];

describe("a shape that JSON Schema cannot express is refused", () => {
  test.for(inexpressible)("%s as an input", ([kind, field]) => {
    expect(define(read({ field }))).toThrow(`things.verb: input: JSON Schema cannot express it: .field is a ${kind}`);
  });

  test.for(inexpressible)("%s as an output", ([kind, output]) => {
    expect(define(read({}, output))).toThrow(
      `things.verb: output: JSON Schema cannot express it: the whole is a ${kind}`,
    );
  });

  test.for(around)("%s", ([, wrap, path]) => {
    expect(define(read({ field: wrap(z.date()) }))).toThrow(
      `things.verb: input: JSON Schema cannot express it: ${path} is a date`,
    );
    expect(define(read({}, z.object({ field: wrap(z.bigint()) })))).toThrow(`: ${path} is a bigint`);
  });

  test("with what to write in its place", () => {
    expect(define(read({ at: z.date() }))).toThrow(".at is a date; write z.iso.datetime() for a moment");
    expect(define(read({ id: z.int64() }))).toThrow(".id is a bigint; write text");
    expect(define(read({ a: z.stringbool() }))).toThrow(".a is a pipe; write the schema of what is sent");
  });

  test("a shape that is made anew each time it is looked at, at once", () => {
    const choice = (): z.ZodType => z.union([z.string(), z.object({ next: z.lazy(choice), other: z.lazy(choice) })]);
    const getter = (): z.ZodType =>
      z.object({
        get next() {
          return z.array(getter());
        },
      });
    for (const make of [choice, getter])
      expect(define(read({ tree: make() }))).toThrow("has no end: a function or getter");
  });

  test("an answer that may be undefined", () => {
    for (const output of [z.string().optional(), z.union([z.null(), z.int().optional()]), z.object({}).nullish()])
      expect(define(read({}, output))).toThrow("things.verb: output: it may be undefined, which no answer can say");
    expect(define(read({}, z.object({ a: z.string().optional() })))).not.toThrow();
  });

  test("an object that refuses fields added later", () => {
    expect(define(read({}, z.strictObject({})))).toThrow(": {} is a never");
  });

  test("a field with a name that every object has", () => {
    expect(define(read({ constructor: z.string() }))).toThrow(".constructor is a name that every object has");
  });

  test("a shape within itself, below which something else is wrong", () => {
    const Node = z.object({
      get children() {
        return z.array(Node);
      },
      at: z.date(),
    });
    expect(define(read({}, Node))).toThrow("output: JSON Schema cannot express it: .at is a date");
  });
});

describe("an access is refused", () => {
  const open = (access: Access) => query({ summary: "s", access, input: z.object({}), output: z.object({}) });

  test.for<[string, Access]>([
    ["asks for nothing", {}],
    ["is not a scope", { scope: "articles:" }],
    ["is not a scope", { scope: "Articles:write" }],
    ["is never fresh", { scope: "articles:write", fresh: true }],
  ])("%s", ([reason, access]) => {
    expect(define(open(access))).toThrow(reason);
  });
});

describe("a name is refused", () => {
  test.for(["then", "call", "apply", "constructor", "toString", "a.b", "a-b", "a_b", "", "1a", "a b", "é"])(
    "as a verb: %s",
    (verb) => {
      expect(() => defineApi({ things: { [verb]: read({}) } })).toThrow(`things.${verb}: `);
    },
  );

  test.for(["then", "valueOf", "a.b", "", "__defineGetter__"])("as a feature: %s", (feature) => {
    expect(() => defineApi({ [feature]: { verb: read({}) } })).toThrow(`${feature}.verb: `);
  });

  test("when it is __proto__", () => {
    expect(() => defineApi(JSON.parse('{"__proto__":{}}'))).not.toThrow();
    expect(() => defineApi({ ["__proto__"]: { verb: read({}) } })).toThrow('"__proto__" cannot be part');
    expect(() => defineApi({ things: { ["__proto__"]: read({}) } })).toThrow('"__proto__" cannot be part');
  });
});

describe("a cache policy or an error is refused", () => {
  const cached = (
    access: "public" | "optional" | "required",
    scope: "shared" | "viewer",
    tags: string[],
    ttlSeconds = 60,
    more: Omit<Partial<CachePolicy>, "ttlSeconds" | "scope" | "tags"> = {},
  ) =>
    query({
      summary: "s",
      access,
      input: z.object({ id: z.string() }),
      output: z.string(),
      cache: { ttlSeconds, scope, tags, ...more },
    });

  test.for<[string, Procedure]>([
    ['cache tags: there is no field "slug"', cached("public", "shared", ["thing:{slug}"])],
    ['cache tags: there is no field ""', cached("public", "shared", ["thing:{}"])],
    ['cache tags: "thing:{id" has a brace', cached("public", "shared", ["thing:{id"])],
    ['varies by viewer, yet access is "public"', cached("public", "viewer", [])],
    ["shared by all, yet the handler sees the viewer", cached("required", "shared", [])],
    ["ttlSeconds must be a whole number above 0", cached("public", "shared", [], 0)],
    ["ttlSeconds must be a whole number above 0", cached("public", "shared", [], Number.NaN)],
    ["negativeTtlSeconds must be at most 30", cached("public", "shared", [], 60, { negativeTtlSeconds: 31 })],
    ["times must be whole numbers", cached("public", "shared", [], 60, { staleWhileRevalidateSeconds: -1 })],
    ["kept for at most a day", cached("public", "shared", [], 60, { staleWhileRevalidateSeconds: 86_400 })],
    ["varies by viewer, yet a CDN may keep it", cached("optional", "viewer", [], 60, { cdnMaxAgeSeconds: 5 })],
    [
      'cache tags: there is no field "nope"',
      mutation({
        summary: "s",
        access: "public",
        input: z.object({}),
        output: z.object({ id: z.string() }),
        invalidates: ["{id}{nope}"],
      }),
    ],
    [
      'errors: "limited" is a standard error',
      query({
        summary: "s",
        access: "public",
        input: z.object({}),
        output: z.string(),
        errors: { limited: notFound("x") },
      }),
    ],
  ])("because: %s", ([reason, procedure]) => {
    expect(define(procedure)).toThrow("things.verb: ");
    expect(define(procedure)).toThrow(reason);
  });
});

test.for([
  ["timeout", '"timeout" is a code that clients give themselves; say whose it is, as in "payment_timeout"'],
  ["Not Found", '"Not Found" is not a code'],
] as const)("an error is refused by its code: %s", ([code, reason]) => {
  const procedure = query({
    summary: "s",
    access: "public",
    input: z.object({}),
    output: z.null(),
    errors: { [code]: notFound("x") },
  });
  expect(define(procedure)).toThrow(`things.verb: errors: ${reason}`);
});

test("a wide contract of everything JSON Schema can say is accepted", () => {
  const Tree_ = z.object({
    get branches() {
      return z.array(Tree_);
    },
  });
  const shape = {
    text: z
      .string()
      .min(1)
      .max(5)
      .regex(/^\p{L}+$/u),
    formats: z.union([z.email(), z.uuid(), z.url(), z.iso.datetime(), z.iso.date(), z.base64()]),
    numbers: z.tuple([z.number().multipleOf(2), z.int().min(1), z.float32()]),
    flags: z.array(z.boolean().nullable()).min(1).max(3).readonly(),
    choice: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("a") }),
      z.looseObject({ kind: z.literal(["b", null, 5, true]) }),
    ]),
    word: z.enum(["x", "y"]).default("x"),
    byName: z.record(z.enum(["x", "y"]), z.unknown()).optional(),
    both: z.intersection(z.object({ a: z.string() }), z.object({ b: z.null() })),
    tree: Tree_,
    later: z.lazy(() => z.string()),
    json: z.json(),
    size: z.templateLiteral([z.int(), "px"]),
    bySize: z.record(z.templateLiteral(["x-", z.string()]), z.int()),
    byWord: z.record(z.union([z.literal("a"), z.enum(["b", "c"])]), z.int()),
    more: z.object({ a: z.string() }).catchall(z.int()),
    pair: z.tuple([z.string(), z.int().optional()]),
    page: z.object({ size: z.int().default(() => 20) }).prefault({}),
  };
  expect(define(write(shape, { route: "POST /things/{word}/x", reply: "thing" }))).toThrow("cannot be left out");
  expect(
    define(write(shape, { route: "POST /things", body: "thing", reply: "thing", status: 201 }, z.object(shape))),
  ).not.toThrow();
});

describe("a deprecation is refused", () => {
  const declared = (deprecated: Deprecation) => {
    const plain = { summary: "s", access: "public", input: z.object({}), output: z.null() } as const;
    return defineApi({ things: { get: query(plain), old: query({ ...plain, deprecated }) } });
  };
  test.each<[string, Deprecation, string]>([
    ["of no day", { since: "2026-02-30" }, '"2026-02-30" is not a day'],
    ["of a day written otherwise", { since: "2026-2-3" }, '"2026-2-3" is not a day'],
    ["that ends on no day", { since: "2026-11-25", sunset: "2027-13-01" }, '"2027-13-01" is not a day'],
    ["that ends before it begins", { since: "2026-11-25", sunset: "2026-11-25" }, "the sunset must come after since"],
    ["that leads nowhere", { since: "2026-11-25", use: "things.find" }, 'there is no procedure "things.find"'],
    [
      "that leads to what is deprecated",
      { since: "2026-11-25", use: "things.old" },
      '"things.old" is deprecated itself',
    ],
  ])("%s", (_, deprecated, fault) => {
    expect(() => declared(deprecated)).toThrow(`things.old: deprecated: ${fault}`);
  });
  test("but not one that says since when and what to use", () => {
    expect(() => declared({ since: "2026-11-25", use: "things.get", sunset: "2027-11-25" })).not.toThrow();
  });
});
