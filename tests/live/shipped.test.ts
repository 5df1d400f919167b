import { expect, onTestFinished } from "vitest";
import { createClient } from "../../client/index.ts";
import { test } from "../kit/index.ts";
import { publicOrigin, startTestApp } from "../support/app.ts";
import { readSse } from "./sse.ts";

const draft = (title: string) => ({ title, description: "d", body: "b", tagList: [] });

test("articles.changes sends articles as they are published, updated and deleted", async ({ kit }) => {
  const reader = readSse(await kit.app.fetch("/api/live/articles?author=Ada"));
  const { slug } = await kit.member("ada").articles.publish(draft("On joints"));
  await kit.member("grace").articles.publish(draft("On glue"));
  const { slug: later } = await kit.member("ada").articles.update({ slug, title: "On tenons" });
  await kit.member("ada").articles.delete({ slug: later });
  expect(await reader.take(3)).toMatchObject([
    { type: "published", slug, author: "ada" },
    { type: "updated", slug: later, formerSlug: slug },
    { type: "deleted", slug: later, title: null },
  ]);
  reader.leave();
});

test("feed.changes sends only articles of followed authors, including authors followed meanwhile", async ({ kit }) => {
  const { token } = await kit.member("mary").person();
  const headers = { authorization: `Bearer ${token}` };
  const reader = readSse(await kit.app.fetch("/api/live/feed", { headers }));
  await kit.member("grace").articles.publish(draft("By another"));
  await kit.member("ada").person();
  await kit.member("mary").profiles.follow({ username: "ada" });
  const { slug } = await kit.member("ada").articles.publish(draft("After"));
  expect(await reader.take(1)).toMatchObject([{ slug, author: "ada" }]);
  reader.leave();
});

test("a stream ends by itself when its session ends, and its client is asked to sign in", async ({ kit }) => {
  const { token } = await kit.member("ada").person();
  const headers = { authorization: `Bearer ${token}` };
  const reader = readSse(await kit.app.fetch("/api/live/feed", { headers }));
  await kit.member("ada").sessions.logout();
  expect(await reader.next()).toBeUndefined();
  expect((await kit.app.fetch("/api/live/feed", { headers })).status).toBe(401);
});

test("the generated client iterates over messages and continues where it stopped", async ({ kit }) => {
  const controller = new AbortController();
  const stream = kit.anyone.articles.changes({}, { signal: controller.signal });
  const titles: unknown[] = [];
  const reading = (async () => {
    for await (const { title } of stream) {
      titles.push(title);
      if (titles.length === 2) return;
    }
  })();
  await expect.poll(() => stream.lastEventId).toBeDefined();
  await kit.member("ada").articles.publish(draft("First"));
  await kit.member("ada").articles.publish(draft("Second"));
  await reading;
  expect(titles).toEqual(["First", "Second"]);
  await kit.member("ada").articles.publish(draft("Third"));
  const { lastEventId = "" } = stream;
  for await (const { title } of kit.anyone.articles.changes({ lastEventId })) {
    expect(title).toBe("Third");
    break;
  }
  await expect(async () => {
    for await (const _ of kit.anyone.feed.changes()) break;
  }).rejects.toMatchObject({ code: "unauthorized", procedure: "feed.changes" });
});

test("the generated client continues at another process when its own stops, and loses nothing", async ({ kit }) => {
  const other = await startTestApp({}, undefined, { database: kit.app.database });
  onTestFinished(other.stop);
  let serving = kit.app;
  const client = createClient({
    url: publicOrigin,
    fetch: (url, init) => serving.fetch(url.slice(publicOrigin.length), init),
  });
  const titles: unknown[] = [];
  const stream = client.articles.changes();
  const reading = (async () => {
    for await (const { title } of stream) if (titles.push(title) === 4) return;
  })();
  await expect.poll(() => stream.lastEventId).toBeDefined();
  const publish = (title: string) => kit.member("ada").articles.publish(draft(title));
  await publish("One");
  await publish("Two");
  await expect.poll(() => titles.length).toBe(2);
  serving = other;
  kit.app.streams.close();
  await publish("Three");
  await publish("Four");
  await reading;
  expect(titles).toEqual(["One", "Two", "Three", "Four"]);
});
