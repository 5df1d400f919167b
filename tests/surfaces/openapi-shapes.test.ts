import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { createOpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import { defineApi, mutation, query } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { asJson, fieldsOf } from "../support/openapi.ts";

describe("an API of other shapes", () => {
  const note = z.object({ text: z.string().max(9).nullable() });
  const admin = { role: "admin" } as const;
  const rest = { route: "GET /audit" } as const;
  const other = defineApi({
    notes: {
      audit: query({ summary: "Audit", access: admin, input: z.object({}), output: z.object({ n: z.int() }), rest }),
      hidden: query({ summary: "Hidden", access: "public", input: z.object({}), output: note }),
      keep: mutation({ summary: "Keep", access: "public", input: note, output: note, rest: { route: "PUT /note" } }),
    },
  });
  const others = createOpenApiDocument(other, "https://api.example.com/api");

  test("is valid OpenAPI as well", async () => {
    expect((await new Validator().validate({ ...fieldsOf(asJson(others)) })).errors ?? []).toEqual([]);
    expect(others.servers).toEqual([{ url: "https://api.example.com/api" }]);
  });

  test("names the role that a procedure needs", () => {
    expect(others.paths["/audit"]?.get).toMatchObject({ description: "Needs the role `admin`." });
    expect(others.paths["/audit"]?.get?.responses).toHaveProperty("403");
  });

  test("sends fields without an envelope where the contract has none", () => {
    const content = { "application/json": { schema: { $ref: "#/components/schemas/NotesKeepInput" } } };
    expect(others.paths["/note"]?.put?.requestBody).toEqual({ required: true, content });
    expect(others.components.schemas.NotesKeepInput?.properties).toEqual({
      text: { type: ["string", "null"], maxLength: 9 },
    });
  });

  test("writes a described text or null, changed as a whole or in part, as one type", () => {
    const Due = z.iso
      .date()
      .regex(/^2/)
      .meta({ description: "A day.", examples: ["2026-11-05"] });
    const due = Due.nullable().meta({ examples: ["2028-02-29"] });
    const whole = z.object({ due: due.default(null) });
    const part = z.object({ id: z.int(), ...z.object({ due }).exactPartial().shape });
    const write = (input: z.ZodObject, route: `PUT /${string}`) =>
      mutation({ summary: "Write", access: "public", input, output: z.null(), rest: { route } });
    const bills = { set: write(whole, "PUT /set"), change: write(part, "PUT /change") };
    const { schemas } = createOpenApiDocument({ bills }).components;
    const expected = { type: ["string", "null"], format: "date", pattern: "^2", examples: ["2028-02-29"] };
    expect(schemas.BillsSetInput?.properties?.due).toMatchObject(expected);
    expect(schemas.BillsChangeInput?.properties?.due).toEqual({ ...expected, description: "A day." });
  });

  test("writes words or null as one type", () => {
    const level = z
      .enum(["low", "high"])
      .meta({ description: "How loud." })
      .nullable()
      .meta({ examples: ["low"] });
    const input = z.object({ level });
    const set = mutation({ summary: "Set", access: "public", input, output: input, rest: { route: "PUT /level" } });
    const { schemas } = createOpenApiDocument({ levels: { set } }).components;
    const expected = {
      type: ["string", "null"],
      enum: ["low", "high", null],
      description: "How loud.",
      examples: ["low"],
    };
    expect(schemas.LevelsSetInput?.properties?.level).toEqual(expected);
    expect(schemas.LevelsSetOutput?.properties?.level).toEqual(expected);
  });

  test.each([undefined, "note"])("shows each status with its own word, in the envelope %s", (reply) => {
    const outcome = z.enum(["created", "updated"]).meta({ examples: ["created"] });
    const status = { by: "outcome", of: { created: 201, updated: 200 } } as const;
    const put = mutation({
      summary: "Put",
      access: "public",
      input: z.object({ key: z.string() }),
      output: z.object({ outcome }),
      rest: { route: "PUT /notes/{key}", status, ...(reply !== undefined && { reply }) },
    });
    const { responses } = createOpenApiDocument({ notes: { put } }).paths["/notes/{key}"]?.put ?? expect.fail("no put");
    const shown = (word: string) => {
      const example = reply === undefined ? { outcome: word } : { [reply]: { outcome: word } };
      return { content: { "application/json": { example } } };
    };
    expect(responses).toMatchObject({ 200: shown("updated"), 201: shown("created") });
  });

  test("gives each object a name, and names the discriminator of a union", () => {
    const shape = z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("circle"), radius: z.number(), at: z.object({ x: z.int(), y: z.int() }) }),
      z.object({ kind: z.literal("square"), side: z.number() }),
    ]);
    const draw = mutation({
      summary: "Draw",
      access: "public",
      input: z.object({
        shape,
        style: z.object({ width: z.int() }).nullable(),
        layers: z.array(z.object({ name: z.string() })).default([]),
        drawShapeCircle: z.object({ other: z.string() }),
      }),
      output: z.object({ n: z.int() }),
      rest: { route: "POST /drawings" },
    });
    const { schemas } = createOpenApiDocument({ things: { draw } }).components;
    const at = "#/components/schemas/ThingsDrawInput";
    expect(schemas.ThingsDrawInput).toMatchObject({
      required: ["shape", "style", "drawShapeCircle"],
      properties: {
        shape: {
          oneOf: [{ $ref: `${at}ShapeCircle` }, { $ref: `${at}ShapeSquare` }],
          discriminator: {
            propertyName: "kind",
            mapping: { circle: `${at}ShapeCircle`, square: `${at}ShapeSquare` },
          },
        },
        style: { anyOf: [{ $ref: `${at}Style` }, { type: "null" }] },
        layers: { items: { $ref: `${at}LayersItem` }, description: "Where it is left out: `[]`." },
      },
    });
    expect(schemas.ThingsDrawInput?.properties?.layers).not.toHaveProperty("default");
    expect(schemas.ThingsDrawInputShapeCircle?.properties?.at).toEqual({ $ref: `${at}ShapeCircleAt` });
  });

  test("states the default of a parameter, and those of fields within a parameter of JSON in words", () => {
    const area = z.object({ unit: z.string().default("m") });
    const input = z.object({ size: z.int().default(1), area: area.prefault({}) });
    const find = query({ summary: "Find", access: "public", input, output: area, rest: { route: "GET /find" } });
    const { parameters } = createOpenApiDocument({ things: { find } }).paths["/find"]?.get ?? {};
    expect(parameters?.[0]).toMatchObject({ name: "size", schema: { default: 1 } });
    const unit = { type: "string", description: 'Where it is left out: `"m"`.' };
    expect(parameters?.[1]).toMatchObject({
      name: "area",
      content: { "application/json": { schema: { type: "object", properties: { unit }, default: {} } } },
    });
    expect(JSON.stringify(parameters)).not.toContain('"default":"m"');
  });

  test("describes a form as it does JSON, and says which of its fields are JSON", () => {
    const area = z.object({ unit: z.string() });
    const input = z.object({ name: z.string().regex(/^\p{L}+$/u), size: z.int().default(1), area: area.optional() });
    const rest = { route: "POST /forms", accepts: "form" } as const;
    const send = mutation({ summary: "Send", access: "public", input, output: z.null(), rest });
    const { requestBody } = createOpenApiDocument({ forms: { send } }).paths["/forms"]?.post ?? {};
    const form = requestBody?.content["application/x-www-form-urlencoded"];
    expect(requestBody?.content["multipart/form-data"]).toEqual(form);
    expect(form?.encoding).toEqual({ area: { contentType: "application/json" } });
    const { minimum, maximum } = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    expect(form?.schema.properties).toEqual({
      name: { type: "string", pattern: expect.not.stringContaining("\\p{") },
      size: { type: "integer", minimum, maximum, description: "Where it is left out: `1`." },
      area: { type: "object", properties: { unit: { type: "string" } }, required: ["unit"] },
    });
  });

  test("allows every duration that the service does", () => {
    const output = z.object({ lasts: z.iso.duration() });
    const get = query({ summary: "Get", access: "public", input: output, output, rest: { route: "GET /lasts" } });
    const { schemas } = createOpenApiDocument({ things: { get } }).components;
    const isAllowed = formats.default(new Ajv2020()).compile(schemas.ThingsGetOutput ?? expect.fail("no schema"));
    for (const lasts of ["PT1.5S", "P1DT2H", "P2W", "P1", "1S"])
      expect(isAllowed({ lasts }), lasts).toBe(output.safeParse({ lasts }).success);
  });

  test("is refused when two operations have one name", () => {
    const one = query({
      summary: "One",
      access: "public",
      input: z.object({}),
      output: note,
      rest: { route: "GET /a" },
    });
    const other = { ...one, rest: { route: "GET /b" } } as const;
    expect(() => createOpenApiDocument({ a: { bC: one }, aB: { c: other } })).toThrow('would be called "aBC"');
  });

  test("lists procedures that only tRPC reaches", () => {
    expect(others["x-trpc-only"]).toEqual([{ name: "notes.hidden", summary: "Hidden" }]);
    expect(createOpenApiDocument(api)).not.toHaveProperty("x-trpc-only");
  });

  test("is refused when two different shapes have one name", () => {
    const named = (field: string) => z.object({ [field]: z.string() }).meta({ id: "Twin" });
    const answer = (output: z.ZodType, route: "GET /a" | "GET /b") =>
      query({ summary: "One", access: "public", input: z.object({}), output, rest: { route } });
    const build = () =>
      createOpenApiDocument({ twins: { a: answer(named("x"), "GET /a"), b: answer(named("y"), "GET /b") } });
    expect(build).toThrow(/Twin/);
  });
});
