import { expect } from "vitest";
import { test } from "../kit/index.ts";
import { readSse } from "../live/sse.ts";

test("comments.added sends an article's comments, and refuses an article that is not there", async ({ kit }) => {
  const { slug } = await kit
    .member("ada")
    .articles.publish({ title: "On joints", description: "d", body: "b", tagList: [] });
  const reader = readSse(await kit.app.fetch(`/api/live/articles/${slug}/comments`));
  await kit.member("grace").comments.add({ slug, body: "Glue is cheating." });
  expect(await reader.take(1)).toMatchObject([{ slug, body: "Glue is cheating.", author: { username: "grace" } }]);
  reader.leave();
  expect((await kit.app.fetch("/api/live/articles/nothing/comments")).status).toBe(404);
});
