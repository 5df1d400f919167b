import * as z from "zod";
import { event, forbidden, mutation, notFound, query, subscription } from "./contract/index.ts";
import { cursorPage, idOf, Moment, Next, Nothing, requiredText, Slug, Username } from "./fields.ts";
import { Profile } from "./profiles.ts";

const CommentId = z
  .int()
  .min(1)
  .meta({ description: "A comment's id.", examples: [7] });

export const Comment = z
  .object({ id: CommentId, createdAt: Moment, updatedAt: Moment, body: z.string(), author: Profile })
  .meta({
    id: "Comment",
    description: "A comment on an article.",
    examples: [
      {
        id: 7,
        createdAt: "2026-11-05T09:30:00.000Z",
        updatedAt: "2026-11-05T09:30:00.000Z",
        body: "Glue is cheating.",
        author: { username: "grace", bio: null, image: null, following: false },
      },
    ],
  });

const { following: _, ...author } = Profile.shape;

export const AddedComment = z
  .object({ id: CommentId, slug: z.string(), createdAt: Moment, body: z.string(), author: z.object(author) })
  .meta({ id: "AddedComment", description: "A comment that was added to an article." });

const noArticle = notFound("article", "No article has this slug.");
const noComment = notFound("comment", "This article has no such comment.");
const limit = { per: "viewer", rate: 60, perSeconds: 60 } as const;

export const comments = {
  list: query({
    summary: "List an article's comments, newest first",
    access: "optional",
    input: z.object({ slug: Slug, ...cursorPage }),
    output: z.object({ comments: z.array(Comment), next: Next }),
    errors: { not_found: noArticle },
    cache: { ttlSeconds: 30, scope: "shared", tags: ["comments:{slug}", "profiles"], negativeTtlSeconds: 10 },
    links: { "Article.comments": { slug: "slug" }, "ArticleSummary.comments": { slug: "slug" } },
    rest: { route: "GET /articles/{slug}/comments" },
  }),
  add: mutation({
    summary: "Add a comment to an article",
    access: { scope: "comments:write" },
    input: z.object({ slug: Slug, body: requiredText(20_000).meta({ examples: ["Glue is cheating."] }) }),
    output: Comment,
    errors: { not_found: noArticle },
    invalidates: ["comments:{slug}"],
    limit,
    rest: { route: "POST /articles/{slug}/comments", body: "comment", reply: "comment", status: 201 },
  }),
  delete: mutation({
    summary: "Delete a comment",
    description: "Only the author may delete a comment.",
    access: { scope: "comments:write" },
    input: z.object({ slug: Slug, id: CommentId }),
    output: Nothing,
    errors: {
      article_not_found: noArticle,
      not_found: noComment,
      forbidden: forbidden("comment"),
    },
    invalidates: ["comments:{slug}"],
    limit,
    rest: { route: "DELETE /articles/{slug}/comments/{id}", status: 204 },
  }),
  added: subscription({
    summary: "Follow an article's comments as they are added",
    access: "public",
    input: z.object({ slug: Slug }),
    events: ["comment.added"],
    output: AddedComment,
    errors: { not_found: noArticle },
    rest: { route: "GET /live/articles/{slug}/comments" },
  }),
};

const commentPayload = z.object({
  commentId: idOf("comment"),
  articleId: idOf("article"),
  slug: Slug.meta({ description: "The article's slug at that time.", examples: ["how-joints-hold"] }),
  authorId: idOf("comment author"),
  author: Username.meta({ description: "The comment author's user name at that time.", examples: ["grace"] }),
});

/** Events of comments. */
export const commentEvents = {
  "comment.added": event({
    summary: "A comment was added to an article",
    public: true,
    key: "articleId",
    payload: commentPayload,
  }),
  "comment.deleted": event({
    summary: "A comment was deleted",
    public: true,
    key: "articleId",
    payload: commentPayload,
  }),
};

/** Procedures that `admin` includes for comments. */
export const commentModeration = {
  removeComment: mutation({
    summary: "Remove a comment as a moderator",
    access: { role: "moderator" },
    input: z.object({ slug: Slug, id: CommentId }),
    output: Nothing,
    errors: { article_not_found: noArticle, not_found: noComment },
    invalidates: ["comments:{slug}"],
    limit,
    rest: { route: "DELETE /admin/articles/{slug}/comments/{id}", status: 204 },
  }),
};

/** The comments in the output of `accounts.export`. */
export const exportedComments = z.array(
  z.object({ id: z.int(), slug: z.string(), body: z.string(), createdAt: Moment }),
);
