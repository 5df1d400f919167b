import { describe, expect, test } from "vitest";
import * as z from "zod";
import { mutation, type Procedure, parseRoute, query } from "../../../shared/contract/index.ts";
import { createInputReader, type RestRequest } from "./parse-request.ts";

const output = z.null();
const shape = {
  slug: z.string(),
  limit: z.int().default(20),
  ratio: z.number().optional(),
  isOpen: z.boolean().optional(),
  word: z.enum(["5", "true"]).optional(),
};

const search = query({
  summary: "s",
  access: "public",
  input: z.object(shape),
  output,
  rest: { route: "GET /things/{slug}" },
});
const change = mutation({
  summary: "s",
  access: "public",
  input: z.object({ id: z.int(), title: z.string().optional() }),
  output,
  rest: { route: "PUT /things/{id}", body: "thing" },
});
const bare = mutation({ ...change, rest: { route: "PUT /things/{id}" } });
const touch = mutation({ ...change, input: z.object({ id: z.int() }), rest: { route: "POST /things/{id}/touch" } });

/** The input that the procedure would receive. */
function read(
  procedure: Procedure,
  { path = {}, query: text = "", body }: { path?: RestRequest["pathParameters"]; query?: string; body?: string },
) {
  const { rest } = procedure;
  if (rest === undefined) expect.fail("no route");
  return createInputReader(
    procedure,
    rest,
    parseRoute(rest.route),
  )({
    pathParameters: path,
    search: text,
    header: () => undefined,
    body,
  });
}

const invalid = (subject: string, message: string) =>
  expect.objectContaining({ code: "invalid", status: 422, subjects: { [subject]: [message] } });

describe("parse-request: the query string", () => {
  const ask = (text: string) => read(search, { path: { slug: "oak" }, query: text });

  test("converts each field to its type, also one with a default", () => {
    expect(ask("limit=5&ratio=-0.5&isOpen=true&word=5")).toEqual({
      slug: "oak",
      limit: 5,
      ratio: -0.5,
      isOpen: true,
      word: "5",
    });
    expect(ask("isOpen=false&word=true")).toEqual({ slug: "oak", isOpen: false, word: "true" });
  });

  test("omits an empty optional field where an empty value is invalid", () => {
    expect(ask("limit=&ratio=&isOpen=&word=")).toEqual({ slug: "oak" });
  });

  test.for([
    " 5",
    "5 ",
    "1e",
    "e3",
    "1e3.5",
    "0x10",
    "Infinity",
    "NaN",
    "+5",
    "5.",
    ".5",
    "--5",
    "5,0",
    "٥",
    "12345678901234567",
    "1.0000000000000000001",
    "1e400",
    "1e3",
  ])("leaves a number in a non-canonical notation as text, which the schema refuses: %j", (limit) =>
    expect(ask(new URLSearchParams({ limit }).toString())).toEqual({ slug: "oak", limit }),
  );

  test.for(["0.30000000000000004", "52.520006599999995", "1e-7", "1e-07", "1.0E-7", "1e+21", "-2.5E10", "0012"])(
    "reads a number as languages print it: %s",
    (ratio) => expect(ask(new URLSearchParams({ ratio }).toString())).toEqual({ slug: "oak", ratio: Number(ratio) }),
  );

  test.for(["1", "TRUE", "yes"])("a boolean by another word stays text: %j", (isOpen) => {
    expect(ask(`isOpen=${isOpen}`)).toEqual({ slug: "oak", isOpen });
  });

  test("ignores unknown parameters and fields of the path", () => {
    expect(ask("more=1&__proto__=2&slug=other")).toEqual({ slug: "oak" });
  });

  test("refuses a duplicate field, since parsers disagree on which one counts", () => {
    expect(() => ask("limit=5&limit=5")).toThrow(invalid("limit", "must be given once"));
  });
});

describe("parse-request: the path", () => {
  test("converts a parameter to its type, and takes it over a body field", () => {
    expect(read(change, { path: { id: "7" }, body: '{"thing":{"id":8,"title":"t"}}' })).toEqual({ id: 7, title: "t" });
    expect(read(change, { path: { id: "seven" }, body: '{"thing":{}}' })).toEqual({ id: "seven" });
  });

  test("reads no body for a procedure with path parameters only", () => {
    expect(read(touch, { path: { id: "7" }, body: "nonsense" })).toEqual({ id: 7 });
  });
});

describe("parse-request: the body", () => {
  const send = (body: string) => read(change, { path: { id: "7" }, body });

  test.for([
    ["", "can't be blank"],
    ["{}", "can't be blank"],
    ['{"thing":null}', "can't be blank"],
    ["null", "can't be blank"],
    ["5", "can't be blank"],
    ["[]", "can't be blank"],
    ['{"Thing":{}}', "can't be blank"],
    ['{"__proto__":{"thing":{}}}', "can't be blank"],
    ['{"thing":[]}', "must be an object"],
    ['{"thing":"text"}', "must be an object"],
    ['{"thing":0}', "must be an object"],
    ['{"thing":false}', "must be an object"],
  ])("requires an object in the envelope: %s", ([body = "", message = ""]) => {
    expect(() => send(body)).toThrow(invalid("thing", message));
  });

  test("ignores members beside the envelope", () => {
    expect(send('{"title":"x","thing":{"title":"t"}}')).toEqual({ id: 7, title: "t" });
  });

  test("without an envelope, reads fields from the body, which may be missing", () => {
    expect(read(bare, { path: { id: "7" }, body: '{"title":"t"}' })).toEqual({ id: 7, title: "t" });
    expect(read(bare, { path: { id: "7" }, body: "" })).toEqual({ id: 7 });
    expect(() => read(bare, { path: { id: "7" }, body: "[]" })).toThrow(invalid("body", "must be an object"));
    expect(() => read(bare, { path: { id: "7" }, body: "null" })).toThrow(invalid("body", "can't be blank"));
  });

  test.for(["{", '{"thing":{"a":1,"a":2}}', `{"thing":${"[".repeat(32)}${"]".repeat(32)}}`])(
    "refuses invalid JSON with 400: %s",
    (body) => expect(() => send(body)).toThrow(expect.objectContaining({ code: "malformed", status: 400 })),
  );

  test("a key named __proto__ does not change the prototype", () => {
    const fields = send('{"thing":{"__proto__":{"title":"t"}}}');
    expect(fields.title).toBeUndefined();
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });
});
