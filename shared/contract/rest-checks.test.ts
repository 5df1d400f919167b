import { describe, expect, test } from "vitest";
import * as z from "zod";
import { defineApi, type Mutation, mutation, type Procedure, query, type Rest } from "./index.ts";

const read = (shape: z.core.$ZodLooseShape, rest: Rest) =>
  query({ summary: "s", access: "public", input: z.object(shape), output: z.string(), rest });

const write = (shape: z.core.$ZodLooseShape, rest: Rest, output: z.ZodType = z.string()): Mutation =>
  mutation({ summary: "s", access: "public", input: z.object(shape), output, rest });

const define = (verb: Procedure) => () => defineApi({ things: { verb } });
/** Guarantees nothing: what a route may not be is what these tests are about. */
const route = (text: string) => text as Rest["route"];

describe("a REST route is refused", () => {
  const id = { id: z.string() };

  test.for([
    ...["GET", "GET things", "PATCH /things", "get /things", "GET  /things", "GET /things ", "GET /", "GET //things"],
    ...["GET /things/", "GET /{id", "GET /id}", "GET /a{id}", "GET /{id}.json", "GET /{1d}", "GET /{}", "GET /a?b=c"],
    ...["GET /..", "GET /./things", "GET /a/*", "GET /:id", "GET /ä", "GET /{id}{id}"],
  ])("when it reads %s", (text) => {
    expect(define(read(id, { route: route(text) }))).toThrow(`things.verb: rest: "${text}" is not a route`);
  });

  test.for<[string, Procedure]>([
    ['the input has no field "slug"', read(id, { route: "GET /things/{slug}" })],
    ['the input has no field "constructor"', read(id, { route: "GET /things/{constructor}" })],
    ['"id" is in the path twice', read(id, { route: "GET /things/{id}/of/{id}" })],
    ["a query cannot be POST", read(id, { route: "POST /things" })],
    ["a query cannot be DELETE", read(id, { route: "DELETE /things/{id}" })],
    ["a mutation cannot be GET", write(id, { route: "GET /things/{id}" })],
    ["GET has no body", read(id, { route: "GET /things", body: "thing" })],
    ["DELETE has no body", write(id, { route: "DELETE /things/{id}", body: "thing" })],
    ['body: "thing" would wrap no field', write(id, { route: "POST /things/{id}", body: "thing" })],
    ['leaves out "why"', write({ ...id, why: z.string().optional() }, { route: "DELETE /things/{id}" })],
    ["204 sends no body to wrap", write(id, { route: "DELETE /things/{id}", reply: "thing", status: 204 }, z.null())],
    ["the output is not null", write(id, { route: "DELETE /things/{id}", status: 204 })],
    ["202 sends no body to wrap", write(id, { route: "PUT /things/{id}", reply: "thing", status: 202 }, z.null())],
    ["the output is not null", write(id, { route: "PUT /things/{id}", status: 202 })],
    ['"__proto__" cannot be the key of an envelope', write(id, { route: "POST /things", body: "__proto__" })],
    ['"a b" cannot be the key of an envelope', write(id, { route: "POST /things", reply: "a b" })],
  ])("because %s", ([reason, procedure]) => {
    expect(define(procedure)).toThrow(new RegExp(`^things\\.verb: rest: .*${reason.replaceAll(".", "\\.")}`));
  });

  test.for<[string, z.ZodType]>([
    ["a list", z.array(z.string())],
    ["an object", z.object({})],
    ["a choice of kinds", z.union([z.string(), z.number()])],
    ["something that may be null", z.string().nullable()],
    ["a number among words", z.enum({ one: 1 })],
    ["a fixed number", z.literal(5)],
    ["anything", z.unknown()],
  ])("when path or query would have to hold %s", ([, field]) => {
    expect(define(read({ field }, { route: "GET /things/{field}" }))).toThrow(
      '"field" cannot be told by the text of a path',
    );
    expect(define(read({ field }, { route: "GET /things" }))).toThrow('"field" cannot be told by the text of a query');
    expect(define(read({ field: field.optional() }, { route: "GET /things" }))).toThrow("text of a query");
    expect(define(write({ field }, { route: "POST /things" }))).not.toThrow();
  });

  test("when a part of its path could be left out", () => {
    for (const field of [z.string().optional(), z.string().default("x")])
      expect(define(read({ field }, { route: "GET /things/{field}" }))).toThrow("in the path and cannot be left out");
  });

  const pair = (one: string, other: string) => () => {
    const shape = Object.fromEntries(
      [...`${one}${other}`.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, z.string()]),
    );
    return defineApi({
      things: { one: read(shape, { route: route(one) }), other: read(shape, { route: route(other) }) },
    });
  };

  test.for([
    ["GET /things", "GET /things"],
    ["GET /things/{id}", "GET /things/{slug}"],
    ["GET /{a}/things", "GET /things/{b}"],
    ["GET /{a}/x/{b}", "GET /y/{a}/{b}"],
  ])("when a request could be meant for both %s and %s", ([one = "", other = ""]) => {
    expect(pair(one, other)).toThrow(`things.other: rest: "${other}" collides with things.one`);
  });

  test.for([
    ["GET /things/{id}", "GET /things/latest"],
    ["GET /things/{id}", "GET /things/{id}/parts"],
    ["GET /things/{a}/parts", "GET /things/{a}/makers"],
    ["GET /{a}/{b}", "GET /things/{a}"],
  ])("but not when words decide between %s and %s", ([one = "", other = ""]) => {
    expect(pair(one, other)).not.toThrow();
  });

  test("but not when the text of an address tells every value", () => {
    const shape = { a: z.int(), b: z.boolean(), c: z.literal(["x", "y"]).optional() };
    expect(define(read(shape, { route: "GET /x/{a}/{b}" }))).not.toThrow();
  });

  test("but not when the method decides", () => {
    const things = { get: read(id, { route: "GET /things/{id}" }), make: write(id, { route: "POST /things/{id}" }) };
    expect(() => defineApi({ things })).not.toThrow();
  });
});
