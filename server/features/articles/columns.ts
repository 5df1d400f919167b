import { type ExpressionBuilder, sql } from "kysely";
import type { Schema } from "../../database/index.ts";
import { isFollowed } from "../profiles/index.ts";

/** What lists show of an article. */
export const summaryColumns = [
  "article.id",
  "article.slug",
  "article.title",
  "article.description",
  "article.tag_list",
  "article.favourites_count",
  "article.created_at",
  "article.updated_at",
  "author.username",
  "author.bio",
  "author.image",
] as const;

type WithArticle = ExpressionBuilder<Schema & { author: Schema["account"] }, "article" | "author">;

/** What an article and its author are to the viewer. */
export const viewerColumns =
  (viewerId: number | null) =>
  ({ ref }: WithArticle) => [
    (viewerId === null
      ? sql<boolean>`false`
      : sql<boolean>`exists (select from favourite where account_id = ${viewerId} and article_id = ${ref("article.id")})`
    ).as("favorited"),
    isFollowed(viewerId, ref("author.id")).as("following"),
  ];
