import { expect, test } from "vitest";
import * as z from "zod";
import { query } from "../../../shared/contract/index.ts";
import { createOpenApiDocument } from "./index.ts";

const Booked = z.object({ type: z.literal("booked"), slot: z.string() });
const Moved = z.object({ type: z.literal(["moved", "put-off"]), to: z.string() });
const Paid = z.object({ type: z.literal("paid"), cents: z.int() });
const Visit = z.discriminatedUnion("type", [Booked, Moved]);

/** The schema of an output in the document. */
function described(output: z.ZodType) {
  const get = query({ summary: "s", access: "public", input: z.object({}), output, rest: { route: "GET /things" } });
  const { schemas } = JSON.parse(JSON.stringify(createOpenApiDocument({ things: { get } }))).components;
  return { ...schemas.ThingsGetOutput, names: Object.keys(schemas).filter((name) => name.startsWith("ThingsGet")) };
}

const ref = (name: string) => `#/components/schemas/ThingsGetOutput${name}`;

test("a union of unions is one union, and its discriminator leads from each constant to its member", () => {
  const { oneOf, discriminator } = described(z.discriminatedUnion("type", [Visit, Paid]));
  expect(oneOf).toEqual(["Booked", "Option2", "Paid"].map((name) => ({ $ref: ref(name) })));
  expect(discriminator).toEqual({
    propertyName: "type",
    mapping: { booked: ref("Booked"), moved: ref("Option2"), "put-off": ref("Option2"), paid: ref("Paid") },
  });
});

test("a named union within another keeps its name, and unions without a common tag stay apart", () => {
  expect(described(z.discriminatedUnion("type", [Visit.meta({ id: "Visit" }), Paid])).oneOf[0]).toEqual({
    $ref: "#/components/schemas/Visit",
  });
  const exactlyOne = z.xor([z.xor([z.object({ a: z.int() }), z.object({ b: z.int() })]), z.object({ c: z.int() })]);
  expect(described(exactlyOne).oneOf).toHaveLength(2);
});
