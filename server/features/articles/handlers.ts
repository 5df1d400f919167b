import { articles } from "../../../shared/articles.ts";
import { maxPageSize } from "../../../shared/fields.ts";
import { brokenUniqueness, type Db, type Tx } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { decodeCursor, implement, type Viewer } from "../../procedures/index.ts";
import { readChange } from "./article-events.ts";
import { listArticles, listArticlesOf, listFeed, type Page } from "./pages.queries.ts";
import { isAuthor } from "./policies.ts";
import { articleFacts, presentArticle, presentPage } from "./present.ts";
import {
  type ArticleText,
  addFavorite,
  deleteArticle,
  findBySlug,
  insertArticle,
  listViewerFields,
  lockBySlug,
  removeFavorite,
  updateArticle,
} from "./queries.ts";
import { slugCandidate, slugify } from "./slug.ts";

const maxSlugAttempts = 5;

interface PageInput {
  readonly limit: number;
  readonly offset: number;
  readonly cursor?: string | undefined;
}

const sizeOf = ({ limit }: PageInput) => Math.min(limit, maxPageSize);

/** Page to read: one row more than requested, to detect a next page. */
function pageOf(input: PageInput, invalid: (field: "offset" | "cursor", message: string) => never): Page {
  const beforeId = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  if (input.cursor !== undefined && beforeId === undefined) invalid("cursor", "is invalid");
  if (input.cursor !== undefined && input.offset > 0) invalid("offset", "cannot be combined with a cursor");
  return { limit: sizeOf(input) + 1, offset: input.offset, beforeId };
}

type ArticleChanges = { readonly [Field in keyof ArticleText]?: ArticleText[Field] | undefined };

/** Changes the viewer's article. @throws a unique violation when the slug of this attempt is taken. */
async function updateOwnArticle(
  tx: Tx,
  viewer: Viewer,
  slug: string,
  changes: ArticleChanges,
  attempt: number,
  fail: (code: "not_found" | "forbidden") => never,
) {
  const article = (await lockBySlug(tx, slug)) ?? fail("not_found");
  if (!isAuthor(viewer, article)) fail("forbidden");
  const { title = article.title } = changes;
  const newSlug = slugify(title) === slugify(article.title) ? undefined : slugCandidate(title, attempt);
  await updateArticle(tx, article.id, { ...changes, slug: newSlug });
  const formerSlug = newSlug === undefined ? null : article.slug;
  await append(tx, "article.updated", { ...articleFacts({ ...article, slug: newSlug ?? article.slug }), formerSlug });
  return (await findBySlug(tx, newSlug ?? article.slug, viewer.id)) ?? fail("not_found");
}

interface ListedArticle {
  readonly slug: string;
  readonly author: { readonly username: string };
}

/** Adds viewer-specific fields to articles and their authors. @returns the same array where there are none. */
async function addViewerFields<T extends ListedArticle>(
  db: Db,
  viewer: Viewer,
  articles: readonly T[],
): Promise<readonly T[]> {
  if (articles.length === 0) return articles;
  const rows = await listViewerFields(
    db,
    viewer.id,
    articles.map(({ slug }) => slug),
  );
  if (rows.length === 0) return articles;
  const viewerFields = new Map(rows.map((row) => [row.slug, row]));
  return articles.map((article) => {
    const { favorited = false, following = false } = viewerFields.get(article.slug) ?? {};
    return { ...article, favorited, author: { ...article.author, following } };
  });
}

export const articleHandlers = implement(articles, {
  list: {
    read: async ({ db, viewer, input, invalid }) =>
      presentPage(await listArticles(db, input, pageOf(input, invalid), viewer?.id ?? null), sizeOf(input)),
    personalize: async ({ db, viewer }, page) => {
      const articles = await addViewerFields(db, viewer, page.articles);
      return articles === page.articles ? page : { ...page, articles: [...articles] };
    },
    many: async ({ db, viewer, inputs, invalid }) => {
      const [first] = inputs;
      if (first === undefined) return [];
      const authors = inputs.map(({ author = "" }) => author);
      const rows = await listArticlesOf(db, authors, first, pageOf(first, invalid), viewer?.id ?? null);
      const rowsByInput = Map.groupBy(rows, ({ place }) => place);
      return authors.map((_, at) => presentPage(rowsByInput.get(at + 1) ?? [], sizeOf(first)));
    },
  },

  feed: async ({ db, viewer, input, invalid }) =>
    presentPage(await listFeed(db, pageOf(input, invalid), viewer.id), sizeOf(input)),

  get: {
    read: async ({ db, viewer, input, fail }) =>
      presentArticle((await findBySlug(db, input.slug, viewer?.id ?? null)) ?? fail("not_found")),
    personalize: async ({ db, viewer }, article) => (await addViewerFields(db, viewer, [article]))[0] ?? article,
  },

  publish: ({ viewer, input, write }) =>
    write(async (tx) => {
      const text = { ...input, tagList: input.tagList ?? [] };
      for (let attempt = 0; attempt < maxSlugAttempts; attempt++) {
        const article = await insertArticle(tx, viewer.id, slugCandidate(text.title, attempt), text);
        if (article === undefined) continue;
        const { id: articleId, slug } = article;
        await append(tx, "article.published", { articleId, slug, authorId: viewer.id, author: viewer.username });
        return presentArticle(article);
      }
      throw new Error(`no free slug after ${maxSlugAttempts} attempts`);
    }),

  update: async ({ viewer, input, fail, write }) => {
    const { slug, ...changes } = input;
    for (let attempt = 0; ; attempt++) {
      try {
        return await write(async (tx) =>
          presentArticle(await updateOwnArticle(tx, viewer, slug, changes, attempt, fail)),
        );
      } catch (error) {
        if (brokenUniqueness(error) !== "article_slug_key" || attempt === maxSlugAttempts - 1) throw error;
      }
    }
  },

  delete: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const article = (await lockBySlug(tx, input.slug)) ?? fail("not_found");
      if (!isAuthor(viewer, article)) fail("forbidden");
      await deleteArticle(tx, article.id);
      await append(tx, "article.deleted", articleFacts(article));
      return null;
    }),

  favorite: ({ viewer, input, fail, write }) =>
    write(async (tx) => {
      const article = (await addFavorite(tx, viewer.id, input.slug)) ?? fail("not_found");
      const { id: articleId, slug, author_id: authorId, username: author } = article;
      const by = { accountId: viewer.id, username: viewer.username };
      if (article.isChanged) await append(tx, "article.favorited", { articleId, slug, authorId, author, ...by });
      return presentArticle(article);
    }),

  unfavorite: ({ viewer, input, fail, write }) =>
    write(async (tx) => presentArticle((await removeFavorite(tx, viewer.id, input.slug)) ?? fail("not_found"))),

  changes: {
    read: ({ db, event }) => readChange(db, event),
    isFor: ({ input, message }) =>
      input.author === undefined || input.author.toLowerCase() === message.author.toLowerCase(),
  },
});
