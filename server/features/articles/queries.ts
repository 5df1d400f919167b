import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { isFollowed } from "../profiles/index.ts";
import { isFavorite, summaryColumns, viewerColumns } from "./columns.ts";

/** Content of an article. */
export interface ArticleText {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly tagList: readonly string[];
}

/** Sorts tags by code point and removes duplicates, as the column stores them. */
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
      isFavorite(viewerId, ref("article.id")).as("favorited"),
      isFollowed(viewerId, ref("article.author_id")).as("following"),
    ])
    .where("article.slug", "=", sql<string>`any(${slugs}::text[])`),
);

/** Viewer-specific fields of articles and their authors. */
export const listMarks = (db: Db, viewerId: number, slugs: readonly string[]) => marks(db, { viewerId, slugs });

const textOf = compiledOnce((db, { id }: { id: number }) =>
  db.selectFrom("article").select(["title", "description", "tag_list"]).where("id", "=", id),
);

export const findText = async (db: Db, id: number) => (await textOf(db, { id })).at(0);

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

/** Locks the article until the transaction ends. */
export const lockBySlug = (tx: Db, slug: string) =>
  tx
    .selectFrom("article")
    .select(["id", "author_id", "slug", "title"])
    .select(({ selectFrom }) =>
      selectFrom("account")
        .select("username")
        .whereRef("account.id", "=", "article.author_id")
        .$asScalar()
        .$notNull()
        .as("author"),
    )
    .where("slug", "=", slug)
    .forUpdate()
    .executeTakeFirst();

/** @throws a unique violation of `article_slug_key`. */
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
      // Two changes within one millisecond get distinct times.
      updated_at: sql`greatest(clock_timestamp(), updated_at + interval '1 millisecond')`,
    })
    .where("id", "=", id)
    .execute();

export const deleteArticle = (tx: Db, id: number) => tx.deleteFrom("article").where("id", "=", id).execute();

/** Idempotent; does nothing for an unknown slug. @returns the article, if it was not a favorite before. */
export const addFavorite = (db: Db, viewerId: number, slug: string) =>
  db
    .insertInto("favourite")
    .columns(["account_id", "article_id"])
    .expression((eb) =>
      eb
        .selectFrom("article")
        .select(({ val }) => [val(viewerId).as("account_id"), "id"])
        .where("slug", "=", slug)
        // Waits for a concurrent deletion and then finds no row, instead of violating the foreign key.
        .forKeyShare(),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("article_id as articleId")
    .returning(({ selectFrom }) =>
      selectFrom("article")
        .select("author_id")
        .whereRef("article.id", "=", "favourite.article_id")
        .$asScalar()
        .$notNull()
        .as("authorId"),
    )
    .executeTakeFirst();

export const removeFavorite = (db: Db, viewerId: number, slug: string) =>
  db
    .deleteFrom("favourite")
    .where("account_id", "=", viewerId)
    .where("article_id", "=", (eb) => eb.selectFrom("article").select("id").where("slug", "=", slug))
    .execute();
