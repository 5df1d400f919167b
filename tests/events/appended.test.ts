import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { events } from "../../shared/events.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { eventsSince } from "../support/events.ts";

let app: TestApp;
let news: ReturnType<typeof eventsSince>;
beforeAll(async () => {
  app = await startTestApp();
  news = eventsSince(app);
});
afterAll(() => app.stop());

async function register(username: string): Promise<string> {
  const user = { username, email: `${username}@example.com`, password: "correct horse" };
  const { body } = await app.rest("POST", "/users", { body: { user } });
  return body.user.token;
}

const id = expect.any(Number);
const body = (article: object) => ({ article });
const text = { title: "How joints hold", description: "d", body: "b", tagList: [] };

test("append: each change of the shipped backend appends its event, a call without a change none", async () => {
  const ada = await register("ada");
  const bob = await register("bob");
  expect(await news()).toEqual([
    { name: "account.registered", accountId: id, username: "ada" },
    { name: "account.registered", accountId: id, username: "bob" },
  ]);

  await app.rest("POST", "/articles", { token: ada, body: body(text) });
  const article = { articleId: id, slug: "how-joints-hold", authorId: id, author: "ada" };
  expect(await news()).toEqual([{ name: "article.published", ...article }]);

  await app.rest("PUT", "/articles/how-joints-hold", { token: ada, body: body({ title: "Why joints hold" }) });
  const renamed = { ...article, slug: "why-joints-hold" };
  expect(await news()).toEqual([{ name: "article.updated", ...renamed, formerSlug: "how-joints-hold" }]);
  await app.rest("PUT", "/articles/why-joints-hold", { token: ada, body: body({ body: "new" }) });
  expect(await news()).toEqual([{ name: "article.updated", ...renamed, formerSlug: null }]);

  for (const _ of [1, 2]) await app.rest("POST", "/articles/why-joints-hold/favorite", { token: bob });
  expect(await news()).toEqual([{ name: "article.favorited", ...renamed, accountId: id, username: "bob" }]);

  for (const _ of [1, 2]) await app.rest("POST", "/profiles/ADA/follow", { token: bob });
  expect(await news()).toEqual([
    { name: "profile.followed", followerId: id, follower: "bob", followedId: id, followed: "ada" },
  ]);

  await app.rest("DELETE", "/articles/why-joints-hold", { token: bob });
  expect(await news()).toEqual([]);
  await app.rest("DELETE", "/articles/why-joints-hold", { token: ada });
  expect(await news()).toEqual([{ name: "article.deleted", ...renamed }]);
});

test("append: a moderator's removal appends the same event as the author's", async () => {
  const [author, moderator] = [await register("cleo"), await register("mod")];
  await app.database.db.updateTable("account").set({ role: "moderator" }).where("username", "=", "mod").execute();
  await app.rest("POST", "/articles", { token: author, body: body({ ...text, title: "Spam" }) });
  await news();
  await app.rest("DELETE", "/admin/articles/spam", { token: moderator });
  expect(await news()).toMatchObject([{ name: "article.deleted", slug: "spam", author: "cleo" }]);
});

test("append: the event of a deleted account contains only its name", async () => {
  const token = await register("dora");
  await news();
  await app.rest("DELETE", "/users/dora", { token });
  expect(await news()).toEqual([{ name: "account.deleted", accountId: id, username: "dora" }]);
});

test("events: every declared event is appended by some handler", () => {
  const sources = globSync("server/features/**/*.ts").map((path) => readFileSync(path, "utf8"));
  const appended = (name: string) => sources.some((text) => text.includes(`append(tx, "${name}"`));
  expect(Object.keys(events).filter((name) => !appended(name))).toEqual([]);
});
