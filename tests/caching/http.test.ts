import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { enrol, type Person, publish } from "../support/people.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp({ APP_ORIGINS: "https://app.example.com" }, undefined, openTestCaching());
  ada = await enrol(app, "ada");
  await publish(app, ada, { title: "Oak", tagList: ["wood"] });
});
afterAll(() => app.stop());

const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));

const publicReads = [
  "/api/tags",
  "/api/articles",
  "/api/articles/oak",
  "/api/profiles/ada",
  "/trpc/tags.list",
  `/trpc/articles.get?input=${input({ slug: "oak" })}`,
  `/trpc/articles.get?input=${input({ slug: "oak" })}&more=1`,
];

describe.each(publicReads)("%s, asked without a credential", (path) => {
  test("may be kept by any cache that revalidates each time, and is then answered 304", async () => {
    const first = await app.fetch(path);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    const vary = first.headers.get("vary")?.toLowerCase().split(", ");
    expect(vary).toEqual(expect.arrayContaining(["authorization", "cookie", "origin"]));
    expect(first.headers.getSetCookie()).toEqual([]);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await app.fetch(path, { headers: { "if-none-match": known } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
      expect(again.headers.get("vary")).toBe(first.headers.get("vary"));
      expect(again.headers.get("cache-control")).toBe("public, no-cache");
      expect(again.headers.get("content-type")).toBeNull();
    }
    const other = await app.fetch(path, { headers: { "if-none-match": '"other"' } });
    expect([other.status, await other.text()]).toEqual([200, await first.text()]);
  });

  test("CA-01 is the caller's alone once the caller shows anything of himself, who then gets 304", async () => {
    for (const headers of [
      { authorization: `Bearer ${ada.token}` },
      { cookie: `__Host-dovetail=${ada.token}` },
      { cookie: "theme=dark" },
    ]) {
      const answer = await app.fetch(path, { headers });
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
      const vary = answer.headers.get("vary")?.toLowerCase().split(", ");
      expect(vary).toEqual(expect.arrayContaining(["authorization", "cookie"]));
      const known = answer.headers.get("etag") ?? "";
      const again = await app.fetch(path, { headers: { ...headers, "if-none-match": known } });
      expect([again.status, again.headers.get("cache-control")]).toEqual([304, "private, no-cache"]);
    }
  });
});

test("what a viewer sees of an answer has a tag of its own", async () => {
  const tagFor = async (token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return (await app.fetch("/api/articles/oak", { headers })).headers.get("etag");
  };
  const grace = await enrol(app, "grace");
  await app.rest("POST", "/articles/oak/favorite", { token: grace.token });
  expect(await tagFor(grace.token)).not.toBe(await tagFor(ada.token));
  expect(await tagFor(ada.token)).toBe(await tagFor());
});

test("a list that API keys may read is kept by its caller; an account and its token are not", async () => {
  const ask = (path: string, more = {}) =>
    app.fetch(path, { headers: { authorization: `Bearer ${ada.token}`, ...more } });
  const feed = await ask("/api/articles/feed");
  expect([feed.status, feed.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  expect((await ask("/api/articles/feed", { "if-none-match": feed.headers.get("etag") ?? "" })).status).toBe(304);
  for (const path of ["/api/user", "/trpc/accounts.current", "/api/user/export"]) {
    const { headers } = await ask(path);
    expect([headers.get("cache-control"), headers.get("etag")], path).toEqual(["no-store", null]);
  }
});

test("a change gives another ETag", async () => {
  const etagOf = async () => (await app.fetch("/api/articles/oak")).headers.get("etag");
  const before = await etagOf();
  await app.rest("POST", "/articles/oak/favorite", { token: ada.token });
  const after = await etagOf();
  expect(after).not.toBe(before);
  const known = await app.fetch("/api/articles/oak", { headers: { "if-none-match": before ?? "" } });
  expect(known.status).toBe(200);
});

test("HEAD answers the headers of GET", async () => {
  const [head, get] = [await app.fetch("/api/tags", { method: "HEAD" }), await app.fetch("/api/tags")];
  for (const name of ["etag", "cache-control", "vary"]) expect(head.headers.get(name)).toBe(get.headers.get(name));
});

const json = { "content-type": "application/json" };
const post = (body: unknown) => ({ method: "POST", headers: json, body: JSON.stringify(body) });

test.for<[what: string, path: string, init: RequestInit]>([
  ["a batch", `/trpc/tags.list?batch=1&input=${input({})}`, {}],
  ["a batch of two", "/trpc/tags.list,tags.list?batch=1", {}],
  ["a streamed batch", "/trpc/tags.list?batch=1", { headers: { "trpc-accept": "application/jsonl" } }],
  ["a query by POST", "/trpc/tags.list", post({})],
  ["a missing article", "/api/articles/none", { headers: { "if-none-match": "*" } }],
  ["a missing article over tRPC", `/trpc/articles.get?input=${input({ slug: "none" })}`, {}],
  ["what cannot be read", "/api/articles?limit=x", {}],
  ["what only members may read", "/api/user", {}],
  ["a sign-in that fails", "/api/users/login", post({ user: { email: "a@example.com", password: "p" } })],
  ["the liveness check", "/healthz", {}],
])("no cache keeps %s", async ([, path, init]) => {
  const answer = await app.fetch(path, init);
  await answer.text();
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("etag")).toBeNull();
  expect(answer.status).not.toBe(304);
});
