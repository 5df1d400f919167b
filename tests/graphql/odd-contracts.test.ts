import { printSchema, validateSchema } from "graphql";
import { expect, test } from "vitest";
import * as z from "zod";
import { cookbook } from "../../docs/examples/cookbook/index.ts";
import { createGraphqlSchema } from "../../server/surfaces/graphql/schema.ts";
import { defineApi, mutation, query } from "../../shared/contract/index.ts";
import { serveContracts } from "../support/contracts.ts";
import { graphql } from "../support/graphql.ts";

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}
const Tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});
const Circle = z.object({ kind: z.literal("circle"), radius: z.number() });
const Square = z.object({ kind: z.literal("square-shape"), side: z.number(), label: z.string().optional() });
const Shape = z.discriminatedUnion("kind", [Circle, Square]).meta({ id: "Shape" });

const odd = {
  shapes: {
    draw: mutation({
      summary: "Draw",
      access: "public",
      input: z.object({ shape: Shape, "x-note": z.string().nullable(), at: z.tuple([z.int(), z.int()]).optional() }),
      output: Shape,
    }),
    all: query({
      summary: "Everything odd",
      access: "public",
      input: z.object({ state: z.enum(["in-progress", "done", "1st"]).optional() }),
      output: z.object({
        tree: Tree,
        map: z.record(z.string(), z.int()),
        pair: z.tuple([z.string(), z.int()]),
        any: z.unknown(),
        either: z.union([z.string(), z.int()]),
        state: z.enum(["in-progress", "done", "1st"]),
        large: z.int(),
        loose: z.looseObject({ a: z.string() }),
        "not-a-name": z.string(),
        nothing: z.null(),
        ids: z.array(z.int()),
        day: z.iso.date(),
      }),
    }),
    count: query({ summary: "Count", access: "public", input: z.object({}), output: z.int().nullable() }),
  },
};

const tree = { name: "a", children: [{ name: "b", children: [] }] };
const everything = {
  tree,
  map: { x: 1 },
  pair: ["p", 2] as [string, number],
  any: { deep: [1, null] },
  either: 7,
  state: "in-progress" as const,
  large: 2 ** 53 - 1,
  loose: { a: "a", more: true },
  "not-a-name": "n",
  nothing: null,
  ids: [1, 2],
  day: "2026-11-05",
};

const service = () =>
  serveContracts(odd, {
    shapes: {
      draw: ({ input, write }) => write(async () => ({ ...input.shape })),
      all: ({ input }) => ({ ...everything, state: input.state ?? "in-progress" }),
      count: () => null,
    },
  });

test("every output is expressed: values without a GraphQL type are JSON, and nothing is lost", async () => {
  const { data, errors } = await graphql(
    service(),
    `query ($state: ShapesAllStateInput) { shapesAll(state: $state) { tree { name children { name children { name } } }
      map pair any either state large loose not_a_name nothing ids day } shapesCount }`,
    { variables: { state: "_1st" } },
  );
  expect(errors).toBeUndefined();
  const { "not-a-name": _, ...rest } = everything;
  expect(data).toEqual({ shapesAll: { ...rest, state: "_1st", not_a_name: "n" }, shapesCount: null });
});

test("a union is a union in outputs and a one-of in inputs", async () => {
  const draw = `mutation ($input: ShapesDrawInput!) { shapesDraw(input: $input) { __typename
    ... on ShapeCircle { kind radius } ... on ShapeSquareShape { side label } } }`;
  const send = (shape: object) => graphql(service(), draw, { variables: { input: { shape, x_note: null } } });
  expect((await send({ circle: { radius: 2 } })).data).toEqual({
    shapesDraw: { __typename: "ShapeCircle", kind: "circle", radius: 2 },
  });
  expect((await send({ square_shape: { side: 3 } })).data).toEqual({
    shapesDraw: { __typename: "ShapeSquareShape", side: 3, label: null },
  });
  expect((await send({ circle: { radius: 2 }, square_shape: { side: 3 } })).errors[0].extensions.code).toBe(
    "malformed",
  );
});

test("enums of numbers, booleans and both travel as what they are", async () => {
  const levels = { large: 1, half: 0.5, flag: true, mixed: "one", text: "a-b" };
  const shape = z.object({
    int: z.literal([1, 2, 3]),
    large: z.literal([1, 2 ** 40]),
    half: z.literal([0.5, 1]),
    flag: z.literal([true, false]),
    mixed: z.literal([1, "one"]),
    text: z.enum(["a-b", "a b"]),
    named: z.enum({ low: 1, high: 10 }).nullable(),
  });
  const echo = query({ summary: "s", access: "public", input: shape, output: shape });
  const served = serveContracts({ levels: { echo } }, { levels: { echo: ({ input }) => input } });
  const { data, errors } = await graphql(
    served,
    `query ($int: Int!, $large: SafeInt!, $half: Float!, $flag: Boolean!, $mixed: JSON, $text: String!, $named: Int) {
      levelsEcho(int: $int, large: $large, half: $half, flag: $flag, mixed: $mixed, text: $text, named: $named) { int large half flag mixed text named } }`,
    { variables: { ...levels, int: 3, named: 10 } },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ levelsEcho: { ...levels, int: 3, named: 10 } });
});

test("a member of a union may have several constants, and each is a field of its input", async () => {
  const Line = z.object({ type: z.enum(["line", "multi-point"]).meta({ id: "LineKind" }), at: z.array(z.int()) });
  const Geometry = z.discriminatedUnion("type", [z.object({ type: z.literal("point"), x: z.int() }), Line]);
  const echo = mutation({
    summary: "s",
    access: "public",
    input: z.object({ all: z.array(Geometry) }),
    output: z.object({ all: z.array(Geometry) }),
  });
  const served = serveContracts({ geo: { echo } }, { geo: { echo: ({ input, write }) => write(async () => input) } });
  const all = [{ multi_point: { at: [1] } }, { point: { x: 2 } }, { line: { at: [] } }];
  const { data, errors } = await graphql(
    served,
    `mutation ($input: GeoEchoInput!) { geoEcho(input: $input) { ... on GeoEchoPayload { all { __typename
      ... on GeoEchoPayloadAllItemPoint { x } ... on GeoEchoPayloadAllItemLineOrMultiPoint { type at } } } } }`,
    { variables: { input: { all } } },
  );
  expect(errors).toBeUndefined();
  const line = "GeoEchoPayloadAllItemLineOrMultiPoint";
  expect(data.geoEcho.all).toEqual([
    { __typename: line, type: "multi_point", at: [1] },
    { __typename: "GeoEchoPayloadAllItemPoint", x: 2 },
    { __typename: line, type: "line", at: [] },
  ]);
});

test("null among constants is null", async () => {
  const Either = z.discriminatedUnion("k", [
    z.object({ k: z.literal(null) }),
    z.object({ k: z.literal("x"), n: z.int() }),
  ]);
  const shape = z.object({
    word: z.literal(["a", "b", null]),
    size: z.literal([1, null]),
    mixed: z.literal(["a", 1, null]),
    nothing: z.literal(null),
    either: Either,
  });
  const nulls = { word: null, size: null, mixed: null, nothing: null, either: { k: null } };
  const get = query({ summary: "s", access: "public", input: shape.omit({ either: true }), output: shape });
  const served = serveContracts(
    { nulls: { get } },
    { nulls: { get: ({ input }) => ({ ...input, either: { k: null } }) } },
  );
  const { either: _, ...variables } = nulls;
  const { data, errors } = await graphql(
    served,
    `query ($word: NullsGetWordInput, $size: Int, $mixed: JSON, $nothing: JSON) {
      nullsGet(word: $word, size: $size, mixed: $mixed, nothing: $nothing) {
        word size mixed nothing either { ... on NullsGetPayloadEitherNull { k } } } }`,
    { variables },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ nullsGet: nulls });
});

test.each([
  ["odd contracts", odd],
  ["the cookbook", cookbook],
  ["an API without queries", { shapes: { draw: odd.shapes.draw } }],
  ["an empty API", {}],
] as const)("the schema of %s is valid, and the same each time", (_, api) => {
  const schema = createGraphqlSchema(defineApi(api));
  expect(validateSchema(schema)).toEqual([]);
  expect(printSchema(createGraphqlSchema(defineApi(api)))).toBe(printSchema(schema));
});
