import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { specialCharacterTexts, unstorableTexts } from "./support/characters.ts";
import { draft, enrol, type Person, publish } from "./support/people.ts";
import { mutateTrpc, queryTrpc } from "./support/trpc.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await enrol(app, "ada");
});
afterAll(() => app.stop());

describe("a character that cannot be kept", () => {
  const bodies: [string, string, string, (text: string) => object][] = [
    [
      "a user name",
      "POST",
      "/users",
      (t) => ({ user: { username: t, email: "x@example.com", password: "long enough" } }),
    ],
    [
      "an address",
      "POST",
      "/users",
      (t) => ({ user: { username: "x", email: `${t}@example.com`, password: "long enough" } }),
    ],
    [
      "a new password",
      "POST",
      "/users",
      (t) => ({ user: { username: "x", email: "x@example.com", password: `${t} long enough` } }),
    ],
    ["the address of a sign-in", "POST", "/users/login", (t) => ({ user: { email: t, password: "p" } })],
    ["the password of a sign-in", "POST", "/users/login", (t) => ({ user: { email: "x@example.com", password: t } })],
    ["a bio", "PUT", "/user", (t) => ({ user: { bio: t } })],
    ["an image", "PUT", "/user", (t) => ({ user: { image: t } })],
    ["a title", "POST", "/articles", (t) => ({ article: draft({ title: t }) })],
    ["a tag", "POST", "/articles", (t) => ({ article: draft({ tagList: ["fine", t] }) })],
  ];

  test.each(bodies)("is refused in %s", async (_, method, path, bodyOf) => {
    for (const text of unstorableTexts)
      expect((await app.rest(method, path, { token: ada.token, body: bodyOf(text) })).status).toBe(422);
  });

  test.each([
    "/articles/a%00b",
    "/articles?tag=a%00b",
    "/articles?author=a%00b",
    "/articles?favorited=%00",
    "/articles?cursor=%00",
    "/articles?limit=%00",
    "/profiles/a%00b",
  ])("is refused in the address %s", async (path) => {
    expect((await app.rest("GET", path)).status).toBe(422);
  });

  test("IN-05 is refused over tRPC", async () => {
    for (const text of unstorableTexts) {
      expect((await queryTrpc(app, "articles.get", { slug: text })).status).toBe(422);
      expect((await queryTrpc(app, "articles.list", { tag: text })).status).toBe(422);
      expect((await mutateTrpc(app, "accounts.login", { email: text, password: text })).status).toBe(422);
      expect((await mutateTrpc(app, "accounts.update", { bio: text }, ada)).status).toBe(422);
    }
  });

  test("does no harm in skipped files, or where bytes make no text", async () => {
    expect((await app.rest("GET", "/articles?other=%00&%00=1")).status).toBe(200);
    expect((await app.rest("GET", "/articles?tag=%")).status).toBe(200);
    for (const path of ["/articles/%", "/articles/%EF%BF%BD"]) expect((await app.rest("GET", path)).status).toBe(404);
  });
});

describe("bytes that are no UTF-8", () => {
  test.each(["/articles/%ff%fe", "/articles/%E0%A4%A", "/profiles/%c0%80", "/articles?tag=%ff", "/articles?tag=%c3"])(
    "are refused in the address %s",
    async (path) => {
      expect(await app.rest("GET", path)).toMatchObject({ status: 400, body: { code: "malformed" } });
    },
  );

  const truncated = [0xf0, 0x9f, 0x98];
  test.each([
    ["/api/users", { "content-type": "application/json" }],
    ["/trpc/accounts.login", { "content-type": "application/json" }],
    ["/oauth/token", { "content-type": "application/x-www-form-urlencoded" }],
  ])("are refused in a body to %s, whether its length is announced or not", async (path, headers) => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, ...truncated, 0x22],
      [0xc0, 0x80],
    ]) {
      const body = new Uint8Array(bytes);
      for (const more of [{}, { "content-length": String(body.length) }])
        expect((await app.fetch(path, { method: "POST", headers: { ...headers, ...more }, body })).status).toBe(400);
    }
  });

  test("are refused in a tRPC input, and the character that stands for them is a character", async () => {
    const ask = (text: string) => app.fetch(`/trpc/articles.list?input=${text}`);
    expect((await ask("%7B%22tag%22:%22%ff%22%7D")).status).toBe(400);
    expect((await ask("%7B%22tag%22:%22%EF%BF%BD%22%7D")).status).toBe(200);
  });
});

describe("a request that could be misread", () => {
  test("a compressed body is refused, and the answer says what is taken", async () => {
    for (const path of ["/api/users/login", "/trpc/accounts.login"])
      for (const encoding of ["gzip", "br", "deflate, gzip"]) {
        const headers = { "content-type": "application/json", "content-encoding": encoding };
        const response = await app.fetch(path, { method: "POST", headers, body: "{}" });
        expect(response.status).toBe(415);
        expect(response.headers.get("accept-encoding")).toBe("identity");
        expect(await response.text()).toContain("content-encoding");
      }
    const headers = { "content-type": "application/json", "content-encoding": "identity" };
    expect((await app.fetch("/api/users/login", { method: "POST", headers, body: "{}" })).status).toBe(422);
  });

  test("a write under a condition that nothing holds to is refused and not made", async () => {
    const { slug } = await publish(app, ada, { title: "Conditions" });
    for (const headers of [{ "if-match": '"old"' }, { "if-match": "*" }, { "if-none-match": "*" }]) {
      const body = { article: { body: "overwritten" } };
      const { status, body: problem } = await app.rest("PUT", `/articles/${slug}`, { token: ada.token, headers, body });
      expect({ status, code: problem.code, about: Object.keys(problem.errors) }).toEqual({
        status: 400,
        code: "malformed",
        about: Object.keys(headers),
      });
      const trpc = await app.fetch("/trpc/articles.update", {
        method: "POST",
        headers: { ...headers, "content-type": "application/json", authorization: `Bearer ${ada.token}` },
        body: JSON.stringify({ slug, body: "overwritten" }),
      });
      expect(trpc.status).toBe(400);
    }
    expect((await app.rest("GET", `/articles/${slug}`)).body.article.body).not.toBe("overwritten");
  });

  test("a slash more than needed leads to the same place where it can only be a slip", async () => {
    const expected = (await app.rest("GET", "/articles")).body;
    for (const path of ["/articles/", "//articles", "//articles/"])
      expect(await app.rest("GET", path)).toMatchObject({ status: 200, body: expected });
    const { slug } = await publish(app, ada, { title: "Slashes" });
    expect((await app.rest("GET", `/articles/${slug}/`)).status).toBe(200);
    expect((await app.rest("POST", "/users/login/", { body: {} })).status).toBe(422);
    const gone = await app.rest("DELETE", `/articles/${slug}/`, { token: ada.token });
    expect(gone).toMatchObject({ status: 404, body: { detail: expect.stringContaining("slash") } });
    expect((await app.rest("GET", `/articles/${slug}`)).status).toBe(200);
    for (const path of ["/articles///", "/", "//articles//feed", "/articles//feed"])
      expect((await app.rest("GET", path)).status).toBe(404);
    const astray = await app.fetch("//localhost:8787//api/articles");
    expect(await astray.json()).toMatchObject({ status: 404, detail: expect.stringContaining("two slashes") });
  });
});

describe("text that means something to others", () => {
  test.each(specialCharacterTexts)("IN-08 is kept as it came: %j", async (text) => {
    const article = await publish(app, ada, { title: text, description: text, body: text, tagList: [text] });
    expect(article).toMatchObject({ title: text, description: text, body: text, tagList: [text] });
    const found = await app.rest("GET", `/articles?tag=${encodeURIComponent(text)}`);
    expect(found.body).toMatchObject({ articlesCount: 1, articles: [{ slug: article.slug }] });
    expect((await app.rest("GET", `/articles/${encodeURIComponent(text)}`)).status).toBe(404);
  });
});
