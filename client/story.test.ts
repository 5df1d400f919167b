import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../tests/support/app.ts";
import { serveTestApp, type TestServer } from "../tests/support/http.ts";
import { createClient } from "./index.ts";

let app: TestApp;
let server: TestServer;
beforeAll(async () => {
  app = await startTestApp();
  server = await serveTestApp(app);
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

/** A person with a client that sends their token once they have one. */
function person(username: string) {
  let token: string | null = null;
  const client = createClient({ url: server.url, token: () => token });
  const register = async () => {
    const user = await client.accounts.register({
      username,
      email: `${username}@example.com`,
      password: "tail and pin",
    });
    token = user.token;
    return user;
  };
  return { client, register };
}

test("two people sign up, publish, follow, favorite, read their feed and sign out", async () => {
  const ada = person("ada");
  const grace = person("grace");
  expect(await ada.register()).toMatchObject({ username: "ada", email: "ada@example.com", bio: null });
  await grace.register();

  const draft = { title: "How joints hold", description: "No nails", body: "Tails and pins.", tagList: ["wood"] };
  const article = await ada.client.articles.publish(draft);
  expect(article).toMatchObject({ slug: "how-joints-hold", favorited: false, author: { username: "ada" } });

  expect((await grace.client.profiles.follow({ username: "ada" })).following).toBe(true);
  const { slug } = article;
  expect((await grace.client.articles.favorite({ slug })).favoritesCount).toBe(1);
  const [feed, profile, seen] = await Promise.all([
    grace.client.articles.feed(),
    grace.client.profiles.get({ username: "ada" }),
    ada.client.articles.get({ slug }),
  ]);
  expect(feed.articles.map((each) => [each.slug, each.favorited])).toEqual([[slug, true]]);
  expect(profile).toEqual({ username: "ada", bio: null, image: null, following: true });
  expect(seen).toMatchObject({ favorited: false, favoritesCount: 1, body: "Tails and pins." });

  expect(await ada.client.articles.update({ slug, title: "Why joints hold" })).toMatchObject({
    slug: "why-joints-hold",
    tagList: ["wood"],
  });
  expect(await ada.client.articles.delete({ slug: "why-joints-hold" })).toBeNull();
  expect(await grace.client.sessions.logout()).toBeNull();
  await expect(grace.client.accounts.current()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
});

test("a session kept in a cookie works where fetch keeps cookies, and no token is shown", async () => {
  let cookie = "";
  const client = createClient({
    url: server.url,
    credentials: "include",
    fetch: async (url, options) => {
      const headers = { ...options.headers, origin: "http://localhost:8787", ...(cookie !== "" && { cookie }) };
      const answer = await fetch(url, { ...options, headers });
      cookie = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? cookie;
      return answer;
    },
  });
  const user = await client.accounts.register({
    username: "joan",
    email: "joan@example.com",
    password: "tail and pin",
    session: "cookie",
  });
  expect(user.token).toBeNull();
  expect((await client.accounts.current()).username).toBe("joan");
  await client.sessions.logout();
  await expect(client.accounts.current()).rejects.toMatchObject({ code: "unauthorized" });
});
