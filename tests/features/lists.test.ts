import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RestAnswer, TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";
import { queryTrpc } from "../support/trpc.ts";

let app: TestApp;
let ada: Person;
let grace: Person;
let reader: Person;

const wooden = ["wood"];
const favorite = (slug: string, { token }: Person) => app.rest("POST", `/articles/${slug}/favorite`, { token });

beforeAll(async () => {
  app = await startCachedApp();
  ada = await enrol(app, "ada");
  grace = await enrol(app, "grace");
  reader = await enrol(app, "reader");
  await publish(app, ada, { title: "a1", tagList: wooden });
  await publish(app, grace, { title: "g1", tagList: wooden });
  await publish(app, ada, { title: "a2" });
  await publish(app, grace, { title: "g2", tagList: ["glue"] });
  await publish(app, ada, { title: "a3", tagList: ["wood", "glue"] });
  for (const slug of ["a1", "g1", "g2", "a3"]) await favorite(slug, reader);
});
afterAll(() => app.stop());

const titlesOf = (body: RestAnswer["body"]): string[] =>
  body.articles.map(({ title }: { readonly title: string }) => title);
const list = async (query = "", token?: string) => (await app.rest("GET", `/articles${query}`, { token })).body;
const empty = { articles: [], articlesCount: 0, next: null };

test("the list holds all articles, newest first, without their bodies", async () => {
  const body = await list();
  expect(titlesOf(body)).toEqual(["a3", "g2", "a2", "g1", "a1"]);
  expect(body.articlesCount).toBe(5);
  for (const article of body.articles) {
    expect(Object.keys(article).sort()).toEqual(
      "author createdAt description favorited favoritesCount slug tagList title updatedAt".split(" "),
    );
    expect(Object.keys(article.author).sort()).toEqual(["bio", "following", "image", "username"]);
  }
});

test.each([
  ["tag=wood", ["a3", "g1", "a1"]],
  ["author=ada", ["a3", "a2", "a1"]],
  ["author=ADA", ["a3", "a2", "a1"]],
  ["favorited=reader", ["a3", "g2", "g1", "a1"]],
  ["tag=wood&author=ada", ["a3", "a1"]],
  ["tag=glue&favorited=reader", ["a3", "g2"]],
  ["author=grace&favorited=reader", ["g2", "g1"]],
  ["author=ada&favorited=reader&tag=glue", ["a3"]],
  ["author=reader", []],
  ["author=nobody", []],
  ["favorited=nobody", []],
  ["tag=stone", []],
  ["tag=nobody&author=nobody&favorited=nobody", []],
  ["tag=WOOD", []],
  ["tag=%25", []],
  ["tag=' or 1=1 --", []],
])("?%s holds those that match and counts them", async (query, titles) => {
  const body = await list(`?${query}`);
  expect(titlesOf(body)).toEqual(titles);
  expect(body.articlesCount).toBe(titles.length);
  const page = await list(`?${query}&limit=1&offset=1`);
  expect(titlesOf(page)).toEqual(titles.slice(1, 2));
  expect(page.articlesCount).toBe(titles.length);
});

test("each viewer sees their own favorites and follows in it", async () => {
  await app.rest("POST", "/profiles/ada/follow", { token: reader.token });
  const seen = (body: RestAnswer["body"]) =>
    body.articles.map((article: RestAnswer["body"]) => [article.favorited, article.author.following]);
  expect(seen(await list("?author=ada", reader.token))).toEqual([
    [true, true],
    [false, true],
    [true, true],
  ]);
  expect(seen(await list("?author=ada"))).toEqual([
    [false, false],
    [false, false],
    [false, false],
  ]);
  await app.rest("DELETE", "/profiles/ada/follow", { token: reader.token });
});

describe("the bounds of a page", () => {
  test.each([
    ["limit=0", "limit", "must be at least 1"],
    ["limit=-1", "limit", "must be at least 1"],
    ["limit=1.5", "limit", "must be of type int"],
    ["limit=1.0000000000000000001", "limit", "must be of type number"],
    ["limit=1e1", "limit", "must be of type number"],
    ["limit=NaN", "limit", "must be of type number"],
    ["limit=ten", "limit", "must be of type number"],
    ["limit=9223372036854775808", "limit", "must be of type number"],
    ["limit=1&limit=2", "limit", "must be given once"],
    ["offset=-1", "offset", "must be at least 0"],
    ["offset=10001", "offset", "must be at most 10000: use the cursor in next to go deeper"],
    ["offset=2147483648", "offset", "must be at most 10000: use the cursor in next to go deeper"],
    ["offset=1&cursor=1", "offset", "cannot be combined with a cursor"],
    ["cursor=-1", "cursor", "is invalid"],
    ["cursor=%00", "cursor", "is invalid"],
    ["cursor=zzzzzzzzzzz", "cursor", "is invalid"],
    ["cursor=1%27%20or%201=1", "cursor", "is invalid"],
    ["tag=a%00b", "tag", "has characters that cannot be kept"],
  ])("?%s is refused in the field's name", async (query, field, message) => {
    const expected = { status: 422, errors: { [field]: [message] } };
    expect(await refusal(app, "GET", `/articles?${query}`)).toEqual(expected);
    if (!/^(?:tag|author)/.test(query))
      expect(await refusal(app, "GET", `/articles/feed?${query}`, { token: ada.token })).toEqual(expected);
  });

  test.each(["limit=101", "limit=1000000000", "limit=1000000"])("?%s gets the largest page", async (query) => {
    expect(await list(`?${query}`)).toEqual(await list("?limit=100"));
    const trpc = await queryTrpc(app, "articles.list", { limit: Number(query.slice("limit=".length)) });
    expect(trpc.data).toEqual((await queryTrpc(app, "articles.list", { limit: 100 })).data);
    const feed = await app.rest("GET", `/articles/feed?${query}`, { token: ada.token });
    expect(feed.status).toBe(200);
  });

  test("are in the document, which names no maximum of a limit", async () => {
    const { paths } = await (await app.fetch("/openapi.json")).json();
    for (const path of ["/articles", "/articles/feed"]) {
      const limit = paths[path].get.parameters.find(({ name }: { readonly name: string }) => name === "limit");
      expect(limit.description ?? limit.schema.description).toContain("larger values are clamped to 100");
      expect([undefined, Number.MAX_SAFE_INTEGER]).toContain(limit.schema.maximum);
    }
  });

  test.each(["tag=", "author=", "limit=", "cursor=", "tag=&author=&favorited=&limit=&offset=&cursor="])(
    "?%s left empty is as if it were left out",
    async (query) => expect(await list(`?${query}`)).toEqual(await list("")),
  );

  test("are kept over tRPC with the same words", async () => {
    for (const [input, errors] of [
      [{ limit: 0 }, { limit: ["must be at least 1"] }],
      [{ tag: "" }, { tag: ["can't be blank"] }],
      [{ limit: "20" }, { limit: ["must be of type number"] }],
      [{ offset: 1.5 }, { offset: ["must be of type int"] }],
      [{ offset: 2 ** 40 }, { offset: ["must be at most 10000: use the cursor in next to go deeper"] }],
      [{ offset: 2 ** 53 }, { offset: ["must be at most 9007199254740991"] }],
    ])
      expect(await queryTrpc(app, "articles.list", input)).toMatchObject({ status: 422, error: { errors } });
  });

  test("are 20 at first, 100 at most, and nothing is past the end", async () => {
    const writer = await enrol(app, "writer");
    for (let count = 0; count < 21; count++) await publish(app, writer, { title: `w${count}` });
    expect((await list("?author=writer")).articles).toHaveLength(20);
    expect((await list("?author=writer&limit=100")).articles).toHaveLength(21);
    expect(await list("?author=writer&offset=10000")).toEqual({ articles: [], articlesCount: 21, next: null });
    expect(await list("?author=writer&cursor=1")).toMatchObject({ articles: [], articlesCount: 21 });
    await app.database.db.deleteFrom("account").where("id", "=", writer.id).execute();
    expect((await list()).articlesCount).toBe(5);
  });
});

test("a cursor walks through everything once while articles are published in between", async () => {
  const walker = await enrol(app, "walker");
  const written: string[] = [];
  for (let count = 0; count < 30; count++)
    written.unshift((await publish(app, walker, { title: `step ${count}`, tagList: ["walk"] })).slug);
  for (const slug of written) await favorite(slug, walker);
  await app.rest("POST", "/profiles/walker/follow", { token: reader.token });
  for (const path of [
    "/articles?tag=walk",
    "/articles?author=walker",
    "/articles?favorited=walker",
    "/articles/feed?",
  ]) {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await app.rest("GET", `${path}&limit=7${cursor && `&cursor=${cursor}`}`, {
        token: reader.token,
      });
      seen.push(...body.articles.map(({ slug }: { readonly slug: string }) => slug));
      cursor = body.next;
      const { slug } = await publish(app, walker, { title: "in between", tagList: ["walk"] });
      await favorite(slug, walker);
    }
    expect(seen.filter((slug) => !slug.startsWith("in-between"))).toEqual(written);
    expect(new Set(seen).size).toBe(seen.length);
  }
  await app.database.db.deleteFrom("account").where("id", "=", walker.id).execute();
});

describe("the feed", () => {
  const feed = (query = "") => app.rest("GET", `/articles/feed${query}`, { token: reader.token });
  const follow = (method: string, name: string) =>
    app.rest(method, `/profiles/${name}/follow`, { token: reader.token });

  test("holds the articles of followed authors and no others, newest first", async () => {
    expect((await feed()).body).toEqual(empty);
    await follow("POST", "ada");
    expect(titlesOf((await feed()).body)).toEqual(["a3", "a2", "a1"]);
    await follow("POST", "grace");
    const { body } = await feed("?limit=2&offset=1");
    expect(titlesOf(body)).toEqual(["g2", "a2"]);
    expect(body.articlesCount).toBe(5);
    expect(body.articles[0].author.following).toBe(true);
    expect(body.articles[0]).not.toHaveProperty("body");
    await follow("DELETE", "ada");
    expect(titlesOf((await feed()).body)).toEqual(["g2", "g1"]);
    await follow("DELETE", "grace");
    expect((await feed()).body).toEqual(empty);
  });

  test("is only for who signed in", async () => {
    expect(await refusal(app, "GET", "/articles/feed?limit=0")).toEqual({
      status: 401,
      errors: { token: ["is missing"] },
    });
  });
});

test("an invalid bearer token reads the public list, and the response says that it is invalid", async () => {
  const { status, headers, body } = await app.rest("GET", "/articles", { token: "dead" });
  expect([status, body]).toEqual([200, (await app.rest("GET", "/articles")).body]);
  expect(headers.get("www-authenticate")).toContain('error="invalid_token"');
});
