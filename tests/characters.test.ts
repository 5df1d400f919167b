import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { meaningful, unstorable } from "./support/characters.ts";
import { draft, enrol, type Person, publish } from "./support/people.ts";
import { askTrpc, tellTrpc } from "./support/trpc.ts";

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
    for (const text of unstorable)
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
    for (const text of unstorable) {
      expect((await askTrpc(app, "articles.get", { slug: text })).status).toBe(422);
      expect((await askTrpc(app, "articles.list", { tag: text })).status).toBe(422);
      expect((await tellTrpc(app, "accounts.login", { email: text, password: text })).status).toBe(422);
      expect((await tellTrpc(app, "accounts.update", { bio: text }, ada)).status).toBe(422);
    }
  });

  test("does no harm where nobody looks, or where bytes make no text", async () => {
    expect((await app.rest("GET", "/articles?other=%00&%00=1")).status).toBe(200);
    for (const path of ["/articles/%ff%fe", "/articles/%E0%A4%A", "/articles/%", "/profiles/%c0%80"])
      expect((await app.rest("GET", path)).status).toBe(404);
    for (const path of ["/articles?tag=%ff", "/articles?tag=%"]) expect((await app.rest("GET", path)).status).toBe(200);
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    };
    expect((await app.fetch("/api/users", init)).status).toBe(422);
  });
});

describe("text that means something to others", () => {
  test.each(meaningful)("IN-08 is kept as it came: %j", async (text) => {
    const article = await publish(app, ada, { title: text, description: text, body: text, tagList: [text] });
    expect(article).toMatchObject({ title: text, description: text, body: text, tagList: [text] });
    const found = await app.rest("GET", `/articles?tag=${encodeURIComponent(text)}`);
    expect(found.body).toMatchObject({ articlesCount: 1, articles: [{ slug: article.slug }] });
    expect((await app.rest("GET", `/articles/${encodeURIComponent(text)}`)).status).toBe(404);
  });
});
