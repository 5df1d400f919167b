import { expect, test } from "vitest";
import * as z from "zod";
import { compareContracts } from "../../packages/contract-gate/index.ts";
import { snapshotOf } from "../../scripts/contract/snapshot.ts";
import { defineEvents, type Events, event } from "../../shared/contract/index.ts";
import { events } from "../../shared/events.ts";

const shipped = (payload: z.ZodObject, more: { readonly public?: boolean; readonly key?: string } = {}): Events => ({
  "order.shipped": event({ summary: "An order was shipped", public: true, payload, ...more }),
});

const changes = (before: Events, after: Events) =>
  compareContracts(snapshotOf({}, 1, before), snapshotOf({}, 1, after)).map(
    ({ subject, text, isBreaking }) => `${isBreaking ? "breaking" : "compatible"}: ${subject} ${text}`,
  );

const order = z.object({ orderId: z.int(), state: z.enum(["packed", "sent"]) });
const shop = z.object({ ...order.shape, shopId: z.int() });

test("a public event may gain fields, as an output may; what its readers rely on may not change", () => {
  const subject = 'event "order.shipped"';
  expect(changes({}, shipped(order))).toEqual([`compatible: ${subject} is new`]);
  expect(changes(shipped(order), shipped(shop))).toEqual([expect.stringMatching(/^compatible: .*shopId/)]);
  expect(changes(shipped(shop), shipped(order))).toEqual([expect.stringMatching(/^breaking: .*shopId/)]);
  const withState = z.object({ orderId: z.int(), state: z.enum(["packed", "sent", "lost"]) });
  expect(changes(shipped(order), shipped(withState))).toEqual([`breaking: ${subject} payload.state may now be "lost"`]);
  expect(changes(shipped(order), shipped(order, { public: false }))).toEqual([
    `breaking: ${subject} is gone, or no longer public`,
  ]);
  expect(changes(shipped(order), shipped(order, { key: "orderId" }))).toEqual([
    `compatible: ${subject} is ordered by "orderId"`,
  ]);
  expect(changes(shipped(shop, { key: "orderId" }), shipped(shop, { key: "shopId" }))).toEqual([
    `breaking: ${subject} is ordered by "shopId", was by "orderId"`,
  ]);
});

test("events within the service may change", () => {
  const secret = { public: false };
  expect(changes(shipped(order, secret), shipped(shop, secret))).toEqual([]);
});

test("an event that cannot work is refused by its name", () => {
  const one = (name: string, payload: z.ZodObject, key?: string) => () =>
    defineEvents({ [name]: event({ summary: "s", payload, ...(key !== undefined && { key }) }) });
  expect(one("Order Shipped", order)).toThrow('"Order Shipped": its name is not a subject and a past participle');
  expect(one("order.shipped", z.object({ at: z.date() }))).toThrow(
    '"order.shipped": payload: JSON Schema cannot express',
  );
  expect(one("order.shipped", z.object({ id: z.int().optional() }), "id")).toThrow(
    '"order.shipped": key: the payload needs',
  );
  expect(one("order.shipped", order, "shopId")).toThrow('key: the payload needs "shopId"');
});

test("payloads of the service's events hold no address and no secret", () => {
  const fields = Object.values(events).flatMap(({ payload }) => Object.keys(payload.shape));
  expect(fields.filter((name) => /mail|password|token|secret|hash/i.test(name))).toEqual([]);
});
