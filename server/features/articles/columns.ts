import { type Expression, type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import type { Schema } from "../../database/index.ts";
import { isFollowed } from "../profiles/index.ts";

/** Columns of an article in lists. */
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

/** Whether the viewer has favorited the article; false without a viewer. */
export const isFavorite = (viewerId: number | null, articleId: Expression<number>): RawBuilder<boolean> =>
  viewerId === null
    ? sql<boolean>`false`
    : sql<boolean>`exists (select from favourite where account_id = ${viewerId} and article_id = ${articleId})`;

/** Viewer-specific columns of an article and its author. */
export const viewerColumns =
  (viewerId: number | null) =>
  ({ ref }: WithArticle) => [
    isFavorite(viewerId, ref("article.id")).as("favorited"),
    isFollowed(viewerId, ref("author.id")).as("following"),
  ];
