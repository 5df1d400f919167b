import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { invalidNumbers } from "./support/characters.ts";
import { draft, enrol, type Person } from "./support/people.ts";
import { sendTrpc } from "./support/trpc.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await enrol(app, "ada");
});
afterAll(() => app.stop());

const json = { "content-type": "application/json" };
const authorized = () => ({ ...json, authorization: `Bearer ${ada.token}` });
const articlesCount = async () => (await app.rest("GET", "/articles")).body.articlesCount;

/** Sends a raw body to one procedure over both surfaces. */
async function sendRaw(body: RequestInit["body"], headers: Record<string, string> = authorized()) {
  const init = { method: "POST", headers, body: body ?? null, duplex: "half" };
  return {
    rest: (await app.fetch("/api/articles", init)).status,
    trpc: (await app.fetch("/trpc/articles.publish", init)).status,
  };
}

/** A chunked body without a content length. Reports how much of it was read. */
function inPieces(pieceBytes: number, pieces: number) {
  let sent = 0;
  const piece = new Uint8Array(pieceBytes).fill(32);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent === pieces) return controller.close();
      sent++;
      controller.enqueue(piece);
    },
  });
  return { body, bytesRead: () => sent * pieceBytes };
}

describe("a body beyond the limit", () => {
  test("IN-01 is refused when it announces its length", async () => {
    const body = JSON.stringify({ article: draft({ body: "x".repeat(10_485_760) }) });
    const headers = { ...authorized(), "content-length": String(body.length) };
    expect(await sendRaw(body, headers)).toEqual({ rest: 413, trpc: 413 });
  });

  test("IN-01 is refused when it comes in pieces, soon after the limit was read", async () => {
    for (const path of ["/api/articles", "/trpc/articles.publish", "/api/articles/x/favorite"]) {
      const { body, bytesRead } = inPieces(65_536, 160);
      const init = { method: "POST", headers: authorized(), body, duplex: "half" };
      expect((await app.fetch(path, init)).status).toBe(413);
      expect(bytesRead()).toBeLessThanOrEqual(1_048_576 + 2 * 65_536);
    }
  });

  test("is not taken for one just below it", async () => {
    const sent = JSON.stringify({ article: draft({ title: "Long", body: "y".repeat(200_000) }) });
    expect((await sendRaw(sent + " ".repeat(1_048_576 - sent.length))).rest).toBe(201);
  });
});

describe("JSON", () => {
  const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);

  test.each([
    ["arrays", nested(200_000, "[", "]")],
    ["objects", nested(100_000, '{"a":', "}").replace('"a":}', '"a":1}')],
    ["arrays inside a field", `{"article":{"title":${nested(1000, "[", "]")}}}`],
    ["arrays that never end", "[".repeat(200_000)],
  ])("of deeply nested %s is malformed", async (_, body) => {
    expect(await sendRaw(body)).toEqual({ rest: 400, trpc: 400 });
    const input = encodeURIComponent(body.slice(0, 100_000));
    for (const search of [`input=${input}`, `batch=1&input=${input}`])
      expect((await app.fetch(`/trpc/articles.list?${search}`)).status).toBe(400);
  });

  test.each(["{", '{"article":', "undefined", "NaN", "'x'", '{"article":{"title":"t",}}', "\u0000"])(
    "that is none is malformed: %j",
    async (body) => {
      expect(await sendRaw(body)).toEqual({ rest: 400, trpc: 400 });
    },
  );

  test("IN-16 that gives a key twice is malformed, however the key is written", async () => {
    for (const body of ['{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', '{"a":1,"\\u0061":2}', '[{"a":1,"a":2}]'])
      expect(await sendRaw(body)).toEqual({ rest: 400, trpc: 400 });
    const twice = '{"article":{"title":"t","description":"d","body":"b","title":"other"}}';
    expect((await sendRaw(twice)).rest).toBe(400);
  });

  test.each(["[]", "null", "7", '"text"', "true", "{}", '{"article":[]}', '{"article":null}', '{"article":"x"}', ""])(
    "of another shape does not fit: %j",
    async (body) => {
      const before = await articlesCount();
      const { rest, trpc } = await sendRaw(body);
      expect([rest, trpc]).toEqual([422, 422]);
      expect(await articlesCount()).toBe(before);
    },
  );

  test("is asked for by name", async () => {
    const body = JSON.stringify({ article: draft(), ...draft() });
    for (const type of [
      "text/plain",
      "text/json",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "image/svg+xml",
    ])
      expect(await sendRaw(body, { ...authorized(), "content-type": type })).toEqual({ rest: 415, trpc: 415 });
    for (const type of ["application/json;charset=utf-8", "Application/JSON", "application/json ; x=y"])
      expect(await sendRaw(body, { ...authorized(), "content-type": type })).toEqual({ rest: 201, trpc: 200 });
  });
});

test("IN-03 a batch of more than 20 calls is refused before any of them runs", async () => {
  const before = await articlesCount();
  for (const size of [21, 1000]) {
    const names = Array(size).fill("articles.publish").join(",");
    const inputs = Object.fromEntries(Array.from({ length: size }, (_, n) => [n, draft()]));
    const init = { method: "POST", headers: authorized(), body: JSON.stringify(inputs) };
    const response = await app.fetch(`/trpc/${names}?batch=1`, init);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("stack");
  }
  expect(await articlesCount()).toBe(before);
});

describe("names that every object has", () => {
  const planted = '{"polluted":true}';

  test("IN-04 are no procedures and no routes", async () => {
    for (const name of [
      "__proto__",
      "constructor",
      "toString",
      "articles.__proto__",
      "articles.constructor",
      "__proto__.get",
      "hasOwnProperty.call",
    ])
      for (const init of [{}, { method: "POST", headers: json, body: "{}" }]) {
        const { status, error } = await sendTrpc(app, name, init);
        expect({ status, reason: error.reason }).toEqual({ status: 404, reason: "no_such_procedure" });
        expect((await app.fetch(`/api/${name}`, init)).status).toBe(404);
      }
  });

  test("IN-04 change nothing when they are sent as keys, at any depth, in a body or an address", async () => {
    for (const key of ["__proto__", "constructor", "prototype"])
      for (const value of [planted, `{"prototype":${planted}}`]) {
        const article = `{"title":"t","description":"d","body":"b","${key}":${value}}`;
        expect((await sendRaw(`{"article":${article},"${key}":${value}}`)).rest).toBe(201);
        expect((await sendRaw(article)).trpc).toBe(200);
        expect((await sendRaw(`{"${key}":{"article":{}}}`)).rest).toBe(422);
        await app.fetch(`/trpc/articles.list?input=${encodeURIComponent(`{"${key}":${value}}`)}`);
        await app.fetch(`/trpc/articles.list?batch=1&input=${encodeURIComponent(`{"${key}":${value}}`)}`);
        expect((await app.fetch(`/api/articles?${key}=x&${key}[polluted]=true`)).status).toBe(200);
      }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(Object.keys((await app.rest("GET", "/articles?limit=1")).body)).toEqual([
      "articles",
      "articlesCount",
      "next",
    ]);
  });
});

describe("a number", () => {
  // Null is not a number: it counts as an omitted field.
  test.each(invalidNumbers.filter((misfit) => misfit !== "null"))(
    "that does not fit is refused over tRPC: %s",
    async (number) => {
      const ask = (input: string) => sendTrpc(app, `articles.list?input=${encodeURIComponent(input)}`, {});
      const { status, error } = await ask(`{"offset":${number}}`);
      expect({ status, fields: Object.keys(error.errors) }).toEqual({ status: 422, fields: ["offset"] });
    },
  );

  test("IN-09 of minus nought is nought", async () => {
    const { status } = await sendTrpc(app, `articles.list?input=${encodeURIComponent('{"offset":-0}')}`, {});
    expect(status).toBe(200);
    expect((await app.rest("GET", "/articles?offset=-0")).status).toBe(200);
  });
});

describe("a query parameter", () => {
  test("IN-16 given twice is refused, and so is an input given twice", async () => {
    for (const name of ["tag", "limit", "cursor"])
      expect((await app.rest("GET", `/articles?${name}=1&${name}=1`)).status).toBe(422);
    expect((await app.fetch("/trpc/articles.list?input={}&input={}")).status).toBe(400);
  });
});
