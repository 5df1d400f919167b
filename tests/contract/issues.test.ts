import { expect, test } from "vitest";
import * as z from "zod";
import type { ApiError } from "../../server/procedures/index.ts";
import { parseInput } from "../../server/procedures/parse.ts";
import { mutation } from "../../shared/contract/index.ts";
import { serveContracts } from "../support/contracts.ts";

const Line = z.object({
  sku: z.string().min(1),
  quantity: z.int().gt(0),
  note: z.string().max(5, "is too wordy").optional(),
});
const orders = {
  place: mutation({
    summary: "s",
    access: "public",
    input: z.object({ lines: z.array(Line) }),
    output: z.null(),
    rest: { route: "POST /orders" },
  }),
};
const { fetch } = serveContracts(
  { orders },
  {
    orders: {
      place: ({ input, invalid, write }) => {
        if (input.lines[1]?.sku === "gone") invalid("lines.1.sku", "is not in stock");
        return write(async () => null);
      },
    },
  },
);

const post = async (path: string, body: unknown) => {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  return (await fetch(path, init)).json();
};

const fine = { sku: "a", quantity: 1, note: null };
const sent = { lines: [fine, { sku: "", quantity: 0, note: "much too long" }] };
const expected = {
  errors: {
    "lines.1.sku": ["can't be blank"],
    "lines.1.quantity": ["must be greater than 0"],
    "lines.1.note": ["is too wordy"],
  },
  issues: [
    { path: "lines.1.sku", code: "required", message: "can't be blank" },
    { path: "lines.1.quantity", code: "too_small", message: "must be greater than 0", minimum: 0, exclusive: true },
    { path: "lines.1.note", code: "too_long", message: "is too wordy", maximum: 5, unit: "characters" },
  ],
};

test("issues deep in an input are reported alike over REST, tRPC and in a batch", async () => {
  expect(await post("/api/orders", sent)).toMatchObject({ status: 422, code: "invalid", ...expected });
  expect(await post("/trpc/orders.place", sent)).toMatchObject({ error: { data: { reason: "invalid", ...expected } } });
  const [first, second] = await post("/trpc/orders.place,orders.place?batch=1", { 0: sent, 1: { lines: [fine] } });
  expect(first).toMatchObject({ error: { data: { reason: "invalid", ...expected } } });
  expect(second).toEqual({ result: { data: null } });
});

test("a handler refuses a field within a list by its path", async () => {
  const [errors, issues] = [
    { "lines.1.sku": ["is not in stock"] },
    [{ path: "lines.1.sku", code: "rule", message: "is not in stock" }],
  ];
  const body = { lines: [fine, { ...fine, sku: "gone" }] };
  expect(await post("/api/orders", body)).toMatchObject({ status: 422, errors, issues });
});

test("other errors have no issues", async () => {
  expect(await post("/api/nothing", {})).not.toHaveProperty("issues");
});

const Rule = z.union([
  z.object({ limit: z.object({ value: z.string(), currency: z.enum(["EUR", "USD"]) }) }),
  z.object({ company: z.string(), lei: z.string().length(20) }),
  z.object({ kind: z.literal("all"), of: z.array(z.int()) }),
  z.literal("always"),
]);
const ruled = z.object({
  rule: Rule.optional(),
  hours: z.record(z.enum(["mon", "tue"]), z.int()).optional(),
  own: z.record(z.enum(["mon"]), z.int(), "is no day of ours").optional(),
  pair: z.tuple([z.int(), z.int()]).optional(),
});

test.for<[string, object, Record<string, string>]>([
  [
    "a field of the member that has all its fields",
    { rule: { limit: { value: 1, currency: "EUR" } } },
    { "rule.limit.value": "must be of type string" },
  ],
  [
    "an enum within it",
    { rule: { limit: { value: "1", currency: "X" } } },
    { "rule.limit.currency": "must be one of EUR, USD" },
  ],
  [
    "a text too short within it",
    { rule: { company: "c", lei: "x" } },
    { "rule.lei": "must have exactly 20 characters" },
  ],
  ["no member, where it could be several", { rule: { other: 1 } }, { rule: "is invalid" }],
  ["a word beside objects", { rule: "never" }, { rule: "must be one of always, or of type object" }],
  ["a key that is no day", { hours: { mon: 1, tue: 2, fun: 3 } }, { "hours.fun": "is not an allowed name" }],
  ["the contract's own message for it", { own: { mon: 1, fun: 3 } }, { "own.fun": "is no day of ours" }],
  ["a tuple, as JSON calls it", { pair: {} }, { pair: "must be of type array" }],
])("an issue names %s", ([, sent, messages]) => {
  const parse = () => parseInput(ruled, sent);
  expect(parse).toThrow();
  try {
    parse();
  } catch (error) {
    const { issues = [] } = error as ApiError;
    expect(Object.fromEntries(issues.map(({ path, message }) => [path, message]))).toEqual(messages);
  }
});
