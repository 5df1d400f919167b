import { encodeCursor } from "../../procedures/index.ts";
import type { listArticles } from "./pages.queries.ts";
import type { findBySlug, lockBySlug } from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof findBySlug>>>;
type PageRow = Awaited<ReturnType<typeof listArticles>>[number];

const presentSummary = (row: Omit<Row, "body">) => ({
  slug: row.slug,
  title: row.title,
  description: row.description,
  tagList: row.tag_list,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  favorited: row.favorited,
  favoritesCount: row.favourites_count,
  author: { username: row.username, bio: row.bio, image: row.image, following: row.following },
});

export const presentArticle = (row: Row) => ({ ...presentSummary(row), body: row.body });

/** False for the row that only carries the total of an empty page. */
const isArticle = (row: PageRow): row is PageRow & Omit<Row, "body"> => row.id !== null;

/** Builds a page of at most `limit` articles from rows with one extra when there is a next page. */
export function presentPage(rows: readonly PageRow[], limit: number) {
  const found = rows.filter(isArticle);
  const pageRows = found.slice(0, limit);
  const last = pageRows.at(-1);
  return {
    articles: pageRows.map(presentSummary),
    articlesCount: rows[0]?.total ?? 0,
    next: found.length > limit && last !== undefined ? encodeCursor(last.id) : null,
  };
}

/** Payload of an article's events. */
export const articleFacts = (article: NonNullable<Awaited<ReturnType<typeof lockBySlug>>>) => ({
  articleId: article.id,
  slug: article.slug,
  authorId: article.author_id,
  author: article.author,
});
