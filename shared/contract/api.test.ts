import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  type Access,
  type CachePolicy,
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
  ["list with optional items", z.array(z.string().optional())],
  ["choice of nothing", z.enum([])],
  ["choice of nothing", z.literal([])],
  ["loose record", z.looseRecord(z.string().regex(/^a/), z.int())],
  ["catch", z.string().catch("x")],
  ["refinement", z.string().refine((text) => text.length === 3)],
  ["refinement", z.array(z.string()).superRefine(() => {})],
  ["transform", z.string().trim()],
  ["transform", z.string().toLowerCase()],
  ["regular expression with flags", z.string().regex(/^a$/i)],
  ["regular expression with flags", z.stringFormat("airport", /^[a-z]{3}$/i)],
  ["regular expression with flags", z.email({ pattern: /^[a-z]+@example\.com$/i })],
  ["regular expression with flags", z.string().check(z.email({ pattern: /@example\.com$/i }))],
  ["refinement", z.stringFormat("airport", (text) => text.length === 3)],
  ["transform", z.url({ normalize: true })],
  ["literal that is not JSON", z.literal(1n)],
  ["literal that is not JSON", z.literal(Number.POSITIVE_INFINITY)],
  ["literal that is not JSON", z.literal(undefined)],
  ["record with keys that are not text", z.record(z.number(), z.string())],
];

const around: readonly [where: string, wrap: (inner: z.ZodType) => z.ZodType, path: string][] = [
  ["in a list", (inner) => z.array(inner), ".field[]"],
  ["in an object", (inner) => z.object({ deep: inner }), ".field.deep"],
  ["in a union", (inner) => z.union([z.string(), inner]), ".field"],
  ["in an optional field", (inner) => inner.optional(), ".field"],
  ["in a nullable field", (inner) => inner.nullable(), ".field"],
  ["in a record", (inner) => z.record(z.string(), inner), ".field{}"],
  ["in a tuple", (inner) => z.tuple([z.string(), inner]), ".field"],
  ["in an intersection", (inner) => z.intersection(z.object({ a: z.string() }), inner), ".field"],
  ["in a list of lists of objects", (inner) => z.array(z.array(z.object({ a: inner }))), ".field[][].a"],
];

const withArticle = (kind: string) => `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;

describe("defineApi: rejects a schema that JSON Schema cannot express", () => {
  test.for(inexpressible)("%s as an input", ([kind, field]) => {
    expect(define(read({ field }))).toThrow(
      `things.verb: input: JSON Schema cannot express it: .field is ${withArticle(kind)}`,
    );
  });

  test.for(inexpressible)("%s as an output", ([kind, output]) => {
    expect(define(read({}, output))).toThrow(
      `things.verb: output: JSON Schema cannot express it: the whole is ${withArticle(kind)}`,
    );
  });

  test.for(around)("%s", ([, wrap, path]) => {
    expect(define(read({ field: wrap(z.date()) }))).toThrow(
      `things.verb: input: JSON Schema cannot express it: ${path} is a date`,
    );
    expect(define(read({}, z.object({ field: wrap(z.bigint()) })))).toThrow(`: ${path} is a bigint`);
  });

  test("and suggests a replacement", () => {
    expect(define(read({ at: z.date() }))).toThrow(".at is a date; write z.iso.datetime() for a moment");
    expect(define(read({ id: z.int64() }))).toThrow(".id is a bigint; write text");
    expect(define(read({ a: z.stringbool() }))).toThrow(".a is a pipe; write the schema of what is sent");
  });

  test("a recursive schema that is created anew on each call, without looping", () => {
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

  test("an output that may be undefined", () => {
    for (const output of [z.string().optional(), z.union([z.null(), z.int().optional()]), z.object({}).nullish()])
      expect(define(read({}, output))).toThrow("things.verb: output: it may be undefined, which JSON cannot express");
    expect(define(read({}, z.object({ a: z.string().optional() })))).not.toThrow();
  });

  test("a strict object, which would reject fields added later", () => {
    expect(define(read({}, z.strictObject({})))).toThrow("the whole is a strict object; write z.object(…)");
  });

  test("a field named like an inherited property", () => {
    expect(define(read({ constructor: z.string() }))).toThrow(".constructor is a property name that every object has");
  });

  test("an inexpressible field of a recursive schema", () => {
    const Node = z.object({
      get children() {
        return z.array(Node);
      },
      at: z.date(),
    });
    expect(define(read({}, Node))).toThrow("output: JSON Schema cannot express it: .at is a date");
  });
});

describe("defineApi: rejects an access", () => {
  const open = (access: Access) => query({ summary: "s", access, input: z.object({}), output: z.object({}) });

  test.for<[string, Access]>([
    ["has no condition", {}],
    ["is not a scope", { scope: "articles:" }],
    ["is not a scope", { scope: "Articles:write" }],
    ["is never fresh", { scope: "articles:write", fresh: true }],
  ])("%s", ([reason, access]) => {
    expect(define(open(access))).toThrow(reason);
  });
});

describe("defineApi: rejects a procedure name", () => {
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

describe("defineApi: rejects a cache policy or an error", () => {
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
    ['cache tags: no field "slug"', cached("public", "shared", ["thing:{slug}"])],
    ['cache tags: no field ""', cached("public", "shared", ["thing:{}"])],
    ['cache tags: "thing:{id" has an unmatched brace', cached("public", "shared", ["thing:{id"])],
    ['scope is "viewer", but access is "public"', cached("public", "viewer", [])],
    ['scope is "shared", but the handler sees the viewer', cached("required", "shared", [])],
    ["ttlSeconds must be a whole number above 0", cached("public", "shared", [], 0)],
    ["ttlSeconds must be a whole number above 0", cached("public", "shared", [], Number.NaN)],
    ["negativeTtlSeconds must be at most 30", cached("public", "shared", [], 60, { negativeTtlSeconds: 31 })],
    ["times must be whole numbers", cached("public", "shared", [], 60, { staleWhileRevalidateSeconds: -1 })],
    ["together must be at most a day", cached("public", "shared", [], 60, { staleWhileRevalidateSeconds: 86_400 })],
    [
      'scope is "viewer", but cdnMaxAgeSeconds lets a CDN store it',
      cached("optional", "viewer", [], 60, { cdnMaxAgeSeconds: 5 }),
    ],
    [
      'cache tags: no field "nope"',
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
  ["timeout", `"timeout" is a code of the client's own errors; make it specific, as in "payment_timeout"`],
  ["Not Found", '"Not Found" is not a code'],
] as const)("defineApi: rejects an error code: %s", ([code, reason]) => {
  const procedure = query({
    summary: "s",
    access: "public",
    input: z.object({}),
    output: z.null(),
    errors: { [code]: notFound("x") },
  });
  expect(define(procedure)).toThrow(`things.verb: errors: ${reason}`);
});

test("defineApi: accepts a contract of everything that JSON Schema can express", () => {
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
  expect(define(write(shape, { route: "POST /things/{word}/x", reply: "thing" }))).toThrow("must be required");
  expect(
    define(write(shape, { route: "POST /things", body: "thing", reply: "thing", status: 201 }, z.object(shape))),
  ).not.toThrow();
});
