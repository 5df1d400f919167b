import { describe, expect, test } from "vitest";
import * as z from "zod";
import { changed, defineApi, type Mutation, mutation, type Procedure, query, type Rest } from "./index.ts";

const read = (shape: z.core.$ZodLooseShape, rest: Rest, output: z.ZodType = z.string()) =>
  query({ summary: "s", access: "public", input: z.object(shape), output, rest });

const write = (shape: z.core.$ZodLooseShape, rest: Rest, output: z.ZodType = z.string()): Mutation =>
  mutation({ summary: "s", access: "public", input: z.object(shape), output, rest });

const define = (verb: Procedure) => () => defineApi({ things: { verb } });
/** Guarantees nothing: these tests need invalid routes. */
const route = (text: string) => text as Rest["route"];

describe("defineApi: rejects a REST mapping", () => {
  const id = { id: z.string() };

  test.for([
    ...["GET", "GET things", "HEAD /things", "get /things", "GET  /things", "GET /things ", "GET /", "GET //things"],
    ...["GET /things/", "GET /{id", "GET /id}", "GET /a{id}", "GET /{id}.json", "GET /{1d}", "GET /{}", "GET /a?b=c"],
    ...["GET /..", "GET /./things", "GET /a/*", "GET /:id", "GET /ä", "GET /{id}{id}"],
  ])("when it reads %s", (text) => {
    expect(define(read(id, { route: route(text) }))).toThrow(`things.verb: rest: "${text}" is not a route`);
  });

  test.for<[string, Procedure]>([
    ['the input has no field "slug"', read(id, { route: "GET /things/{slug}" })],
    ['the input has no field "constructor"', read(id, { route: "GET /things/{constructor}" })],
    ['"id" is in the path twice', read(id, { route: "GET /things/{id}/of/{id}" })],
    ["a query cannot be PUT: write GET, or POST if its input is large", read(id, { route: "PUT /things/{id}" })],
    ["a query cannot be DELETE", read(id, { route: "DELETE /things/{id}" })],
    ["a mutation cannot be GET", write(id, { route: "GET /things/{id}" })],
    ["GET has no body", read(id, { route: "GET /things", body: "thing" })],
    ["GET has no body", read(id, { route: "GET /things", accepts: "form" })],
    ['body: "thing" would wrap no field', write(id, { route: "POST /things/{id}", body: "thing" })],
    ['body: "thing" would wrap no field', write(id, { route: "DELETE /things/{id}", body: "thing" })],
    ["204 sends no body to wrap", write(id, { route: "DELETE /things/{id}", reply: "thing", status: 204 }, z.null())],
    ["the output is not null", write(id, { route: "DELETE /things/{id}", status: 204 })],
    ["202 sends no body to wrap", write(id, { route: "PUT /things/{id}", reply: "thing", status: 202 }, z.null())],
    ["302 sends no body to wrap", read(id, { route: "GET /x/{id}", status: 302, reply: "x", location: "/y/{id}" })],
    ["302 is a redirect and needs location", read(id, { route: "GET /x/{id}", status: 302 })],
    [
      'location: neither the output nor the path has a required "no"',
      read(id, { route: "GET /x/{id}", location: "/y/{no}" }),
    ],
    [
      'location: the output has no text "url"',
      read(id, { route: "GET /x", location: { field: "url", origins: "any" } }),
    ],
    ['the input has no field "no" for a header', read(id, { route: "GET /x", headers: { no: "x-no" } })],
    ['"X-Id" is not a lower-case header name', read(id, { route: "GET /x", headers: { id: "X-Id" } })],
    ['"authorization" is a reserved header', read(id, { route: "GET /x", headers: { id: "authorization" } })],
    ['"if-none-match" is a reserved header', read(id, { route: "GET /x", headers: { id: "if-none-match" } })],
    ['"id" is in the path already', read(id, { route: "GET /x/{id}", headers: { id: "x-id" } })],
    ["ifMatch is for mutations", read(id, { route: "GET /x", ifMatch: "id" })],
    ["ifNoneMatch is for mutations", read(id, { route: "GET /x", ifNoneMatch: "id" })],
    ['the input has no field "fresh"', write(id, { route: "PUT /x", ifNoneMatch: "fresh" })],
    ['"id" must be a boolean', write(id, { route: "PUT /x", ifNoneMatch: "id" })],
    ["declare an error with status 412", write({ fresh: z.boolean() }, { route: "PUT /x", ifNoneMatch: "fresh" })],
    ["ifMatch: declare the error", write(id, { route: "PUT /x", ifMatch: "id" })],
    ['the input has no field "no" for the query', write(id, { route: "PUT /x", query: ["no"] })],
    ['the input has no text "no" for the raw body', write(id, { route: "POST /x", accepts: { raw: "no" } })],
    ['so "at" has no place', write({ ...id, at: z.string() }, { route: "POST /x", accepts: { raw: "id" } })],
    [
      '"id" is already in the path, the query or a header',
      write(id, { route: "POST /x/{id}", accepts: { raw: "id" } }),
    ],
    ['a form cannot wrap its fields in "thing"', write(id, { route: "POST /x", accepts: "form", body: "thing" })],
    ["text/csv needs a text output", read(id, { route: "GET /x", type: "text/csv" }, z.null())],
    ["application/pdf is binary: return a presigned", read(id, { route: "GET /x", type: "application/pdf" })],
    ["text/plain is binary", read(id, { route: "GET /x", type: "text/plain" }, z.base64())],
    ["text/csv is sent as plain text", read(id, { route: "GET /x", type: "text/csv", reply: "x" })],
    ['filename: the path has no "year"', read(id, { route: "GET /x", type: "text/csv", filename: "{year}.csv" })],
    ['the output has no required field "version"', read(id, { route: "GET /x", etag: "version" })],
    ['the output has no field "is" of constants', write(id, { route: "PUT /x", status: { by: "is", of: {} } })],
    ['"__proto__" cannot be the key of an envelope', write(id, { route: "POST /things", body: "__proto__" })],
    ['"a b" cannot be the key of an envelope', write(id, { route: "POST /things", reply: "a b" })],
  ])("because %s", ([reason, procedure]) => {
    expect(define(procedure)).toThrow(new RegExp(`^things\\.verb: rest: .*${reason.replaceAll(/[.()[\]]/g, "\\$&")}`));
  });

  test.for<[string, z.ZodType]>([
    ["a list", z.array(z.string())],
    ["an object", z.object({})],
    ["anything", z.unknown()],
  ])("with %s in the path, although a query string can encode it", ([, field]) => {
    expect(define(read({ field }, { route: "GET /things/{field}" }))).toThrow('"field" cannot be encoded in a path');
    expect(define(read({ field }, { route: "GET /things" }))).not.toThrow();
  });

  test.for<[string, z.ZodType]>([
    ["text or a number", z.union([z.string(), z.number()])],
    ["a numeric word beside numbers", z.union([z.literal("5"), z.number()])],
    ["a nullable text", z.string().nullable()],
  ])("with %s in path, query or header, where its encoding is ambiguous", ([, field]) => {
    for (const rest of [
      { route: "GET /things/{field}" },
      { route: "GET /things" },
      { route: "GET /things", headers: { field: "x-field" } },
    ] as const)
      expect(define(read({ field }, rest))).toThrow(/"field" cannot be encoded in a (?:path|query string|header)/);
    expect(define(read({ field: field.optional() }, { route: "GET /things" }))).toThrow("encoded in a query string");
    expect(define(write({ field }, { route: "POST /things" }))).not.toThrow();
    expect(define(read({ field }, { route: "POST /things" }))).not.toThrow();
  });

  test("with a status map that misses a constant or has an unknown one", () => {
    const output = z.object({ is: z.enum(["new", "old"]) });
    const withStatus = (of: Record<string, 200 | 201>) =>
      define(write({}, { route: "PUT /things", status: { by: "is", of } }, output));
    expect(withStatus({ new: 201 })).toThrow('status: "old" of "is" has no status');
    expect(withStatus({ new: 201, old: 200, odd: 200 })).toThrow('status: "is" is never "odd"');
    expect(withStatus({ new: 201, old: 200 })).not.toThrow();
  });

  test("with an optional field in the path", () => {
    for (const field of [z.string().optional(), z.string().default("x")])
      expect(define(read({ field }, { route: "GET /things/{field}" }))).toThrow("in the path and must be required");
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
  ])("when %s and %s match the same request", ([one = "", other = ""]) => {
    expect(pair(one, other)).toThrow(`things.other: rest: "${other}" collides with things.one`);
  });

  test.for([
    ["GET /things/{id}", "GET /things/latest"],
    ["GET /things/{id}", "GET /things/{id}/parts"],
    ["GET /things/{a}/parts", "GET /things/{a}/makers"],
    ["GET /{a}/{b}", "GET /things/{a}"],
  ])("but accepts %s beside %s, where a literal segment decides", ([one = "", other = ""]) => {
    expect(pair(one, other)).not.toThrow();
  });

  test("but accepts scalars with an unambiguous encoding in the path", () => {
    const shape = { a: z.int(), b: z.boolean(), c: z.literal(["x", "y"]).optional() };
    expect(define(read(shape, { route: "GET /x/{a}/{b}" }))).not.toThrow();
  });

  test("but accepts ifMatch on a mutation that declares an error for an outdated version", () => {
    const procedure = mutation({
      summary: "s",
      access: "public",
      input: z.object({ version: z.int() }),
      output: z.object({ version: z.int() }),
      errors: { changed: changed("thing") },
      rest: { route: "PUT /thing", ifMatch: "version", etag: "version" },
    });
    expect(define(procedure)).not.toThrow();
  });

  test("but accepts one path with different methods", () => {
    const things = { get: read(id, { route: "GET /things/{id}" }), make: write(id, { route: "POST /things/{id}" }) };
    expect(() => defineApi({ things })).not.toThrow();
  });
});
