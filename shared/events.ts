import * as z from "zod";
import { defineEvents, event, type PayloadOf } from "./contract/index.ts";
import { Slug, Username } from "./fields.ts";

const id = (of: string) =>
  z
    .int()
    .min(1)
    .meta({ description: `The ${of}'s id; it never changes.`, examples: [7] });

const article = {
  articleId: id("article"),
  slug: Slug.meta({ description: "The article's slug at that time.", examples: ["how-joints-hold"] }),
  authorId: id("author"),
  author: Username.meta({ description: "The author's user name at that time.", examples: ["ada"] }),
};

const comment = {
  commentId: id("comment"),
  articleId: article.articleId,
  slug: article.slug,
  authorId: id("comment author"),
  author: Username.meta({ description: "The comment author's user name at that time.", examples: ["grace"] }),
};

const account = {
  accountId: id("account"),
  username: Username.meta({ description: "The user name at that time.", examples: ["ada"] }),
};

/**
 * All events of the service, by name. Payloads hold no secrets and nothing that only some readers may see: every reader
 * of a public event gets all of it.
 */
export const events = defineEvents({
  "article.published": event({
    summary: "An article was published",
    public: true,
    key: "articleId",
    payload: z.object(article),
  }),
  "article.updated": event({
    summary: "An article was updated",
    public: true,
    key: "articleId",
    payload: z.object({
      ...article,
      formerSlug: Slug.nullable().meta({ description: "The slug before, where the title changed it." }),
    }),
  }),
  "article.deleted": event({
    summary: "An article was deleted",
    public: true,
    key: "articleId",
    payload: z.object(article),
  }),
  "article.favorited": event({
    summary: "An article was favorited",
    public: true,
    key: "articleId",
    payload: z.object({ ...article, ...account }),
  }),
  "comment.added": event({
    summary: "A comment was added to an article",
    public: true,
    key: "articleId",
    payload: z.object(comment),
  }),
  "comment.deleted": event({
    summary: "A comment was deleted",
    public: true,
    key: "articleId",
    payload: z.object(comment),
  }),
  "profile.followed": event({
    summary: "A user followed another",
    public: true,
    key: "followedId",
    payload: z.object({
      followerId: id("follower"),
      follower: account.username,
      followedId: id("followed user"),
      followed: account.username,
    }),
  }),
  "account.registered": event({
    summary: "An account was registered",
    public: true,
    key: "accountId",
    payload: z.object(account),
  }),
  "account.deleted": event({
    summary: "An account was deleted",
    public: true,
    key: "accountId",
    payload: z.object(account),
  }),
});

/** Name of an event. */
export type EventName = keyof typeof events;

/** Payloads by the event's name. */
export type EventPayloads = { readonly [E in EventName]: PayloadOf<(typeof events)[E]> };
