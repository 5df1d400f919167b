import { enrol } from "../../support/people.ts";
import type { Documented } from "./call.ts";

export const article = {
  title: "On glue",
  description: "Why not.",
  body: "Because.",
  tagList: ["wood", "glue"],
};

/** A writer publishes, a reader reads, and each tries the other's actions. */
export async function publishAndRead({ app, call }: Documented): Promise<void> {
  const { username: writer, token } = await enrol(app);
  const { username: reader, token: readerToken } = await enrol(app);
  const { slug } = (await call("articles.publish", 201, { token, body: { article } })).body.article;
  const path = { slug };
  await call("articles.publish", 201, { token, body: { article: { ...article, tagList: undefined } } });
  await call("articles.update", 200, { token, path, body: { article: { body: "Because it moves.", tagList: [] } } });
  await call("articles.get", 200, { path });
  await call("articles.favorite", 200, { token: readerToken, path });
  await call("articles.list", 200, { search: `?limit=1&favorited=${reader}` });
  await call("articles.list", 200, { token: readerToken, search: "?limit=1" });
  await call("profiles.get", 200, { path: { username: writer } });
  await call("profiles.follow", 200, { token: readerToken, path: { username: writer } });
  await call("articles.feed", 200, { token: readerToken, search: "?offset=1" });
  await call("tags.list", 200);

  await call("articles.unfavorite", 200, { token: readerToken, path });
  await call("profiles.unfollow", 200, { token: readerToken, path: { username: writer } });
  await call("articles.delete", 403, { token: readerToken, path });
  await call("articles.delete", 204, { token, path });
}
