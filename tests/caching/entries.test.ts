import { createClient } from "@redis/client";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import type { CacheOptions } from "../../server/cache/index.ts";
import type { RedisAddress } from "../../server/redis/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching, type TestCaching } from "../support/caching.ts";
import { enrol, enrolMany, publish } from "../support/people.ts";
import { isWithoutRedis, ownPrefix, proxyForTest, redisUrl } from "../support/redis.ts";

type Cached = TestCaching & { readonly app: TestApp };

/** Creates an app with a cache for the running test. */
async function start(address?: RedisAddress, options?: Partial<CacheOptions>): Promise<Cached> {
  const caching = openTestCaching(address, options);
  const app = await startTestApp({}, undefined, caching);
  onTestFinished(app.stop);
  return { ...caching, app };
}

/** Cache statistics of one read. */
async function counted<T>({ cache }: Cached, read: () => Promise<T>) {
  await cache.idle();
  const before = cache.stats();
  const answer = await read();
  await cache.idle();
  const after = cache.stats();
  return { answer, loads: after.loads - before.loads, hits: after.hits - before.hits };
}

test("CA-01 one entry serves all viewers, and each response is personalized", async () => {
  const cached = await start();
  const { app } = cached;
  const [ada, grace, mary] = await enrolMany(app, 3);
  if (!(ada && grace && mary)) throw new Error("no account was created");
  const { slug } = await publish(app, ada, { title: "Oak" });
  await app.rest("POST", `/articles/${slug}/favorite`, { token: grace.token });
  await app.rest("POST", `/profiles/${ada.username}/follow`, { token: grace.token });
  const read = async (token?: string) => {
    const { article } = (await app.rest("GET", `/articles/${slug}`, { token })).body;
    return [article.favorited, article.author.following, article.favoritesCount];
  };
  expect(await counted(cached, () => read(grace.token))).toEqual({ answer: [true, true, 1], loads: 1, hits: 0 });
  expect(await counted(cached, () => read())).toEqual({ answer: [false, false, 1], loads: 0, hits: 1 });
  expect(await counted(cached, () => read(mary.token))).toEqual({ answer: [false, false, 1], loads: 0, hits: 1 });
  expect(await counted(cached, () => read(grace.token))).toEqual({ answer: [true, true, 1], loads: 0, hits: 1 });
});

test("both surfaces and every batch are served by the same entry", async () => {
  const cached = await start();
  const { app } = cached;
  await publish(app, await enrol(app), { title: "Oak" });
  const input = encodeURIComponent(JSON.stringify({ slug: "oak" }));
  const batch = encodeURIComponent(JSON.stringify({ 0: { slug: "oak" }, 1: { slug: "oak" } }));
  const { answer, loads, hits } = await counted(cached, async () => {
    const { article } = (await app.rest("GET", "/articles/oak")).body;
    const single = JSON.parse(await (await app.fetch(`/trpc/articles.get?input=${input}`)).text());
    const both = JSON.parse(await (await app.fetch(`/trpc/articles.get,articles.get?batch=1&input=${batch}`)).text());
    return [article, single.result.data, both[0].result.data, both[1].result.data];
  });
  expect(new Set(answer.map((article) => JSON.stringify(article))).size).toBe(1);
  expect({ loads, hits: hits > 0 }).toEqual({ loads: 1, hits: true });
});

test("CA-10 a missing article is cached as missing, and found as soon as it is created", async () => {
  const cached = await start();
  const { app } = cached;
  const ada = await enrol(app);
  expect(await counted(cached, async () => (await app.rest("GET", "/articles/oak")).status)).toMatchObject({
    loads: 1,
  });
  const again = await counted(cached, () => app.rest("GET", "/articles/oak", { token: ada.token }));
  expect(again).toMatchObject({ loads: 0, hits: 1 });
  expect(again.answer).toMatchObject({ status: 404, body: { code: "not_found", errors: { article: ["not found"] } } });
  await publish(app, ada, { title: "Oak" });
  expect((await app.rest("GET", "/articles/oak")).status).toBe(200);
});

test.skipIf(isWithoutRedis)("CA-10 five hundred ids that do not exist leave nothing that lasts 30 s", async () => {
  const prefix = ownPrefix();
  const { app, cache } = await start({ kind: "tcp", url: redisUrl }, { prefix });
  await app.rest("GET", "/articles/first");
  const ids = Array.from({ length: 500 }, (_, index) => `none-${index}`);
  const statuses = await Promise.all(ids.map(async (id) => (await app.rest("GET", `/articles/${id}`)).status));
  expect(new Set(statuses)).toEqual(new Set([404]));
  await cache.idle();
  const redis = await createClient({ url: redisUrl }).connect();
  onTestFinished(() => redis.destroy());
  const left: number[] = [];
  for await (const keys of redis.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 }))
    left.push(...(await Promise.all(keys.map((key) => redis.pTTL(key)))));
  // Not every read is cached: under this concurrency some responses are not stored.
  expect(left.length).toBeGreaterThan(100);
  expect(Math.min(...left)).toBeGreaterThan(0);
  // The fence above all entries lives as long as any of them.
  const [fence, ...others] = left.filter((ms) => ms > 30_000);
  expect([typeof fence, others]).toEqual(["number", []]);
});

test("CA-10 other refusals are not kept, and neither is an author who is missing", async () => {
  const cached = await start();
  for (const path of ["/articles?cursor=zzzzzzzzzzz", "/profiles/nobody"])
    for (let time = 0; time < 2; time++)
      expect(await counted(cached, () => cached.app.rest("GET", path))).toMatchObject({ loads: 1, hits: 0 });
});

test("CA-03 calls that differ in anything that counts never share an entry, and those that do not differ do", async () => {
  const cached = await start();
  const { app } = cached;
  const inputs = [
    ["articles.list", {}],
    ["articles.list", { tag: "a" }],
    ["articles.list", { author: "a" }],
    ["articles.list", { favorited: "a" }],
    ["articles.list", { tag: "a", author: "b" }],
    ["articles.list", { tag: 'a","author":"b' }],
    ["articles.list", { limit: 1 }],
    ["articles.list", { limit: 11, offset: 1 }],
    ["articles.list", { limit: 1, offset: 11 }],
    ["articles.list", { tag: "1" }],
    ["articles.list", { tag: "\u00e9" }],
    ["articles.list", { tag: "e\u0301" }],
    ["articles.list", { tag: "x".repeat(64) }],
    ["articles.get", { slug: "a" }],
    ["articles.get", { slug: "a".repeat(200) }],
    ["articles.get", { slug: `${"a".repeat(199)}b` }],
    ["profiles.get", { username: "a" }],
    ["tags.list", {}],
  ] as const;
  const call = ([name, input]: (typeof inputs)[number]) =>
    counted(cached, () => app.fetch(`/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`));
  for (const input of inputs) expect(await call(input), JSON.stringify(input)).toMatchObject({ loads: 1, hits: 0 });
  expect(await counted(cached, () => app.rest("GET", "/articles?author=b&tag=a"))).toMatchObject({ loads: 0, hits: 1 });
  expect(await counted(cached, () => app.rest("GET", "/articles?limit=20&offset=0"))).toMatchObject({ hits: 1 });
});

test.skipIf(isWithoutRedis)(
  "CA-07 500 who come at once to two processes after a change read the database once",
  async () => {
    const address = { kind: "tcp", url: redisUrl } as const;
    const prefix = ownPrefix();
    const first = await start(address, { prefix });
    const caching = openTestCaching(address, { prefix });
    const app = await startTestApp({}, undefined, { ...caching, database: first.app.database });
    onTestFinished(app.stop);
    const people = await enrolMany(first.app, 2);
    const [ada] = people;
    if (ada === undefined) throw new Error("no account was created");
    await publish(first.app, ada, { title: "Oak" });
    await first.app.rest("GET", "/articles/oak");
    await first.app.rest("PUT", "/articles/oak", { token: ada.token, body: { article: { body: "Hot." } } });
    const loadsSoFar = first.cache.stats().loads + caching.cache.stats().loads;
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, at) => (at % 2 ? app : first.app).rest("GET", "/articles/oak")),
    );
    expect(new Set(answers.map(({ body }) => body.article.body))).toEqual(new Set(["Hot."]));
    expect(first.cache.stats().loads + caching.cache.stats().loads - loadsSoFar).toBeLessThanOrEqual(2);
  },
);

test("without Redis everything is answered from the database", async () => {
  const cached = await start({ kind: "tcp", url: "redis://127.0.0.1:9" });
  const { app } = cached;
  const ada = await enrol(app);
  const { slug } = await publish(app, ada, { title: "Oak" });
  for (let round = 0; round < 5; round++) {
    const body = `round ${round}`;
    await app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { body } } });
    expect((await app.rest("GET", `/articles/${slug}`)).body.article.body).toBe(body);
  }
  expect((await app.rest("GET", "/articles/none")).status).toBe(404);
  expect(cached.cache.stats()).toMatchObject({ hits: 0, bypasses: 6 });
});

test.skipIf(isWithoutRedis)("when Redis comes back, nothing from before the outage is shown", async () => {
  const proxy = await proxyForTest();
  const { app } = await start(proxy.address);
  const ada = await enrol(app);
  await publish(app, ada, { title: "Oak" });
  await app.rest("GET", "/articles/oak");
  await proxy.become("refuse");
  await app.rest("PUT", "/articles/oak", { token: ada.token, body: { article: { body: "Meanwhile." } } });
  await proxy.become(undefined);
  for (const until = Date.now() + 3000; Date.now() < until; )
    expect((await app.rest("GET", "/articles/oak")).body.article.body).toBe("Meanwhile.");
});

test("a caller that waits too long for the database gets a 503 with Retry-After", async () => {
  const { app } = await start(undefined, { leaseMs: 400, loadTimeoutMs: 200 });
  await app.database.db.transaction().execute(async (tx) => {
    await sql`lock table tag in access exclusive mode`.execute(tx);
    const { status, headers, body } = await app.rest("GET", "/tags");
    expect([status, headers.get("retry-after"), body.code]).toEqual([503, "1", "unavailable"]);
  });
  expect((await app.rest("GET", "/tags")).status).toBe(200);
});
