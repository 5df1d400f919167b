import { expect, test } from "vitest";
import * as z from "zod";
import { compareGraphql } from "../../scripts/contract/compare-graphql.ts";
import { printGraphqlSchema } from "../../server/surfaces/graphql/print.ts";
import { defineApi, notFound, query } from "../../shared/contract/index.ts";

const Thing = z.object({ id: z.int(), name: z.string(), note: z.string() }).meta({ id: "Thing" });

const things = {
  summary: "Get a thing",
  access: "public",
  input: z.object({ id: z.int() }),
  output: Thing,
} as const;

const sdl = (get: ReturnType<typeof query>) => printGraphqlSchema(defineApi({ things: { get } }));

const before = sdl(query(things));

test.each([
  [
    "a field is gone",
    query({ ...things, output: Thing.omit({ note: true }).meta({ id: "Thing" }) }),
    "Thing.note was removed",
  ],
  [
    "a field may be null now",
    query({ ...things, output: Thing.extend({ name: z.string().nullable() }).meta({ id: "Thing" }) }),
    "Thing.name changed type from String! to String",
  ],
  [
    "an input is required now",
    query({ ...things, input: z.object({ id: z.int(), key: z.string() }) }),
    "A required arg key on Query.thingsGet was added",
  ],
  [
    "the first error is declared",
    query({ ...things, errors: { not_found: notFound("thing") } }),
    "Query.thingsGet changed type from Thing to ThingsGetResult",
  ],
])("%s: documents of released clients break", (_, get, text) => {
  expect(compareGraphql(before, sdl(get))).toEqual(
    expect.arrayContaining([{ subject: "GraphQL", text, isBreaking: true }]),
  );
});

test("a new field breaks nothing", () => {
  const after = sdl(query({ ...things, output: Thing.extend({ more: z.string() }).meta({ id: "Thing" }) }));
  expect(compareGraphql(before, after)).toEqual([]);
});
