import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { draft, enrol, type Person, publish, refusal } from "../support/people.ts";
import { mutateTrpc } from "../support/trpc.ts";

let app: TestApp;
let ada: Person;
let grace: Person;
beforeAll(async () => {
  app = await startCachedApp();
  ada = await enrol(app, "ada");
  grace = await enrol(app, "grace");
});
afterAll(() => app.stop());

const read = async (slug: string, token?: string) =>
  (await app.rest("GET", `/articles/${encodeURIComponent(slug)}`, { token })).body.article;
const change = (slug: string, article: unknown, { token }: { token?: string } = ada) =>
  app.rest("PUT", `/articles/${encodeURIComponent(slug)}`, { token, body: { article } });
const noArticle = { status: 404, errors: { article: ["not found"] } };
const signInFirst = { status: 401, errors: { token: ["is missing"] } };

describe("publishing", () => {
  test("answers 201 with the article as every reader will see it", async () => {
    const article = draft({ title: "How joints hold", tagList: ["wood", "joinery", "wood"] });
    const { status, body } = await app.rest("POST", "/articles", { token: ada.token, body: { article } });
    expect(status).toBe(201);
    expect(body).toEqual({
      article: {
        ...article,
        slug: "how-joints-hold",
        tagList: ["joinery", "wood"],
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        updatedAt: body.article.createdAt,
        favorited: false,
        favoritesCount: 0,
        author: { username: "ada", bio: null, image: null, following: false },
      },
    });
    expect(await read("how-joints-hold")).toEqual(body.article);
  });

  test.each([
    ["empty", { title: "", description: "", body: "" }],
    ["null", { title: null, description: null, body: null }],
    ["invisible", { title: " ", description: "\n", body: "\t" }],
    ["absent", {}],
  ])("names every text that is %s", async (_, article) => {
    const { token } = ada;
    const blank = ["can't be blank"];
    expect(await refusal(app, "POST", "/articles", { token, body: { article } })).toEqual({
      status: 422,
      errors: { title: blank, description: blank, body: blank },
    });
    expect(await refusal(app, "POST", "/articles", { body: { article } })).toEqual(signInFirst);
  });

  test.each([
    ["null", null, "tagList"],
    ["a text", "wood", "tagList"],
    ["numbers", [1], "tagList.0"],
    ["empty tags", ["wood", ""], "tagList.1"],
    ["invisible tags", [" "], "tagList.0"],
    ["tags of 65 characters", ["x".repeat(65)], "tagList.0"],
    ["51 tags", Array.from({ length: 51 }, (_, n) => `tag${n}`), "tagList"],
  ])("refuses %s for a tag list, also on update", async (_, tagList, field) => {
    const { slug } = await publish(app, ada);
    for (const { status, body } of [
      await app.rest("POST", "/articles", { token: ada.token, body: { article: { ...draft(), tagList } } }),
      await change(slug, { tagList }),
    ])
      expect({ status, fields: Object.keys(body.errors) }).toEqual({ status: 422, fields: [field] });
  });

  test("refuses texts that are too long rather than cutting them", async () => {
    const { token } = ada;
    const article = { title: "t".repeat(257), description: "d".repeat(1025), body: "b".repeat(200_001) };
    const { status, errors } = await refusal(app, "POST", "/articles", { token, body: { article } });
    expect({ status, fields: Object.keys(errors) }).toEqual({ status: 422, fields: ["title", "description", "body"] });
    expect(errors.title).toEqual(["must have at most 256 characters"]);
  });

  test("grants nothing to a caller who sends more than is asked for", async () => {
    const extra = {
      slug: "chosen",
      author: "grace",
      author_id: grace.id,
      id: 1,
      createdAt: "2000-01-01",
      favoritesCount: 9,
    };
    const published = await publish(app, ada, { title: "With extras", ...extra });
    expect(published).toMatchObject({ slug: "with-extras", favoritesCount: 0, author: { username: "ada" } });
    expect(published.createdAt > "2020").toBe(true);
    const { body } = await change("with-extras", { body: "changed", ...extra });
    const { updatedAt, ...unchanged } = published;
    expect(body.article).toMatchObject({ ...unchanged, body: "changed" });
  });
});

describe("an article's slug", () => {
  test("stays distinct for equal titles", async () => {
    const slugs = [];
    for (let count = 0; count < 4; count++) slugs.push((await publish(app, ada, { title: "Twice told" })).slug);
    expect(slugs[0]).toBe("twice-told");
    expect(new Set(slugs).size).toBe(4);
    for (const slug of slugs) expect((await read(slug)).slug).toBe(slug);
  });

  test.each([
    ["Ærø & the Sea", "aero-the-sea"],
    ["Crème brûlée", "creme-brulee"],
    ["Straße Nr. 7", "strasse-nr-7"],
    ["Привет, мой мир", "привет-мой-мир"],
    ["がんばれ 日本", "がんばれ-日本"],
    ["हिन्दी में", "हिन्दी-में"],
    ["한국어 제목", "한국어-제목"],
    ["☕️ & 😀", "article"],
    ["../../etc/passwd?x=1#y", "etc-passwd-x-1-y"],
    ["x".repeat(256), "x".repeat(80)],
  ])("of %s is made of its letters and can be read", async (title, slug) => {
    const article = await publish(app, ada, { title });
    expect(article.slug.startsWith(slug)).toBe(true);
    expect((await read(article.slug)).title).toBe(title);
  });

  test("is never the address of the feed", async () => {
    const { slug } = await publish(app, ada, { title: "Feed" });
    expect(slug).toMatch(/^feed-[0-9a-z]{6}$/);
    expect((await read(slug)).title).toBe("Feed");
    const renamed = await publish(app, ada, { title: "Not yet" });
    expect((await change(renamed.slug, { title: "FEED!" })).body.article.slug).toMatch(/^feed-[0-9a-z]{6}$/);
  });

  test("follows a changed title, and the old one is free again", async () => {
    await publish(app, ada, { title: "Old name" });
    const { body } = await change("old-name", { title: "New name" });
    expect(body.article).toMatchObject({ slug: "new-name", title: "New name" });
    expect(await refusal(app, "GET", "/articles/old-name")).toEqual(noArticle);
    expect((await publish(app, grace, { title: "Old name" })).slug).toBe("old-name");
  });

  test("stays when the title changes in nothing that a slug shows, or in nothing at all", async () => {
    await publish(app, ada, { title: "Much the same" });
    const twin = await publish(app, ada, { title: "Much the same" });
    expect((await change(twin.slug, { title: "MUCH, the same!" })).body.article.slug).toBe(twin.slug);
    expect((await change("much-the-same", { title: "Much the same" })).body.article.slug).toBe("much-the-same");
  });

  test("stays distinct when a title is changed to one that exists", async () => {
    await publish(app, grace, { title: "Occupied" });
    const { slug } = await publish(app, ada, { title: "On the move" });
    const { status, body } = await change(slug, { title: "Occupied" });
    expect(status).toBe(200);
    expect(body.article.slug).toMatch(/^occupied-[0-9a-z]{6}$/);
    expect((await read("occupied")).author.username).toBe("grace");
  });
});

describe("changing an article", () => {
  test("keeps what is left out, moves updatedAt each time and createdAt never", async () => {
    const article = await publish(app, ada, { title: "Moving times", tagList: ["b", "a"] });
    const moments = [article.updatedAt];
    for (const changes of [{ body: "one" }, { body: "one" }, {}, { description: "other" }]) {
      const { status, body } = await change(article.slug, changes);
      expect(status).toBe(200);
      expect(body.article).toMatchObject({ createdAt: article.createdAt, tagList: ["a", "b"], title: "Moving times" });
      moments.push(body.article.updatedAt);
    }
    expect(moments).toEqual([...new Set(moments)].sort());
    expect(await read(article.slug)).toMatchObject({ body: "one", description: "other" });
  });

  test("replaces the tags, or with an empty list removes them", async () => {
    const { slug } = await publish(app, ada, { tagList: ["passing", "staying"] });
    expect((await change(slug, { tagList: ["staying", "new", "new"] })).body.article.tagList).toEqual([
      "new",
      "staying",
    ]);
    const { tags } = (await app.rest("GET", "/tags")).body;
    expect(tags).toEqual(expect.arrayContaining(["new", "staying"]));
    expect(tags).not.toContain("passing");
    expect((await change(slug, { tagList: [] })).body.article.tagList).toEqual([]);
    expect((await read(slug)).tagList).toEqual([]);
  });

  test.each(["title", "description", "body"])("refuses an empty or null %s", async (field) => {
    const { slug } = await publish(app, ada);
    for (const value of ["", null, "  "]) {
      const { status, body } = await change(slug, { [field]: value });
      expect({ status, errors: body.errors }).toEqual({ status: 422, errors: { [field]: ["can't be blank"] } });
    }
  });
});

describe("only its author", () => {
  const forbidden = { status: 403, errors: { article: ["forbidden"] } };

  test("may change or delete an article", async () => {
    const article = await publish(app, ada, { title: "Hands off" });
    const { token } = grace;
    expect(await refusal(app, "PUT", "/articles/hands-off", { token, body: { article: { body: "x" } } })).toEqual(
      forbidden,
    );
    expect(await refusal(app, "DELETE", "/articles/hands-off", { token })).toEqual(forbidden);
    expect(await mutateTrpc(app, "articles.delete", { slug: "hands-off" }, { token })).toMatchObject({
      status: 403,
      error: { code: "FORBIDDEN", reason: "forbidden", errors: { article: ["forbidden"] } },
    });
    expect(await read("hands-off")).toEqual(article);
  });

  test("deletes with 204 and no body, and then it is gone from everywhere", async () => {
    const { slug } = await publish(app, ada, { title: "Soon gone", tagList: ["soon-gone"] });
    await app.rest("POST", `/articles/${slug}/favorite`, { token: grace.token });
    const { status, body } = await app.rest("DELETE", `/articles/${slug}`, { token: ada.token });
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(await refusal(app, "GET", `/articles/${slug}`)).toEqual(noArticle);
    expect(await refusal(app, "DELETE", `/articles/${slug}`, { token: ada.token })).toEqual(noArticle);
    for (const filter of ["tag=soon-gone", "favorited=grace"])
      expect((await app.rest("GET", `/articles?${filter}`)).body).toEqual({
        articles: [],
        articlesCount: 0,
        next: null,
      });
  });
});

test("an unknown slug is not found, whatever is done with it; without a sign-in that is asked for first", async () => {
  const calls: [string, string, unknown?][] = [
    ["PUT", "", { article: { body: "b" } }],
    ["DELETE", ""],
    ["POST", "/favorite"],
    ["DELETE", "/favorite"],
  ];
  for (const [method, rest, body] of calls) {
    const path = `/articles/no-such${rest}`;
    expect(await refusal(app, method, path, { token: ada.token, body })).toEqual(noArticle);
    expect(await refusal(app, method, path, { body })).toEqual(signInFirst);
  }
  expect(await refusal(app, "GET", "/articles/no-such")).toEqual(noArticle);
});

test("broken JSON without a sign-in is answered by asking for one", async () => {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{" };
  expect((await app.fetch("/api/articles", init)).status).toBe(401);
});

test("an article that was there and one that never was are refused in the same words", async () => {
  const { slug } = await publish(app, ada, { title: "Was here" });
  await app.rest("DELETE", `/articles/${slug}`, { token: ada.token });
  const [was, never] = [await app.rest("GET", "/articles/was-here"), await app.rest("GET", "/articles/was-never")];
  expect(was.body).toEqual(never.body);
});

test("a favorite counts once for each who has it, and only they see it as theirs", async () => {
  const { slug, updatedAt } = await publish(app, ada, { title: "Well liked" });
  const mark = (method: string, { token }: Person) => app.rest(method, `/articles/${slug}/favorite`, { token });
  const favoriteOf = ({ body }: Awaited<ReturnType<typeof mark>>) => [
    body.article.favorited,
    body.article.favoritesCount,
  ];
  expect(favoriteOf(await mark("POST", grace))).toEqual([true, 1]);
  expect(favoriteOf(await mark("POST", grace))).toEqual([true, 1]);
  expect(favoriteOf(await mark("POST", ada))).toEqual([true, 2]);
  expect(favoriteOf(await mark("DELETE", grace))).toEqual([false, 1]);
  expect(favoriteOf(await mark("DELETE", grace))).toEqual([false, 1]);
  const seen = [await read(slug, ada.token), await read(slug, grace.token), await read(slug)];
  expect(seen.map(({ favorited, favoritesCount }) => [favorited, favoritesCount])).toEqual([
    [true, 1],
    [false, 1],
    [false, 1],
  ]);
  expect(seen[0].updatedAt).toBe(updatedAt);
});
