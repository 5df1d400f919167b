import type { findComment } from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findComment>>>;

/** A comment that exists. */
export type FoundComment = { readonly [Column in keyof Row]: NonNullable<Row[Column]> };

/** False for the row that only shows that the article exists. */
export const isFound = (row: Row): row is FoundComment => row.id !== null;

/** Payload of a comment's events. */
export const commentFacts = ({ id, article_id, slug, author_id, username }: FoundComment) => ({
  commentId: id,
  articleId: article_id,
  slug,
  authorId: author_id,
  author: username,
});
