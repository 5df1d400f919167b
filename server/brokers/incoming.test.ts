import { expect, test } from "vitest";
import { readCloudEvent } from "./incoming.ts";

const attributes = { specversion: "1.0", id: "1", source: "https://shop.example.com", type: "order.shipped" };
const bytes = (text: string) => new TextEncoder().encode(text);
const named = (prefix: string, more: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries({ ...attributes, ...more }).map(([name, value]) => [`${prefix}${name}`, value]));

const read = (message: Partial<Parameters<typeof readCloudEvent>[0]>) =>
  readCloudEvent({ contentType: undefined, headers: {}, key: null, body: bytes("{}"), ...message });

test.each([
  "application/cloudevents+json",
  "application/cloudevents+json; charset=UTF-8",
  "Application/CloudEvents+JSON",
  undefined,
])("structured mode is read under the content type %s", (contentType) => {
  const body = bytes(JSON.stringify({ ...attributes, subject: "order:7", data: { orderId: 7 } }));
  expect(read({ contentType, body })).toMatchObject({ id: "1", key: "order:7", data: { orderId: 7 } });
});

test("attributes that structured mode repeats as headers do not make it binary", () => {
  const body = bytes(JSON.stringify({ ...attributes, data: { orderId: 7 } }));
  const message = { contentType: "application/cloudevents+json", headers: named("ce_"), body };
  expect(read(message).data).toEqual({ orderId: 7 });
});

test.each(["ce-", "ce_", "cloudEvents:", "cloudEvents_", "CE-"])("binary mode is read by headers %s…", (prefix) => {
  const message = { contentType: "application/json", headers: named(prefix), body: bytes('{"orderId":7}') };
  expect(read(message)).toMatchObject({ type: "order.shipped", data: { orderId: 7 } });
});

test("attributes are percent-encoded by NATS and HTTP, and plain UTF-8 elsewhere", () => {
  const subject = "5%20%E2%82%AC";
  expect(read({ headers: named("ce-", { subject }) }).subject).toBe("5 €");
  expect(read({ headers: named("ce-", { subject: "100%" }) }).subject).toBe("100%");
  expect(read({ headers: named("ce_", { subject }) }).subject).toBe(subject);
});

test("an event in binary mode may have no data", () => {
  expect(read({ headers: named("ce_"), body: bytes("") }).data).toBe(null);
});

test.each<[string, Partial<Parameters<typeof readCloudEvent>[0]>]>([
  ["no CloudEvent", { body: bytes("[1]") }],
  ["not JSON", { body: bytes("") }],
  ["not UTF-8", { body: Uint8Array.of(0x22, 0xff, 0x22) }],
  ["batches", { contentType: "application/cloudevents-batch+json", body: bytes("[]") }],
  ["specversion", { headers: named("ce_", { specversion: "0.3" }) }],
  ['no "id"', { headers: named("ce_", { id: "" }) }],
  ["longer than 500 bytes", { headers: named("ce_", { id: "a".repeat(500) }) }],
])("what cannot be read is refused: %s", (reason, message) => {
  expect(() => read(message)).toThrow(reason);
});
