import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { signUp, startTestApp, type TestApp } from "../support/app.ts";
import { type Call, type Documented, faultOfAnswer, holdToDocument } from "./answers/call.ts";
import { article } from "./answers/publishing.ts";
import { stories, storySettings } from "./answers/stories.ts";

let app: TestApp;
let documented: Documented;
let call: Call;
beforeAll(async () => {
  app = await startTestApp(storySettings);
  documented = holdToDocument(app);
  ({ call } = documented);
});
afterAll(() => app.stop());

test("answers are as the document says, whatever readers, writers and admins do", async () => {
  for (const story of stories) await story(documented);
  expect(
    documented.unseen(),
    "procedures without a call in tests/surfaces/answers/, and without a sample in tests/samples/",
  ).toEqual([]);
});

describe("refusals are as the document says", () => {
  let token: string;
  beforeAll(async () => {
    ({ token } = await signUp(app));
  });
  const path = { slug: "nowhere" };

  test("when no account, or none that is known, is signed in", async () => {
    await call("accounts.current", 401);
    await call("articles.list", 200, { token: "worthless" });
    await call("articles.publish", 401, { token: "worthless", body: { article } });
    await call("accounts.login", 401, { body: { user: { email: "no@example.com", password: "a fine password" } } });
  });

  test("and what was created is found at its Location, also when the response is replayed", async () => {
    const key = { "idempotency-key": "located" };
    const create = () =>
      call("articles.publish", 201, { token, headers: key, body: { article: { ...article, title: "Où est-ce?" } } });
    for (const { headers, body } of [await create(), await create()]) {
      const location = headers.get("location") ?? expect.fail("no Location");
      const found = await (await app.fetch(location)).json();
      expect(found.article.slug).toBe(body.article.slug);
    }
  });

  test("when one calls too often", async () => {
    const limited = await startTestApp({ LIMITS: "on" }, undefined, { database: app.database });
    const { call: callLimited } = holdToDocument(limited);
    const start = { body: { provider: "google" } };
    while ((await limited.rest("POST", "/oauth/start", start)).status === 404);
    await callLimited("oauth.start", 429, start);
    const key = { "idempotency-key": "twice" };
    for (const title of ["Twice", "Twice"])
      await callLimited("articles.publish", 201, { token, headers: key, body: { article: { ...article, title } } });
  });

  test("when a thing does not exist or is taken", async () => {
    await call("articles.get", 404, { path });
    await call("articles.delete", 404, { token, path });
    await call("sessions.revoke", 404, { token, path: { id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10" } });
    const { username } = await signUp(app);
    await call("accounts.update", 409, { token, body: { user: { username } } });
  });

  test("when the input does not fit", async () => {
    await call("articles.publish", 422, { token, body: { article: { ...article, title: " ", tagList: null } } });
    await call("articles.publish", 422, { token, body: {} });
    await call("accounts.update", 422, { token, body: { user: { email: "nowhere" } } });
    await call("articles.list", 422, { search: "?limit=0&limit=1" });
    await call("sessions.revoke", 422, { token, path: { id: "seven" } });
  });

  test("when the request itself is wrong", async () => {
    const cookie = { cookie: "__Host-dovetail=a.b" };
    await call("articles.list", 400, { headers: { cookie: "__Host-dovetail=a.b; __Host-dovetail=c.d" } });
    await call("articles.favorite", 403, { path, headers: { ...cookie, origin: "https://evil.example" } });
    await call("articles.delete", 415, { token, path, headers: { "content-type": "text/plain" } });
    await call("articles.publish", 413, { token, body: { article: { ...article, body: "b".repeat(1_100_000) } } });
  });

  test("when something of ours fails", async () => {
    const broken = await startTestApp();
    onTestFinished(broken.stop);
    await broken.database.close();
    const { status, body } = await broken.rest("GET", "/tags");
    expect(status).toBe(500);
    const content = "#/components/responses/Internal/content/application~1problem+json/schema";
    expect(faultOfAnswer(content, body)).toBeUndefined();
  });
});
