import type { Db } from "../../server/database/index.ts";
import { commentsOf } from "./comments.content.ts";
import type { FeatureSeed } from "./feature.ts";

const longestPauseMs = 9 * 3600 * 1000;

/** An article gets a comment every few hours, a new one more often. */
function momentOf(publishedAt: string, place: number): string {
  const publishedMs = Date.parse(publishedAt);
  const pauseMs = Math.min((Date.now() - publishedMs) / 5, longestPauseMs);
  return new Date(publishedMs + pauseMs * (place + 1)).toISOString();
}

async function commentsOn(tx: Db) {
  const people = await tx.selectFrom("account").select(["id", "username"]).execute();
  const ids = new Map<string, number>(people.map(({ id, username }) => [username, id]));
  const articles = await tx.selectFrom("article").select(["id", "title", "created_at"]).execute();
  return articles.flatMap(({ id: article_id, title, created_at: publishedAt }) =>
    (commentsOf[title] ?? []).map(([name, body], place) => {
      const moment = momentOf(publishedAt, place);
      return { article_id, author_id: ids.get(name) ?? 0, body, created_at: moment, updated_at: moment };
    }),
  );
}

/** Inserts the comments of the demo content. */
export const seedComments: FeatureSeed = async (tx) => {
  const comments = await commentsOn(tx);
  // Lists page on ids, so that ids have to follow the time.
  const inOrder = comments.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  await tx.insertInto("comment").values(inOrder).execute();
};
