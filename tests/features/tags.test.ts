import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startCachedApp();
});
afterAll(() => app.stop());

const publish = (token: string, title: string, tagList: string[]) =>
  app.rest("POST", "/articles", { token, body: { article: { title, description: "d", body: "b", tagList } } });

test("tags are listed most used first, and by name where that does not decide", async () => {
  const { token } = await signUp(app);
  await publish(token, "One", ["wood", "glue"]);
  await publish(token, "Two", ["wood", "axe"]);
  expect((await app.rest("GET", "/tags")).body).toEqual({ tags: ["wood", "axe", "glue"] });
});

test("a tag that no article bears any longer is gone", async () => {
  const { token } = await signUp(app);
  const { body } = await publish(token, "Three", ["passing"]);
  await app.rest("DELETE", `/articles/${body.article.slug}`, { token });
  expect((await app.rest("GET", "/tags")).body.tags).not.toContain("passing");
});
