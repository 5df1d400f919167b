import * as z from "zod";
import { event, forbidden, mutation, notFound, query, subscription } from "./contract/index.ts";
import { idOf, Moment, Next, Nothing, page, requiredText, Slug, Username } from "./fields.ts";
import { Profile } from "./profiles.ts";

export const Tag = requiredText(64).meta({ description: "A tag.", examples: ["joinery"] });
const TagList = z.array(Tag).max(50);

const summary = {
  slug: Slug,
  title: z.string(),
  description: z.string(),
  tagList: z.array(z.string()).meta({ description: "Sorted, without duplicates." }),
  createdAt: Moment,
  updatedAt: Moment,
  favorited: z.boolean().meta({ description: "Whether the viewer has favorited the article." }),
  favoritesCount: z.int(),
  author: Profile,
};

const example = {
  slug: "how-joints-hold",
  title: "How joints hold",
  description: "Why a dovetail needs no nail.",
  tagList: ["joinery", "wood"],
  createdAt: "2026-11-05T09:30:00.000Z",
  updatedAt: "2026-11-05T09:30:00.000Z",
  favorited: false,
  favoritesCount: 3,
  author: { username: "ada", bio: "Writes about joinery.", image: null, following: false },
};

export const ArticleSummary = z
  .object(summary)
  .meta({ id: "ArticleSummary", description: "An article without its body, as in lists.", examples: [example] });

export const Article = z
  .object({ ...summary, body: z.string() })
  .meta({ id: "Article", description: "An article.", examples: [{ ...example, body: "Tails and pins…" }] });

export const ArticlePage = z
  .object({
    articles: z.array(ArticleSummary),
    articlesCount: z.int().meta({
      description: "Number of matching articles; with two or more filters, counted up to 10,000.",
    }),
    next: Next,
  })
  .meta({
    id: "ArticlePage",
    description: "Articles, newest first.",
    examples: [{ articles: [example], articlesCount: 1, next: null }],
  });

export const ArticleChange = z
  .object({
    type: z.enum(["published", "updated", "deleted"]),
    at: Moment,
    slug: z.string(),
    formerSlug: z.string().nullable().meta({ description: "The slug before, where the title changed it." }),
    author: z.string().meta({ description: "The author's user name." }),
    title: z.string().nullable().meta({ description: "The title as it is now; null once the article is deleted." }),
    description: z.string().nullable(),
    tagList: z.array(z.string()),
  })
  .meta({
    id: "ArticleChange",
    description: "An article was published, updated or deleted.",
    examples: [
      {
        type: "published",
        at: example.createdAt,
        slug: example.slug,
        formerSlug: null,
        author: "ada",
        title: example.title,
        description: example.description,
        tagList: example.tagList,
      },
    ],
  });

/** The events that change lists of articles. */
export const articleListEvents = ["article.published", "article.updated", "article.deleted"] as const;

const Draft = z.object({
  title: requiredText(256).meta({ examples: ["How joints hold"] }),
  description: requiredText(1024).meta({ examples: ["Why a dovetail needs no nail."] }),
  body: requiredText(200_000).meta({ examples: ["Tails and pins…"] }),
  tagList: TagList,
});

const draftExample = {
  title: "How joints hold",
  description: "Why a dovetail needs no nail.",
  body: "Tails and pins…",
  tagList: ["joinery"],
};

const ArticleChanges = Draft.exactPartial();
const noArticle = notFound("article", "No article has this slug.");
const ofArticle = { slug: Slug };
// The article that the example of `publish` creates.
const ofOwnArticle = {
  slug: Slug.meta({ description: "The article's identifier in URLs.", examples: ["how-joints-hold"] }),
};
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;
const clickLimit = { per: "viewer", rate: 120, perSeconds: 60 } as const;
// Creating, renaming or deleting a slug invalidates its entries, negative ones included.
const invalidates = ["article:{slug}", "comments:{slug}", "articles", "tags"] as const;

export const articles = {
  list: query({
    summary: "List articles, newest first",
    access: "optional",
    input: z.object({
      tag: z.string().min(1).max(64).optional().meta({ description: "Only articles with this tag." }),
      author: Username.optional().meta({ description: "Only articles by this author." }),
      favorited: Username.optional().meta({ description: "Only articles that this user has favorited." }),
      ...page,
    }),
    output: ArticlePage,
    cache: { ttlSeconds: 30, scope: "shared", tags: ["articles", "profiles"] },
    links: { "Profile.articles": { author: "username" } },
    rest: { route: "GET /articles" },
  }),
  feed: query({
    summary: "List articles by followed authors, newest first",
    access: { scope: "feed:read" },
    input: z.object(page),
    output: ArticlePage,
    rest: { route: "GET /articles/feed" },
  }),
  get: query({
    summary: "Get an article",
    access: "optional",
    input: z.object(ofArticle),
    output: Article,
    errors: { not_found: noArticle },
    cache: { ttlSeconds: 60, scope: "shared", tags: ["article:{slug}", "profiles"], negativeTtlSeconds: 10 },
    rest: { route: "GET /articles/{slug}", reply: "article" },
  }),
  publish: mutation({
    summary: "Publish an article",
    description: "The slug is derived from the title; a suffix makes it unique.",
    access: { scope: "articles:write" },
    // The RealWorld specification rejects null tags; with `.default([])`, null would count as omitted.
    input: Draft.extend({ tagList: TagList.exactOptional().meta({ default: [] }) }).meta({ examples: [draftExample] }),
    output: Article,
    invalidates,
    limit,
    rest: { route: "POST /articles", body: "article", reply: "article", status: 201, location: "/articles/{slug}" },
  }),
  update: mutation({
    summary: "Update an article",
    description:
      "Only the author may update an article. Omitted fields stay unchanged. A new title changes the slug. An empty `tagList` removes all tags.",
    access: { scope: "articles:write" },
    input: z.object({ ...ofOwnArticle, ...ArticleChanges.shape }),
    output: Article,
    errors: { not_found: noArticle, forbidden: forbidden("article") },
    invalidates,
    limit,
    rest: { route: "PUT /articles/{slug}", body: "article", reply: "article" },
  }),
  delete: mutation({
    summary: "Delete an article",
    description: "Only the author may delete an article. Its comments and favorites are deleted as well.",
    access: { scope: "articles:write" },
    input: z.object(ofOwnArticle),
    output: Nothing,
    errors: { not_found: noArticle, forbidden: forbidden("article") },
    invalidates,
    limit,
    rest: { route: "DELETE /articles/{slug}", status: 204 },
  }),
  favorite: mutation({
    summary: "Favorite an article",
    formerly: ["articles.favourite"],
    description: "Idempotent.",
    access: { scope: "articles:write" },
    input: z.object(ofArticle),
    output: Article,
    errors: { not_found: noArticle },
    invalidates: ["article:{slug}", "articles"],
    limit: clickLimit,
    rest: { route: "POST /articles/{slug}/favorite", reply: "article" },
  }),
  unfavorite: mutation({
    summary: "Unfavorite an article",
    formerly: ["articles.unfavourite"],
    access: { scope: "articles:write" },
    input: z.object(ofArticle),
    output: Article,
    errors: { not_found: noArticle },
    invalidates: ["article:{slug}", "articles"],
    limit: clickLimit,
    rest: { route: "DELETE /articles/{slug}/favorite", reply: "article" },
  }),
  changes: subscription({
    summary: "Follow articles as they change",
    access: "public",
    input: z.object({ author: Username.optional().meta({ description: "Only articles by this author." }) }),
    events: articleListEvents,
    output: ArticleChange,
    rest: { route: "GET /live/articles" },
  }),
};

const articlePayload = {
  articleId: idOf("article"),
  slug: Slug.meta({ description: "The article's slug at that time.", examples: ["how-joints-hold"] }),
  authorId: idOf("author"),
  author: Username.meta({ description: "The author's user name at that time.", examples: ["ada"] }),
};

/** Events of articles. */
export const articleEvents = {
  "article.published": event({
    summary: "An article was published",
    public: true,
    key: "articleId",
    payload: z.object(articlePayload),
  }),
  "article.updated": event({
    summary: "An article was updated",
    public: true,
    key: "articleId",
    payload: z.object({
      ...articlePayload,
      formerSlug: Slug.nullable().meta({ description: "The slug before, where the title changed it." }),
    }),
  }),
  "article.deleted": event({
    summary: "An article was deleted",
    public: true,
    key: "articleId",
    payload: z.object(articlePayload),
  }),
  "article.favorited": event({
    summary: "An article was favorited",
    public: true,
    key: "articleId",
    payload: z.object({
      ...articlePayload,
      accountId: idOf("account"),
      username: Username.meta({ description: "The user name at that time.", examples: ["ada"] }),
    }),
  }),
};
