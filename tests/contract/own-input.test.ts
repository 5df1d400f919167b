import { describe, expect, test } from "vitest";
import * as z from "zod";
import { parseInput } from "../../server/procedures/parse.ts";
import { query } from "../../shared/contract/index.ts";
import { serveContracts } from "../support/contracts.ts";

const shared = () => ({ tags: ["a"], deep: { n: 0, list: [{ b: 1 }] } });
const Options = z.object({
  tags: z.array(z.string()),
  deep: z.object({ n: z.int(), list: z.array(z.object({ b: z.int() })) }),
});
const one = shared();

/** Mutates a value in depth. */
function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) spoil(inner);
  if (Array.isArray(value)) value.push("spoilt");
  else Object.assign(value, { n: 666, spoilt: true });
}

describe("a handler's changes to its input do not reach the next call", () => {
  test.each<[how: string, field: z.ZodType]>([
    ["a default", Options.default(shared())],
    ["a default made by a function", Options.default(shared)],
    ["a default that a function shares", Options.default(() => one)],
    ["a prefault", Options.prefault(shared())],
    ["a default of anything", z.unknown().default(shared())],
    ["a default of any JSON", z.json().default(shared())],
    ["a prefault of anything", z.unknown().prefault(shared())],
    ["a list", z.array(z.array(z.string())).default([["x"]])],
    ["a record", z.record(z.string(), z.array(z.int())).default({ x: [1] })],
    ["a default that may be null", Options.nullable().default(shared())],
    ["a default that may be left out", Options.default(shared()).optional()],
    ["a default that is read only", Options.readonly().default(shared())],
    ["a default behind a function", z.lazy(() => Options.default(shared()))],
    ["a default in a choice", z.union([Options.default(shared()), z.string()])],
    ["a default within a default", z.object({ more: Options.default(shared()) }).prefault({})],
    [
      "defaults within an object that is sent",
      z.object({ more: Options.default(shared()) }).default({ more: shared() }),
    ],
  ])("%s", (_, field) => {
    for (const compile of [(schema: z.ZodObject) => schema, z.compile]) {
      const schema = compile(z.object({ field }));
      const first = parseInput(schema, {});
      const before = JSON.stringify(first);
      spoil(first);
      expect(JSON.stringify(parseInput(schema, {}))).toBe(before);
    }
  });
});

test("one call's input, viewer or options are no other's, in one batch or one after the other", async () => {
  const viewer = {
    kind: "session",
    id: 7,
    username: "ada",
    role: "member",
    sessionId: "s",
    isFresh: true,
    credentialVersion: 1,
  } as const;
  const things = {
    spoil: query({
      summary: "s",
      access: "optional",
      input: z.object({ opts: Options.default(shared()) }),
      output: z.json(),
    }),
  };
  const { fetch } = serveContracts(
    { things },
    {
      things: {
        spoil: ({ input, viewer: caller, call, apps }) => {
          const found = JSON.parse(JSON.stringify({ input, caller }));
          spoil(input);
          for (const given of [caller, call, apps])
            expect(() => Object.assign(given ?? {}, { role: "admin", 0: "x" })).toThrow(TypeError);
          return found;
        },
      },
    },
    async () => ({ ...viewer }),
  );
  const headers = { authorization: "Bearer x" };
  const found = { input: { opts: shared() }, caller: viewer };
  const batch = await fetch("/trpc/things.spoil,things.spoil?batch=1", { headers });
  expect(await batch.json()).toEqual([{ result: { data: found } }, { result: { data: found } }]);
  expect(await (await fetch("/trpc/things.spoil", { headers })).json()).toEqual({ result: { data: found } });
});
