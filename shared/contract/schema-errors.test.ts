import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type Api, changed, defineApi, mutation, notFound, type Procedure, query, subscription } from "./index.ts";

const read = (shape: z.core.$ZodLooseShape, output: z.ZodType = z.null()) =>
  query({ summary: "s", access: "public", input: z.object(shape), output });

const define = (verb: Procedure) => () => defineApi({ things: { verb } });

/** Unchecked cast: what a team without types, or with a cast, may write. */
const untyped = (api: unknown) => () => defineApi(api as Api);

describe("defineApi: rejects what no client could use", () => {
  test.for(["A-b c", "1a", "Größe", "", "class", "string", "any"])("the id %j", (id) => {
    expect(define(read({ a: z.object({ x: z.int() }).meta({ id }) }))).toThrow(
      `things.verb: input: .a has the id "${id}", which cannot be the name of a type`,
    );
  });

  test("a choice of nothing", () => {
    expect(define(read({ a: z.union([]) }))).toThrow(".a is a choice of nothing; write its members");
  });

  test("details of an error that may be undefined", () => {
    const errors = { gone: { ...notFound("thing"), details: z.string().optional() } };
    expect(define(mutation({ ...read({}), kind: undefined, errors } as never))).toThrow(
      'errors: details of "gone" may be undefined; write .nullable()',
    );
  });

  test("a name of more than 64 characters", () => {
    expect(() => defineApi({ things: { [`a${"b".repeat(64)}`]: read({}) } })).toThrow("more than the 64 characters");
  });

  test.for([
    ["aB.c", "a.bC"],
    ["things.get", "things.Get"],
  ])("the names %s and %s, which are one in OpenAPI", (names) => {
    const [[one = "", first = ""] = [], [other = "", second = ""] = []] = names.map((name) => name.split("."));
    const api =
      one === other
        ? { [one]: { [first]: read({}), [second]: read({}) } }
        : { [one]: { [first]: read({}) }, [other]: { [second]: read({}) } };
    expect(() => defineApi(api)).toThrow(`${names[1]}: "${names[0]}" would be the same name in OpenAPI: rename one`);
  });

  test("a tree of more levels, and an input that is no object, by the procedure's name", () => {
    expect(untyped({ a: { b: { c: read({}) } } })).toThrow("a.b: it is no query(), mutation() or subscription()");
    for (const input of [z.array(z.string()), z.union([z.object({}), z.object({ a: z.string() })])])
      expect(untyped({ a: { b: { ...read({}), input } } })).toThrow("a.b: input: it is no z.object({ … })");
  });
});

describe("defineApi: rejects a default that its own schema refuses", () => {
  test.for<[string, z.ZodType]>([
    ['"abc"', z.string().max(2).default("abc")],
    ["7", z.int().max(5).prefault(7)],
    ["[3]", z.array(z.int().max(2)).default([3])],
    ['{"a":""}', z.object({ a: z.string().min(1) }).default({ a: "" })],
    [
      "7",
      z
        .int()
        .max(5)
        .default(() => 7),
    ],
  ])("%s", ([shown, field]) => {
    for (const procedure of [read({ field }), read({}, z.object({ field }))])
      expect(define(procedure)).toThrow(`.field has the default ${shown}, which its own schema refuses`);
  });

  test("but none that fits", () => {
    const field = z.object({ a: z.string().default("x"), b: z.int().nullable().default(null) }).prefault({});
    expect(define(read({ field, made: z.uuid().default(() => crypto.randomUUID()) }))).not.toThrow();
  });
});

describe("defineApi: rejects a recursion that no value ends", () => {
  const self: z.ZodType = z.lazy(() => self);
  const union: z.ZodType = z.union([z.string(), z.lazy(() => union)]);
  const wrapped: z.ZodType = z.lazy(() => z.union([z.int(), wrapped.nullable()]).readonly());

  test.for<[string, z.ZodType]>([
    ["itself", self],
    ["a union of itself", union],
    ["itself or null", wrapped],
  ])("%s", ([, field]) => {
    expect(define(read({ list: z.array(field) }))).toThrow(".list[] leads to itself without an object, a list");
  });

  test("but none through a list, a tuple, a record or a field", () => {
    const tree: z.ZodType = z.union([
      z.string(),
      z.array(z.lazy(() => tree)),
      z.tuple([z.literal("not"), z.lazy(() => tree)]),
      z.record(
        z.string(),
        z.lazy(() => tree),
      ),
    ]);
    expect(define(read({ tree, json: z.json() }))).not.toThrow();
  });
});

test.for<[string, z.ZodType]>([
  ["an object", z.object({ a: z.string() })],
  ["true or false", z.boolean()],
  ["a list", z.array(z.string())],
])("defineApi: a cache tag cannot hold %s, so it is refused rather than never invalidated", ([, field]) => {
  const cache = { ttlSeconds: 60, scope: "shared", tags: ["thing:{field}"] } as const;
  const cached = query({ summary: "s", access: "public", input: z.object({ field }), output: z.null(), cache });
  const message = 'cache tags: "field" is neither text nor a number, so no tag can hold it';
  expect(define(cached)).toThrow(message);
  const base = { summary: "s", access: "public", input: z.object({}), invalidates: ["thing:{field}"] } as const;
  expect(define(mutation({ ...base, output: z.object({ field }) }))).toThrow(message);
});

describe("defineApi: fields of an output are found through what leaves it an object", () => {
  const plain = z.object({ id: z.int(), outcome: z.enum(["made", "kept"]) });
  const outputs: readonly [string, z.ZodType][] = [
    ["readonly", plain.readonly()],
    ["an intersection", plain.pick({ id: true }).and(plain.pick({ outcome: true }))],
    ["lazy", z.lazy(() => plain)],
    ["a union of intersections", z.union([plain, plain.and(z.object({ more: z.string() }))])],
  ];

  test.for(outputs)("%s", ([, output]) => {
    const rest = {
      route: "PUT /things/{name}",
      status: { by: "outcome", of: { made: 201, kept: 200 } },
      location: "/things/{id}",
      etag: "id",
      ifMatch: "id",
    } as const;
    const input = z.object({ name: z.string(), id: z.int() });
    const errors = { changed: changed("thing") };
    expect(
      define(mutation({ summary: "s", access: "public", input, output, errors, rest, invalidates: ["thing:{id}"] })),
    ).not.toThrow();
    const base = { summary: "s", access: "public", input: z.object({}), events: ["thing.made"] } as const;
    expect(define(subscription({ ...base, output }))).not.toThrow();
  });

  test("where one of several objects, or null, has none, the field is not there", () => {
    for (const output of [z.union([plain, z.object({ a: z.string() })]), plain.nullable()])
      expect(
        define(
          mutation({
            ...read({}),
            kind: undefined,
            output,
            rest: { route: "POST /things", location: "/things/{id}" },
          } as never),
        ),
      ).toThrow('location: neither the output nor the path has a required "id"');
  });
});

test("defineApi: a limit per account counts by any required text", () => {
  const limit = { per: "account", by: "login", rate: 1, perSeconds: 1 } as const;
  const by = (login: z.ZodType) =>
    define(mutation({ summary: "s", access: "public", input: z.object({ login }), output: z.null(), limit }));
  for (const login of [
    z.string(),
    z.email(),
    z.string().readonly(),
    z.union([z.email(), z.e164()]),
    z.templateLiteral(["a", z.string()]),
  ])
    expect(by(login)).not.toThrow();
  for (const login of [z.string().optional(), z.string().default("a"), z.int(), z.array(z.string())])
    expect(by(login)).toThrow('limit: the input needs "login" as a required text');
});
