import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  type Consumes,
  consumes,
  defineEvents,
  defineMessages,
  defineWebhooks,
  documents,
  type Event,
  event,
  notFound,
  webhook,
} from "./index.ts";

// Events, consumed messages, webhooks and documents are held to the same rules as procedures.

const union = z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })]);
const noObject = "it is no z.object({ … }); put a list or a union into a field of one";

const payload = z.object({ id: z.string() });
const defineEvent = (more: object) => () =>
  // Unchecked cast: what a team without types may write.
  defineEvents({ "order.paid": { ...event({ summary: "s", payload }), ...more } as Event });

const message = consumes({ summary: "s", source: "orders", type: "order.paid", access: "any", input: payload });
const defineMessage = (more: object) => () => defineMessages({ paid: { ...message, ...more } as Consumes });

describe("defineEvents: rejects", () => {
  test.for<[string, object]>([
    [`payload: ${noObject}`, { payload: union }],
    ["payload: .n has the default 5", { payload: z.object({ n: z.int().max(3).default(5) }) }],
    ['key: the payload needs "id"', { payload: z.object({ id: z.boolean() }), key: "id" }],
    ['key: the payload needs "id"', { payload: z.object({ id: z.string().optional() }), key: "id" }],
  ])("%s", ([reason, more]) => {
    expect(defineEvent(more)).toThrow(`"order.paid": ${reason}`);
  });

  test("but no key of one text, whatever its form", () => {
    for (const id of [
      z.enum(["a", "b"]),
      z.templateLiteral(["a", z.int()]),
      z.string().readonly(),
      z.literal(["x", "y"]),
    ])
      expect(defineEvent({ payload: z.object({ id }), key: "id" })).not.toThrow();
  });
});

test.for<[string, object]>([
  [`input: ${noObject}`, { input: union }],
  ['errors: "invalid" is a standard error', { errors: { invalid: notFound("order") } }],
  ['errors: "noOrder" is not a code', { errors: { noOrder: notFound("order") } }],
  ['errors: details of "gone": JSON Schema', { errors: { gone: { ...notFound("order"), details: z.date() } } }],
  ["limit: messages are counted per", { limit: { per: "viewer", rate: 1, perSeconds: 1 } }],
  ["limit: rate, perSeconds and burst must be", { limit: { per: "address", rate: 0, perSeconds: 1 } }],
])("defineMessages: rejects %s", ([reason, more]) => {
  expect(defineMessage(more)).toThrow(`paid: ${reason}`);
});

test("documents: rejects a schema that is not an object, naming the collection", () => {
  expect(() => documents({ name: "notes", key: z.uuid(), schema: union as never })).toThrow(
    `documents "notes": schema: ${noObject}`,
  );
});

test("defineWebhooks: finds a field through what leaves an object an object", () => {
  const data = z.object({ n: z.int() });
  const define = (inner: z.ZodType) => () =>
    defineWebhooks({
      billing: webhook({
        summary: "s",
        verify: "stripe",
        secret: "SECRET",
        input: z.object({ id: z.string(), data: inner }),
        order: { subject: "id", at: "data.n" },
      }),
    });
  for (const inner of [data, data.readonly(), z.lazy(() => data), z.union([data, data.extend({ m: z.int() })])])
    expect(define(inner)).not.toThrow();
  for (const inner of [data.optional(), z.union([data, z.object({})])])
    expect(define(inner)).toThrow('billing: the input has no field "data.n"');
});
