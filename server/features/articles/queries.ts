import { sql } from "kysely";
import { compiledLater, compiledOnce, type Db } from "../../database/index.ts";
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

const viewerFields = compiledOnce((db, { viewerId, slugs }: { viewerId: number; slugs: readonly string[] }) =>
  db
    .selectFrom(({ selectFrom }) =>
      selectFrom("article")
        .select("article.slug")
        .select(({ ref }) => [
          isFavorite(viewerId, ref("article.id")).as("favorited"),
          isFollowed(viewerId, ref("article.author_id")).as("following"),
        ])
        .where("article.slug", "=", sql<string>`any(${slugs}::text[])`)
        .as("marked"),
    )
    .selectAll()
    .where(({ or, ref }) => or([ref("favorited"), ref("following")])),
);

/** Selects the articles that the viewer has favorited, or whose authors the viewer follows. */
export const listViewerFields = (db: Db, viewerId: number, slugs: readonly string[]) =>
  viewerFields(db, { viewerId, slugs });

const textOf = compiledOnce((db, { id }: { id: number }) =>
  db.selectFrom("article").select(["title", "description", "tag_list"]).where("id", "=", id),
);

export const findText = async (db: Db, id: number) => (await textOf(db, { id })).at(0);

interface NewArticle extends ArticleText {
  readonly authorId: number;
  readonly slug: string;
  /** As {@link normalTags} returns them. */
  readonly tagList: string[];
}

const insertion = compiledOnce((db, { authorId, slug, title, description, body, tagList }: NewArticle) =>
  db
    .with("article", (cte) =>
      cte
        .insertInto("article")
        .values({ author_id: authorId, slug, title, description, body, tag_list: tagList })
        .onConflict((conflict) => conflict.column("slug").doNothing())
        .returningAll(),
    )
    .selectFrom("article")
    .innerJoin("account as author", "author.id", "article.author_id")
    .select([...summaryColumns, "article.body"])
    .select(viewerColumns(authorId)),
);

/** @returns `undefined` when the slug is taken. */
export const insertArticle = async (
  db: Db,
  authorId: number,
  slug: string,
  { title, description, body, tagList }: ArticleText,
) => (await insertion(db, { authorId, slug, title, description, body, tagList: normalTags(tagList) })).at(0);

const lock = compiledOnce((db, { slug }: { slug: string }) =>
  db
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
    .forUpdate(),
);

/** Locks the article until the transaction ends. */
export const lockBySlug = async (tx: Db, slug: string) => (await lock(tx, { slug })).at(0);

/** Fields to change; absent ones stay unchanged. */
type ArticleChanges = {
  readonly [Field in keyof ArticleText | "slug"]?: (ArticleText & { readonly slug: string })[Field] | undefined;
};

type StoredChanges = Omit<ArticleChanges, "tagList"> & { readonly id: number; readonly tagList: string[] | undefined };

const update = compiledLater((db, { id, slug, title, description, body, tagList }: StoredChanges) =>
  db
    .updateTable("article")
    .set({
      slug,
      title,
      description,
      body,
      tag_list: tagList,
      // Two changes within one millisecond get distinct times.
      updated_at: sql`greatest(clock_timestamp(), updated_at + interval '1 millisecond')`,
    })
    .where("id", "=", id),
);

/** Takes effect with the next statement, which throws a unique violation of `article_slug_key` where the slug is taken. */
export const updateArticle = (tx: Db, id: number, { slug, title, description, body, tagList }: ArticleChanges) =>
  update(tx, { id, slug, title, description, body, tagList: tagList && normalTags(tagList) });

export const deleteArticle = (tx: Db, id: number) => tx.deleteFrom("article").where("id", "=", id).execute();

/** Columns of an article whose favorites the same statement changes: neither its count nor the viewer's mark is new. */
const beforeChange = [...summaryColumns, "article.body", "article.author_id"] as const;

const addition = compiledOnce((db, { viewerId, slug }: { viewerId: number; slug: string }) =>
  db
    // Waits for a concurrent deletion and then finds no row, instead of violating the foreign key.
    .with("target", (cte) => cte.selectFrom("article").select("id").where("slug", "=", slug).forKeyShare())
    .with("changed", (cte) =>
      cte
        .insertInto("favourite")
        .columns(["account_id", "article_id"])
        .expression((eb) => eb.selectFrom("target").select(({ val }) => [val(viewerId).as("account_id"), "id"]))
        .onConflict((conflict) => conflict.doNothing())
        .returning("article_id"),
    )
    .selectFrom("target")
    .innerJoin("article", "article.id", "target.id")
    .innerJoin("account as author", "author.id", "article.author_id")
    .select(beforeChange)
    .select(({ ref }) => isFollowed(viewerId, ref("author.id")).as("following"))
    .select(({ exists, selectFrom }) => exists(selectFrom("changed").select("article_id")).as("isChanged")),
);

const removal = compiledOnce((db, { viewerId, slug }: { viewerId: number; slug: string }) =>
  db
    .with("changed", (cte) =>
      cte
        .deleteFrom("favourite")
        .where("account_id", "=", viewerId)
        .where("article_id", "=", (eb) => eb.selectFrom("article").select("id").where("slug", "=", slug))
        .returning("article_id"),
    )
    .selectFrom("article")
    .innerJoin("account as author", "author.id", "article.author_id")
    .select(beforeChange)
    .select(({ ref }) => isFollowed(viewerId, ref("author.id")).as("following"))
    .select(({ exists, selectFrom }) => exists(selectFrom("changed").select("article_id")).as("isChanged"))
    .where("article.slug", "=", slug),
);

const afterChange = <Row extends { isChanged: unknown; favourites_count: number }>(row: Row, favorited: boolean) => {
  const isChanged = row.isChanged === true;
  const step = favorited ? 1 : -1;
  return { ...row, isChanged, favorited, favourites_count: row.favourites_count + (isChanged ? step : 0) };
};

/** Idempotent. @returns the article, and whether it became a favorite just now; `undefined` for an unknown slug. */
export async function addFavorite(tx: Db, viewerId: number, slug: string) {
  const [row] = await addition(tx, { viewerId, slug });
  return row && afterChange(row, true);
}

/** Idempotent. @returns the article, and whether it was a favorite before; `undefined` for an unknown slug. */
export async function removeFavorite(tx: Db, viewerId: number, slug: string) {
  const [row] = await removal(tx, { viewerId, slug });
  return row && afterChange(row, false);
}
