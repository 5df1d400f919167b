import { sql } from "kysely";
import { type Db, transaction } from "../../server/database/index.ts";
import { insertComment, listComments } from "../../server/features/comments/queries.ts";
import { presentAuthor } from "../realworld/floor-rows.ts";
import { articleBySlug, logged, viewer } from "../realworld/write-statements.ts";
import { type ArticleAddition, type ArticlePart, cursorAfter, type GrowthCase, type Row } from "./article-part.ts";

const pageSize = 100;

const present = (row: Row) => ({
  id: row.id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  body: row.body,
  author: { username: row.username, bio: row.bio, image: row.image, following: false },
});

/** The comments of an article, in handwritten SQL. */
export const commentsOfArticle: ArticlePart = {
  name: "comments",
  statement: `
    select c.id, c.body, c.created_at, c.updated_at, u.username, u.bio, u.image
      from article a
        left join lateral (select * from comment where article_id = a.id order by id desc limit ${pageSize + 1}) c on true
        left join account u on u.id = c.author_id
      where a.slug = $1
      order by c.id desc`,
  present: (rows) => ({
    comments: rows
      .filter(({ id }) => id !== null)
      .slice(0, pageSize)
      .map(present),
    next: rows.length > pageSize ? cursorAfter(rows[pageSize - 1]) : null,
  }),
};

/** Guarantees the body that the load generator sends. */
const asSent = (body: string) => JSON.parse(body) as { readonly comment: { readonly body: string } };

/** A comment on an article, in handwritten SQL. */
export const commentAddition: ArticleAddition = {
  name: "comment",
  path: "comments",
  body: { comment: { body: "It held for {n} years." } },
  statement: `
    with ${viewer}, ${articleBySlug},
      added as (
        insert into comment (article_id, author_id, body) select target.id, viewer.id, $4 from target, viewer returning *),
      ${logged(
        "comment.added",
        "'articleId:' || article_id",
        "'commentId', added.id, 'articleId', article_id, 'slug', $3::text, 'authorId', author_id, 'author', username",
        "added, viewer",
      )}
    select added.id, added.body, added.created_at, added.updated_at, u.username, u.bio, u.image, false as following
      from added, viewer u`,
  valuesOf: (body) => [asSent(body).comment.body],
  present: (row) => ({
    comment: {
      id: row.id,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      body: row.body,
      author: presentAuthor(row),
    },
  }),
};

/** An article with about the same number of comments at every table size. */
export async function commentCases(db: Db): Promise<readonly GrowthCase[]> {
  const { rows } = await sql<{ slug: string; author_id: number }>`
    select slug, author_id from article join (
        select article_id from comment group by article_id order by abs(count(*) - 40), article_id limit 1
      ) discussed on article.id = discussed.article_id`.execute(db);
  const { slug, author_id: authorId } = rows[0] ?? { slug: "", author_id: 0 };
  return [
    {
      name: "comments, 40 on the article",
      run: (on) => listComments(on, slug, { limit: pageSize + 1, beforeId: undefined }, null),
    },
    {
      name: "comment",
      isWrite: true,
      run: (on) => transaction(on, (tx) => insertComment(tx, authorId, slug, "It held for years.")),
    },
  ];
}
