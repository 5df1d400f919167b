import { type Expression, sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { isFollowed } from "../profiles/index.ts";

/** Position in a list of comments. */
export interface CommentPage {
  readonly limit: number;
  readonly beforeId: number | undefined;
}

const columns = [
  "comment.id",
  "comment.body",
  "comment.created_at",
  "comment.updated_at",
  "author.username",
  "author.bio",
  "author.image",
] as const;

/** A page of an article's comments, newest first, as a lateral join. */
const newestOf = (db: Db, articleId: Expression<number | null>, { limit, beforeId }: CommentPage) =>
  db
    .selectFrom("comment")
    .selectAll()
    .where("comment.article_id", "=", articleId)
    .$if(beforeId !== undefined, (query) => query.where("comment.id", "<", beforeId ?? 0))
    .orderBy("comment.id", "desc")
    .limit(limit)
    .as("comment");

/** Newest first. No row means no such article; a row without a comment's id means an article without comments. */
const ofArticle = compiledOnce((db, values: CommentPage & { slug: string; viewerId: number | null }) => {
  const { slug, viewerId, ...page } = values;
  return db
    .selectFrom("article")
    .leftJoinLateral(
      ({ ref }) => newestOf(db, ref("article.id"), page),
      (join) => join.onTrue(),
    )
    .leftJoin("account as author", "author.id", "comment.author_id")
    .select(columns)
    .select(({ ref }) => isFollowed(viewerId, ref("author.id")).as("following"))
    .where("article.slug", "=", slug)
    .orderBy("comment.id", "desc");
});

export const listComments = (db: Db, slug: string, page: CommentPage, viewerId: number | null) =>
  ofArticle(db, { slug, ...page, viewerId });

const ofArticles = compiledOnce((db, values: CommentPage & { slugs: readonly string[]; viewerId: number | null }) => {
  const { slugs, viewerId, ...page } = values;
  const asked = sql<{ slug: string; place: number }>`unnest(${slugs}::text[]) with ordinality`;
  return db
    .selectFrom(asked.as<"asked">(sql`asked(slug, place)`))
    .leftJoin("article", "article.slug", "asked.slug")
    .leftJoinLateral(
      ({ ref }) => newestOf(db, ref("article.id"), page),
      (join) => join.onTrue(),
    )
    .leftJoin("account as author", "author.id", "comment.author_id")
    .select(["asked.place", "article.id as articleId"])
    .select(columns)
    .select(({ ref }) => isFollowed(viewerId, ref("author.id")).as("following"))
    .orderBy("asked.place")
    .orderBy("comment.id", "desc");
});

/** The comments of several articles, each list with its own limit; `place` counts the slugs from 1. */
export const listCommentsOf = (db: Db, slugs: readonly string[], page: CommentPage, viewerId: number | null) =>
  ofArticles(db, { slugs, ...page, viewerId });

const added = compiledOnce((db, { id }: { id: number }) =>
  db
    .selectFrom("comment")
    .innerJoin("account as author", "author.id", "comment.author_id")
    .select(columns)
    .where("comment.id", "=", id),
);

export const findAdded = async (db: Db, id: number) => (await added(db, { id })).at(0);

const article = compiledOnce((db, { slug }: { slug: string }) =>
  db.selectFrom("article").select("id").where("slug", "=", slug),
);

export const isArticle = async (db: Db, slug: string): Promise<boolean> => (await article(db, { slug })).length > 0;

const insertion = compiledOnce((db, values: { authorId: number; slug: string; body: string }) => {
  const { authorId, slug, body } = values;
  return db
    .with("comment", (cte) =>
      cte
        .insertInto("comment")
        .columns(["article_id", "author_id", "body"])
        .expression((eb) =>
          eb
            .selectFrom("article")
            .select(({ val }) => ["id", val(authorId).as("author_id"), val(body).as("body")])
            .where("slug", "=", slug)
            // Waits for a concurrent deletion and then finds no row, instead of violating the foreign key.
            .forKeyShare(),
        )
        .returningAll(),
    )
    .selectFrom("comment")
    .innerJoin("account as author", "author.id", "comment.author_id")
    .select([...columns, "comment.article_id"])
    .select(({ ref }) => isFollowed(authorId, ref("author.id")).as("following"));
});

/** @returns `undefined` when there is no such article. */
export const insertComment = async (db: Db, authorId: number, slug: string, body: string) =>
  (await insertion(db, { authorId, slug, body })).at(0);

/** No row means no such article; a row without an id, no such comment on it. */
export const findComment = (db: Db, slug: string, id: number) =>
  db
    .selectFrom("article")
    .leftJoin("comment", (join) => join.onRef("comment.article_id", "=", "article.id").on("comment.id", "=", id))
    .leftJoin("account as author", "author.id", "comment.author_id")
    .select(["comment.id", "comment.author_id", "article.id as article_id", "article.slug", "author.username"])
    .where("article.slug", "=", slug)
    .executeTakeFirst();

/** A page of an account's own comments, newest first. */
export const listOwnComments = (db: Db, { accountId, limit, beforeId }: CommentPage & { readonly accountId: number }) =>
  db
    .selectFrom("comment")
    .innerJoin("article", "article.id", "comment.article_id")
    .select(["comment.id", "article.slug", "comment.body", "comment.created_at as createdAt"])
    .where("comment.author_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("comment.id", "<", beforeId ?? 0))
    .orderBy("comment.id", "desc")
    .limit(limit)
    .execute();

/** @returns whether it existed. */
export async function deleteComment(db: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("comment").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}
