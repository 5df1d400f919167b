import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { isFollowed } from "../profiles/index.ts";
import { isFavourite, summaryColumns, viewerColumns } from "./columns.ts";

/** What an article is made of. */
export interface ArticleText {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly tagList: readonly string[];
}

/** Sorted by code point and without repeats, as the column keeps them. */
export const normalTags = (tags: readonly string[]): string[] => [...new Set(tags)].sort();

const bySlug = compiledOnce((db, { slug, viewerId }: { slug: string; viewerId: number | null }) =>
  db
    .selectFrom("article")
    .innerJoin("account as author", "author.id", "article.author_id")
    .select([...summaryColumns, "article.body"])
    .select(viewerColumns(viewerId))
    .where("article.slug", "=", slug),
);

export const findBySlug = async (db: Db, slug: string, viewerId: number | null) =>
  (await bySlug(db, { slug, viewerId })).at(0);

const marks = compiledOnce((db, { viewerId, slugs }: { viewerId: number; slugs: readonly string[] }) =>
  db
    .selectFrom("article")
    .select("article.slug")
    .select(({ ref }) => [
      isFavourite(viewerId, ref("article.id")).as("favorited"),
      isFollowed(viewerId, ref("article.author_id")).as("following"),
    ])
    .where("article.slug", "=", sql<string>`any(${slugs}::text[])`),
);

/** What articles and their authors are to the viewer. */
export const listMarks = (db: Db, viewerId: number, slugs: readonly string[]) => marks(db, { viewerId, slugs });

/** @returns `undefined` when the slug is taken. */
export const insertArticle = (db: Db, authorId: number, slug: string, text: ArticleText) =>
  db
    .with("article", (cte) =>
      cte
        .insertInto("article")
        .values({
          author_id: authorId,
          slug,
          title: text.title,
          description: text.description,
          body: text.body,
          tag_list: normalTags(text.tagList),
        })
        .onConflict((conflict) => conflict.column("slug").doNothing())
        .returningAll(),
    )
    .selectFrom("article")
    .innerJoin("account as author", "author.id", "article.author_id")
    .select([...summaryColumns, "article.body"])
    .select(viewerColumns(authorId))
    .executeTakeFirst();

/** Holds the article until the transaction ends, so that nobody else changes it meanwhile. */
export const lockBySlug = (tx: Db, slug: string) =>
  tx
    .selectFrom("article")
    .select(["id", "author_id", "slug", "title"])
    .where("slug", "=", slug)
    .forUpdate()
    .executeTakeFirst();

/** @throws a broken uniqueness of `article_slug_key`. */
export const updateArticle = (
  tx: Db,
  id: number,
  changes: { readonly [Field in keyof ArticleText]?: ArticleText[Field] | undefined } & {
    readonly slug?: string | undefined;
  },
) =>
  tx
    .updateTable("article")
    .set({
      slug: changes.slug,
      title: changes.title,
      description: changes.description,
      body: changes.body,
      tag_list: changes.tagList === undefined ? undefined : normalTags(changes.tagList),
      // Two changes within one millisecond still have two times.
      updated_at: sql`greatest(clock_timestamp(), updated_at + interval '1 millisecond')`,
    })
    .where("id", "=", id)
    .execute();

export const deleteArticle = (tx: Db, id: number) => tx.deleteFrom("article").where("id", "=", id).execute();

/** Twice is the same as once; an unknown slug does nothing. */
export const addFavourite = (db: Db, viewerId: number, slug: string) =>
  db
    .insertInto("favourite")
    .columns(["account_id", "article_id"])
    .expression((eb) =>
      eb
        .selectFrom("article")
        .select(({ val }) => [val(viewerId).as("account_id"), "id"])
        .where("slug", "=", slug)
        // Waits for whoever is deleting it, and then finds nothing, instead of breaking the foreign key.
        .forKeyShare(),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const removeFavourite = (db: Db, viewerId: number, slug: string) =>
  db
    .deleteFrom("favourite")
    .where("account_id", "=", viewerId)
    .where("article_id", "=", (eb) => eb.selectFrom("article").select("id").where("slug", "=", slug))
    .execute();
