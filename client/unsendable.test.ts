import { expect, onTestFinished, test } from "vitest";
import { type Script, serveScript } from "../tests/support/http.ts";
import { type ClientOptions, createClient, type ProcedureName } from "./index.ts";

// Calls that cannot be sent are errors at once: they are neither sent otherwise than they were meant, nor tried again.

const answer: Script = (response) => response.end('{"result":{"data":null}}');

async function clientOf(script: Script, options: Partial<ClientOptions> = {}) {
  const server = await serveScript(script);
  onTestFinished(server.stop);
  return { client: createClient({ url: server.url, ...options }), requests: server.requests };
}

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each([
  ["a big integer", { limit: 5n }, "BigInt"],
  ["a cycle", cycle, "circular"],
  ["NaN, which JSON would turn into null, as if the field were left out", { limit: Number.NaN }, "NaN"],
  ["an infinite number", { nested: [{ limit: -Infinity }] }, "-Infinity"],
])("an input with %s rejects as invalid; it does not throw, and nothing is sent", async (_, input, reason) => {
  const { client, requests } = await clientOf(answer);
  const refused = {
    name: "CallError",
    code: "invalid",
    status: 422,
    message: expect.stringContaining(reason),
    cause: expect.any(TypeError),
  };
  // Cast: the types forbid such inputs.
  const call = client.articles.list(input as object);
  await expect(call).rejects.toMatchObject({ ...refused, procedure: "articles.list" satisfies ProcedureName });
  const stream = client.articles.changes(input as object)[Symbol.asyncIterator]();
  await expect(stream.next()).rejects.toMatchObject({ ...refused, procedure: "articles.changes" });
  expect(requests).toEqual([]);
});

test.each<[string, Partial<ClientOptions>]>([
  ["a token of two lines", { token: "one\ntwo" }],
  ["a header that has no name", { headers: { "x y": "1" } }],
  ["a header in letters that no header has", { headers: { "x-name": "名" } }],
])("%s is an error of the token or headers, not of the network", async (_, options) => {
  const { client, requests } = await clientOf(answer, options);
  const refused = { code: "token", status: 0, cause: expect.any(TypeError) };
  await expect(client.articles.feed()).rejects.toMatchObject(refused);
  await expect(client.articles.changes()[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused);
  expect(requests).toEqual([]);
});

test.each(["localhost:8787", "api.example.com:443/v1", "https://api.example.com?v=1", "https://api.example.com/#top"])(
  "%s is refused as the base URL",
  (url) => {
    expect(() => createClient({ url })).toThrow(`"${url}" is not a base URL`);
  },
);

test.each(["", "/base/", "http://localhost:8787/", "HTTPS://api.example.com/v1", "capacitor://localhost", "//cdn:443"])(
  "%j is accepted as the base URL",
  (url) => {
    expect(() => createClient({ url })).not.toThrow();
  },
);

test("the client's own headers replace those of the app, however they are written", async () => {
  const headers = { "Content-Type": "text/plain", Authorization: "Basic eDp5", "X-App": "a", ACCEPT: "*/*" };
  const { client, requests } = await clientOf(
    (response, request, body) =>
      request.method === "POST"
        ? answer(response, request, body)
        : response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"slug":"a"}\n\n'),
    { headers, token: "t" },
  );
  await client.sessions.logout();
  await client.articles.changes()[Symbol.asyncIterator]().next();
  expect(requests.map((request) => [...request.headers])).toEqual([
    expect.arrayContaining([
      ["authorization", "Bearer t"],
      ["content-type", "application/json"],
      ["x-app", "a"],
    ]),
    expect.arrayContaining([
      ["authorization", "Bearer t"],
      ["accept", "text/event-stream"],
    ]),
  ]);
});

test("the app's Authorization counts where there is no token", async () => {
  const { client, requests } = await clientOf(answer, { headers: { Authorization: "Basic eDp5" } });
  await client.sessions.logout();
  expect(requests[0]?.headers.get("authorization")).toBe("Basic eDp5");
});

test("an error of onReset is reported as the app's own, and the stream goes on", async () => {
  const listeners = process.rawListeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  onTestFinished(() => {
    process.removeAllListeners("unhandledRejection");
    // Cast: these were listeners of this event.
    for (const listener of listeners) process.on("unhandledRejection", listener as () => void);
  });
  const reported = new Promise((resolve) => process.once("unhandledRejection", resolve));
  const { client, requests } = await clientOf((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write('id: c1\ndata: {"reset":true}\n\nid: c2\ndata: {"slug":"a"}\n\n');
  });
  const onReset = () => {
    throw new Error("of the app");
  };
  const stream = client.articles.changes({}, { onReset })[Symbol.asyncIterator]();
  expect(await stream.next()).toEqual({ done: false, value: { slug: "a" } });
  await stream.return?.();
  expect(await reported).toMatchObject({ message: "of the app" });
  expect(requests).toHaveLength(1);
});
