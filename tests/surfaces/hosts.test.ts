import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Serve } from "../../server/hosts/fetch-host.ts";
import { createListener } from "../../server/hosts/node-http.ts";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";

// Three hosts answer calls: ours on node:http, ours on the Fetch API, and Hono's. Their responses must be
// indistinguishable.

let app: TestApp;
let slug: string;
let token: string;
const servers: Server[] = [];
// Hono's listener replaces the global Request and Response; they are restored for other files of this process.
const globals = { Request: globalThis.Request, Response: globalThis.Response };
let leftToHono = 0;

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

let ownPort: number;
let fetchPort: number;
let honoPort: number;
beforeAll(async () => {
  app = await startTestApp({ APP_ORIGINS: "https://app.example" }, undefined, openTestCaching());
  ({ token } = await signUp(app, "ada"));
  const article = { title: "Oak", description: "d", body: "b", tagList: ["wood"] };
  slug = (await app.rest("POST", "/articles", { token, body: { article } })).body.article.slug;
  const { application, services } = app;
  const by = (serve: Serve) => getRequestListener((request) => serve(request, { services, address: "127.0.0.1" }));
  const viaHono = by(application.hono);
  const others: RequestListener = (incoming, outgoing) => {
    leftToHono++;
    void viaHono(incoming, outgoing);
  };
  honoPort = await listen(viaHono);
  fetchPort = await listen(by(application.fetch));
  ownPort = await listen(createListener({ fastPath: application.fastPath, services, isAccepting: () => true, others }));
});
afterAll(async () => {
  for (const server of servers) server.close();
  Object.assign(globalThis, globals);
  await app.stop();
});

/**
 * Sends raw lines.
 * @returns the response's header lines in alphabetical order, and the body.
 */
async function send(port: number, lines: readonly string[], sent = "") {
  const socket = connect(port, "127.0.0.1");
  // Latin-1 keeps bytes unchanged: headers may contain more than ASCII.
  socket.write(`${lines.join("\r\n")}\r\nx-request-id: differential\r\nconnection: close\r\n\r\n${sent}`, "latin1");
  const [head = "", ...body] = (await text(socket)).split("\r\n\r\n");
  const [status, ...headers] = head.split("\r\n").filter((line) => !/^date:/i.test(line));
  // Case and order of header names are irrelevant (RFC 9110, sections 5.1 and 5.3).
  const named = headers.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())).sort();
  return { status, headers: named, body: body.join("\r\n\r\n") };
}

/** Log lines since a moment, without durations. */
const logged = (since: number) =>
  app.logLines.slice(since).map(({ time: _, durationMs: __, ...line }) => ({ ...line }));

/** One host's response and its log lines. */
async function ask(port: number, lines: readonly string[], sent?: string) {
  const since = app.logLines.length;
  return { answer: await send(port, lines, sent), log: logged(since) };
}

async function all(lines: readonly string[], sent?: string) {
  // The cache is warmed before the comparison: the log distinguishes hits from misses.
  await send(honoPort, lines, sent);
  const before = leftToHono;
  const own = await ask(ownPort, lines, sent);
  const isOwn = leftToHono === before;
  const hono = await ask(honoPort, lines, sent);
  expect(own).toEqual(hono);
  expect(await ask(fetchPort, lines, sent)).toEqual(hono);
  return { ...own.answer, isOwn };
}

const get = (target: string, ...headers: readonly string[]) => [
  `GET ${target} HTTP/1.1`,
  "host: localhost:8787",
  ...headers,
];
const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const one = () => `/trpc/articles.get?input=${input({ slug })}`;

describe("answered by hosts of our own as by Hono's", () => {
  test.for<[title: string, lines: () => string[], status: number]>([
    ["a list", () => get("/api/articles?limit=5&tag=wood"), 200],
    ["a list with an encoded tag", () => get("/api/articles?tag=a%20b+c"), 200],
    ["an article, from the cache", () => get(`/api/articles/${slug}`), 200],
    ["an article that is not there", () => get("/api/articles/nowhere"), 404],
    ["an article, signed in", () => get(`/api/articles/${slug}`, `authorization: Token ${token}`), 200],
    ["the same with a name in capitals", () => get(`/api/articles/${slug}`, `AUTHORIZATION: Token ${token}`), 200],
    ["an invalid credential", () => get("/api/user"), 401],
    ["a dead token where one is needed", () => get("/api/user", "authorization: Token a.b"), 401],
    ["a dead token where none is needed", () => get("/api/articles", "authorization: Token a.b"), 200],
    ["the same over tRPC", () => get(one(), "authorization: Bearer a.b"), 200],
    [
      "the same in a batch",
      () => get(`/trpc/articles.get?batch=1&input=${input({ 0: { slug } })}`, "authorization: Bearer a.b"),
      200,
    ],
    ["two tokens", () => get("/api/user", `authorization: Token ${token}`, `authorization: Token ${token}`), 400],
    [
      "a token and a cookie",
      () => get("/api/user", `authorization: Token ${token}`, "cookie: __Host-dovetail=a.b"),
      200,
    ],
    [
      "a cookie and what a proxy in front asks for",
      () => get("/api/user", "authorization: Basic YTpi", "cookie: __Host-dovetail=a.b"),
      401,
    ],
    ["the cookie twice", () => get("/api/articles", "cookie: __Host-dovetail=a.b; __Host-dovetail=c.d"), 400],
    ["the cookie twice over tRPC", () => get(one(), "cookie: __Host-dovetail=a.b; __Host-dovetail=c.d"), 400],
    [
      "the cookie in two headers",
      () => get("/api/user", "cookie: __Host-dovetail=a", "cookie: __Host-dovetail=b"),
      400,
    ],
    ["a cookie that only looks like ours", () => get("/api/articles", "cookie: \u00a0__Host-dovetail=a.b"), 200],
    ["a cookie in two headers", () => get("/api/user", "cookie: a=b", "cookie: __Host-dovetail=a.b"), 401],
    ["a limit out of bounds", () => get("/api/articles?limit=0"), 422],
    ["a field twice", () => get("/api/articles?limit=1&limit=2"), 422],
    ["a wrong method", () => get("/api/users/login"), 405],
    ["a path that is none", () => get("/api/nothing/here"), 404],
    ["two slashes", () => get("/api//articles"), 200],
    ["an allowed origin", () => get("/api/tags", "origin: https://app.example"), 200],
    ["a foreign origin", () => get("/api/tags", "origin: https://elsewhere.example"), 200],
    ["a GET with a body", () => [...get("/api/tags", "content-length: 2"), ""].slice(0, -1), 200],
    ["a call", () => get(one()), 200],
    ["a call, signed in", () => get(`/trpc/accounts.current`, `authorization: Bearer ${token}`), 200],
    ["a call refused by its input", () => get(`/trpc/articles.get?input=${input({ slug: 7 })}`), 422],
    ["a batch", () => get(`/trpc/tags.list,articles.get?batch=1&input=${input({ 1: { slug } })}`), 200],
    [
      "a batch of which one fails",
      () => get(`/trpc/tags.list,articles.get?batch=1&input=${input({ 1: { slug: "no" } })}`),
      207,
    ],
    ["input twice", () => get("/trpc/tags.list?input=%7B%7D&input=%7B%7D"), 400],
    ["a key twice", () => get("/trpc/tags.list?input=%7B%22a%22:1,%22a%22:2%7D"), 400],
    ["a form", () => get("/trpc/tags.list", "content-type: multipart/form-data"), 415],
  ])("%s", async ([, lines, status]) => {
    const answer = await all(lines());
    expect(answer.status).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.isOwn).toBe(true);
  });

  test("who has a public answer already gets 304 from all", async () => {
    const { headers } = await all(get(`/api/articles/${slug}`));
    const etag = headers.find((line) => line.startsWith("etag:"))?.slice("etag: ".length);
    const answer = await all(get(`/api/articles/${slug}`, `if-none-match: "other", ${etag}`));
    expect(answer).toMatchObject({ status: "HTTP/1.1 304 Not Modified", body: "", isOwn: true });
  });
});

const json = "content-type: application/json";

/** A write whose repetition gives the same response. */
const write = (line: string, body: unknown, ...headers: readonly string[]) => {
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const length = headers.some((header) => header.startsWith("transfer-encoding"))
    ? []
    : [`content-length: ${sent.length}`];
  return { lines: [`${line} HTTP/1.1`, "host: localhost:8787", ...length, ...headers], sent };
};
const signedIn = () => `authorization: Token ${token}`;
const tooMuch = JSON.stringify({ slug: "x".repeat(1_100_000) });

describe("writes answered by hosts of our own as by Hono's", () => {
  test.for<[title: string, request: () => ReturnType<typeof write>, status: number, isOwn?: boolean]>([
    ["a write without a body", () => write(`POST /api/articles/${slug}/favorite`, "", signedIn()), 200],
    ["a DELETE", () => write(`DELETE /api/articles/${slug}/favorite`, "", signedIn()), 200],
    ["a PUT with fields", () => write("PUT /api/user", { user: { bio: "Joiner" } }, signedIn(), json), 200],
    ["text beyond ASCII", () => write("PUT /api/user", { user: { bio: "\u00c3\u00a9" } }, signedIn(), json), 200],
    ["bytes that are not UTF-8", () => write("PUT /api/user", '{"user":{"bio":"\u00ff"}}', signedIn(), json), 400],
    [
      "a write in chunks",
      () => write("PUT /api/user", "2\r\n{}\r\n0\r\n\r\n", signedIn(), json, "transfer-encoding: chunked"),
      422,
    ],
    [
      "a wrong password",
      () => write("POST /api/users/login", { user: { email: "a@b.example", password: "x" } }, json),
      401,
    ],
    ["broken JSON", () => write("POST /api/articles", "{", signedIn(), json), 400],
    ["a field that does not fit", () => write("POST /api/articles", { article: { title: 7 } }, signedIn(), json), 422],
    ["no credential", () => write("POST /api/articles", {}, json), 401],
    [
      "a form",
      () => write("POST /api/articles", "a=b", signedIn(), "content-type: application/x-www-form-urlencoded"),
      415,
    ],
    ["a compressed body", () => write("POST /api/articles", "{}", signedIn(), json, "content-encoding: gzip"), 415],
    ["too large a body", () => write("POST /api/articles", tooMuch, signedIn(), json), 413],
    ["a condition that is not supported", () => write("POST /api/articles", {}, signedIn(), json, "if-match: *"), 400],
    [
      "a cookie from elsewhere",
      () => write("POST /api/articles", {}, "cookie: __Host-dovetail=a.b", json, "origin: https://evil.example"),
      403,
    ],
    ["a PATCH of what takes none", () => write("PATCH /api/articles", {}, json), 405],
    ["a call", () => write("POST /trpc/articles.favorite", { slug }, signedIn(), json), 200],
    ["a call by its former name", () => write("POST /trpc/articles.favourite", { slug }, signedIn(), json), 200],
    [
      "a batch",
      () =>
        write(
          "POST /trpc/articles.favorite,articles.unfavorite?batch=1",
          { 0: { slug }, 1: { slug: "no" } },
          signedIn(),
          json,
        ),
      207,
    ],
    ["a query by POST", () => write("POST /trpc/articles.get", { slug }, json), 200],
    ["too large a call", () => write("POST /trpc/articles.get", tooMuch, json), 413],
    ["a call of broken JSON", () => write("POST /trpc/articles.favorite", "{", signedIn(), json), 400, false],
    ["a batch that is none", () => write("POST /trpc/articles.favorite?batch=1", [1], signedIn(), json), 400, false],
    [
      "a batch that streams",
      () => write("POST /trpc/articles.get?batch=1", { 0: { slug } }, json, "trpc-accept: application/jsonl"),
      200,
      false,
    ],
  ])("%s", async ([, request, status, isOwn = true]) => {
    const { lines, sent } = request();
    const answer = await all(lines, sent);
    expect(answer.status).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.isOwn).toBe(isOwn);
  });
});

describe("left to Hono", () => {
  test.for<[title: string, lines: () => string[], status: number]>([
    ["a HEAD", () => ["HEAD /api/tags HTTP/1.1", "host: localhost"], 200],
    ["an OPTIONS", () => ["OPTIONS /api/tags HTTP/1.1", "host: localhost", "origin: https://app.example"], 204],
    ["an escape in the path", () => get("/api/profiles/%61da"), 200],
    ["a dot segment", () => get("/api/articles/../tags"), 200],
    ["a dot segment at the end", () => get("/api/tags/."), 200],
    ["an escaped dot segment", () => get("/api/articles/%2e%2e/tags"), 200],
    ["a backslash", () => get("/api\\tags"), 400],
    ["a character that addresses escape", () => get('/api/articles?tag="'), 200],
    ["an absolute address", () => get("http://localhost/api/tags"), 200],
    ["a strange host", () => ["GET /api/tags HTTP/1.1", "host: a b"], 400],
    ["two hosts", () => get("/api/tags", "host: elsewhere"), 200],
    ["no host", () => ["GET /api/tags HTTP/1.0"], 400],
    ["the surface's own path", () => get("/api"), 404],
    ["a query that is not JSON", () => get("/trpc/tags.list?input=%7B"), 400],
    ["a procedure that is not there", () => get("/trpc/no.thing"), 404],
    ["a mutation by GET", () => get("/trpc/articles.delete"), 405],
    ["what streams", () => get(`/trpc/tags.list?batch=1`, "trpc-accept: application/jsonl"), 200],
    ["what no surface has", () => get("/healthz"), 200],
  ])("%s", async ([, lines, status]) => {
    const answer = await all(lines());
    expect(answer.status).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.isOwn).toBe(false);
  });

  test("errors of tRPC itself have the JSON content type", async () => {
    const { headers, body } = await all(["DELETE /trpc/tags.list HTTP/1.1", "host: localhost"]);
    expect(headers).toContain("content-type: application/json");
    expect(JSON.parse(body)).toMatchObject({ error: { data: { reason: "wrong_media_type" } } });
  });
});

test("a connection does not outlive the service: both say so once it stops", async () => {
  const { application, services } = app;
  const listener = createListener({
    fastPath: application.fastPath,
    services,
    isAccepting: () => false,
    others: () => {},
  });
  const port = await listen(listener);
  const answer = await fetch(`http://127.0.0.1:${port}/api/tags`);
  expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
});
