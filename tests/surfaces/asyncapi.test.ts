import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { createAsyncApiDocument } from "../../server/surfaces/asyncapi/index.ts";
import { events } from "../../shared/events.ts";
import { startTestApp } from "../support/app.ts";

async function officialSchema() {
  const path = new URL("../../node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json", import.meta.url);
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(path, "utf8")));
}

test("the document of the public events is valid AsyncAPI 3.0 by its official schema", async () => {
  const validate = await officialSchema();
  const document = createAsyncApiDocument(events);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ ...document, operations: { broken: { action: "shout" } } })).toBe(false);
});

test("each example of a message is valid by the message's own schema", () => {
  const ajv = new Ajv({ strict: false });
  formats.default(ajv);
  const messages = Object.values(createAsyncApiDocument(events).components.messages);
  expect(messages.map(({ name }) => name)).toEqual(Object.keys(events));
  for (const { payload, examples = [] } of messages) {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect([ajv.validate(payload, example.payload), ajv.errors]).toEqual([true, null]);
  }
});

test("GET /asyncapi.json serves it, with an ETag", async () => {
  const app = await startTestApp();
  try {
    const response = await app.fetch("/asyncapi.json");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(createAsyncApiDocument(events))));
    const etag = response.headers.get("etag") ?? "";
    expect((await app.fetch("/asyncapi.json", { headers: { "if-none-match": etag } })).status).toBe(304);
  } finally {
    await app.stop();
  }
});
