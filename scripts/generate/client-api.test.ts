import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as z from "zod";
import { type Access, type Api, query } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { printClientApi } from "./client-api.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A service with one read. */
const apiOf = (input: z.ZodObject, output: z.ZodType, access: Access = "public"): Api => ({
  things: { list: query({ summary: "Lists", description: "Never */ ends", access, input, output }) },
});

/** Declared type of a schema on the way out. */
const printed = (schema: z.ZodType): string | undefined =>
  printClientApi(apiOf(z.object({}), schema))
    .split("ThingsListOutput = ")[1]
    ?.split(";\n/** Errors")[0];

test("the committed client is what the contracts say", () => {
  expect(readFileSync(`${root}client/generated/api.ts`, "utf8")).toBe(printClientApi(api));
  expect(execFileSync(process.execPath, ["scripts/generate.ts", "--check"], { cwd: root, encoding: "utf8" })).toBe("");
});

test.each([
  [z.string(), "string"],
  [z.int().nullable(), "number | null"],
  [z.enum(["a", "b"]), '"a" | "b"'],
  [z.literal([1, "x", true, null]), '1 | "x" | true | null'],
  [z.array(z.string().nullable()), "(string | null)[]"],
  [z.tuple([z.string(), z.int()]), "[string, number]"],
  [z.tuple([z.string()], z.boolean()), "[string, ...boolean[]]"],
  [z.tuple([z.string(), z.int().optional()]), "[string, number?]"],
  [z.tuple([z.string(), z.int().nullable().optional()], z.boolean()), "[string, (number | null)?, ...boolean[]]"],
  [z.tuple([]), "never[]"],
  [z.tuple([]).rest(z.string()), "string[]"],
  [z.enum({ one: 1, two: 2 }), "1 | 2"],
  [z.templateLiteral([z.int(), "px"]), "string"],
  [z.string().startsWith("a").endsWith("b"), "string"],
  [z.int().multipleOf(2).multipleOf(3).nullable(), "number | null"],
  [z.record(z.enum(["a", "b"]), z.int().optional()), 'Partial<Record<"a" | "b", number>>'],
  [z.string().optional().nullable().nonoptional(), "string | null"],
  [z.array(z.looseObject({ a: z.string() })), "{\n  a: string;\n  [name: string]: unknown;\n}[]"],
  [
    z.array(z.object({ a: z.string().optional() }).catchall(z.int())),
    "({\n  a?: string;\n  [name: string]: number | string | undefined;\n})[]",
  ],
  [z.record(z.string(), z.array(z.int())), "Record<string, number[]>"],
  [z.record(z.enum(["a", "b"]), z.int()), 'Record<"a" | "b", number>'],
  [z.partialRecord(z.enum(["a", "b"]), z.int()), 'Partial<Record<"a" | "b", number>>'],
  [z.union([z.string(), z.array(z.int()), z.string()]), "string | number[]"],
  [z.unknown(), "unknown"],
  [z.union([z.unknown(), z.string()]), "unknown"],
  [z.array(z.object({ "odd key": z.string() })), '{\n  "odd key": string;\n}[]'],
])("%# a schema is printed as one would write the type", (schema, type) => {
  expect(printed(schema)).toBe(type);
});

test("a text in a contract cannot end the comment it stands in", () => {
  expect(printClientApi(apiOf(z.object({}), z.null()))).toContain("Never *\\/ ends");
});

test("a read is marked public only where its answer is the same for all callers", () => {
  const cached = (access: Access, scope: "shared" | "viewer") =>
    printClientApi({
      things: {
        list: query({
          summary: "Lists",
          access,
          input: z.object({}),
          output: z.null(),
          cache: { ttlSeconds: 1, scope, tags: [] },
        }),
      },
    });
  expect(cached("public", "shared")).toContain('list: "public"');
  expect(cached("optional", "shared")).toContain('list: "query"');
  expect(cached("optional", "viewer")).toContain('list: "query"');
  expect(cached("required", "shared")).toContain('list: "query"');
});

test("two types of one name are refused, and names that the client has taken", () => {
  const named = (id: string) => apiOf(z.object({}), z.object({ a: z.string() }).meta({ id }));
  expect(() => printClientApi(named("ThingsListInput"))).toThrow("two types called ThingsListInput");
  expect(() => printClientApi(named("Client"))).toThrow("two types called Client");
  expect(() => printClientApi(named("Odd Name"))).toThrow("cannot be the name of a type");
});

test("a schema that contains itself is a type by where it stands, and needs no id", () => {
  const Tree = z.object({
    text: z.string(),
    get answers() {
      return z.array(Tree);
    },
  });
  const client = printClientApi(apiOf(z.object({}), z.object({ tree: Tree, more: z.json() })));
  expect(client).toContain("tree: ThingsListOutputTree;");
  expect(client).toContain("answers: ThingsListOutputTree[];");
  expect(client).toContain("more: ThingsListOutputMore;");
  expect(client).toContain("{ [name: string]: ThingsListOutputMore }");
});

test("a schema that is sent and answered is two types where its defaults may be left out", () => {
  const Address = z.object({ street: z.string(), country: z.string().default("NL") }).meta({ id: "Address" });
  const Person = z
    .object({
      name: z.string(),
      get friends() {
        return z.array(Person);
      },
      home: Address,
    })
    .meta({ id: "Person" });
  const client = printClientApi(apiOf(z.object({ person: Person }), Person));
  expect(client).toContain("export interface AddressInput {");
  expect(client).toContain("export interface PersonInput {");
  expect(client).toContain("friends: readonly PersonInput[];");
  expect(client).toContain("person: PersonInput;");
  expect(client).toContain("): Promise<Person>;");
});

test("a default that is computed for each call is left out", () => {
  let count = 0;
  const fields = {
    id: z.uuid().default(() => crypto.randomUUID()),
    at: z.iso.datetime().default(() => new Date().toISOString()),
    n: z.int().default(() => ++count),
    fixed: z.string().default(() => "x"),
  };
  const client = printClientApi(apiOf(z.object(fields), z.null()));
  expect(client.match(/@default .*/g)).toEqual(['@default "x" */']);
});
