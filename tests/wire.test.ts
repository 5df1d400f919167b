import { expect, test } from "vitest";
import * as z from "zod";
import { type Api, mutation, notFound, type Procedure, query } from "../shared/contract/index.ts";
import { api } from "../shared/index.ts";
import { wireHash, wireVersion } from "../shared/version.ts";
import { hashWire } from "./support/wire.ts";

test("what goes over the wire changes only on purpose", () => {
  const hash = hashWire(api);
  const advice = `The contracts no longer are what version ${wireVersion} of the wire was. If that is meant, set wireHash \
in shared/version.ts to "${hash}" and say why in the commit. Raise wireVersion too, unless every client written before \
works on: added procedures, optional inputs and new output fields need no new version, anything else does.`;
  expect(hash === wireHash, advice).toBe(true);
});

const thing = {
  summary: "One thing",
  access: "visitor",
  input: z.object({ id: z.string() }),
  output: z.object({ title: z.string() }),
  errors: { not_found: notFound("thing") },
  rest: { route: "GET /things/{id}" },
} as const;
const apiOf = (get: Procedure): Api => ({ things: { get } });
const before = hashWire(apiOf(query(thing)));

test.each<[string, Procedure]>([
  ["its access", query({ ...thing, access: "member" })],
  ["its kind", mutation(thing)],
  ["a field it takes", query({ ...thing, input: z.object({ id: z.string().max(9) }) })],
  ["a field it answers", query({ ...thing, output: z.object({ title: z.string(), at: z.string() }) })],
  ["a field called as a keyword is", query({ ...thing, output: z.object({ description: z.string() }) })],
  ["an error", query({ ...thing, errors: {} })],
  ["its route", query({ ...thing, rest: { route: "GET /thing/{id}" } })],
])("a procedure that changes %s changes the wire", (_, procedure) => {
  expect(hashWire(apiOf(procedure))).not.toBe(before);
});

test("a procedure by another name changes the wire", () => {
  expect(hashWire({ things: { find: query(thing) } })).not.toBe(before);
  expect(hashWire({ objects: { get: query(thing) } })).not.toBe(before);
});

test("words for people are not the wire", () => {
  const output = z.object({ title: z.string().meta({ description: "What it is called.", examples: ["Saw"] }) });
  const errors = { not_found: notFound("thing", "There is nothing.") };
  expect(hashWire(apiOf(query({ ...thing, summary: "A thing", output, errors })))).toBe(before);
});

test("the order of declaration is not the wire", () => {
  const one = query(thing);
  const input = z.object({ a: z.string(), b: z.string() });
  const turned = z.object({ b: z.string(), a: z.string() });
  const forth = { things: { a: one, b: query({ ...thing, input }) } };
  const back = { things: { b: query({ ...thing, input: turned }), a: one } };
  expect(hashWire(forth)).toBe(hashWire(back));
});
