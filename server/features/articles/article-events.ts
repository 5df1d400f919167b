import type { articles } from "../../../shared/articles.ts";
import type { Db } from "../../database/index.ts";
import type { EventOf } from "../../procedures/index.ts";
import { findText } from "./queries.ts";

type ArticleEvent = EventOf<(typeof articles)["changes"]>;

const types = {
  "article.published": "published",
  "article.updated": "updated",
  "article.deleted": "deleted",
} as const;

/** The message to subscribers about an article's event, with the article as it is now. */
export async function readChange(db: Db, { name, occurredAt, payload }: ArticleEvent) {
  const { articleId, slug, author } = payload;
  const row = name === "article.deleted" ? undefined : await findText(db, articleId);
  return {
    type: types[name],
    at: occurredAt,
    slug,
    formerSlug: "formerSlug" in payload ? payload.formerSlug : null,
    author,
    title: row?.title ?? null,
    description: row?.description ?? null,
    tagList: row?.tag_list ?? [],
  };
}
