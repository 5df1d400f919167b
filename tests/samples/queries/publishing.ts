import * as admin from "../../../server/features/admin/queries.ts";
import * as pages from "../../../server/features/articles/pages.queries.ts";
import * as articles from "../../../server/features/articles/queries.ts";
import * as feed from "../../../server/features/feed/queries.ts";
import * as profiles from "../../../server/features/profiles/queries.ts";
import * as tags from "../../../server/features/tags/queries.ts";
import * as webhooks from "../../../server/features/webhooks/queries.ts";
import type { QueryModule } from "../../support/golden.ts";

const id = "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10";
const text = { title: "t", description: "d", body: "b", tagList: ["x"] };
const endpoint = { accountId: 1, id };
const page = { limit: 21, offset: 0, beforeId: undefined };
const adminPage = { limit: 101, beforeId: undefined };
const after = { ...page, beforeId: 7 };

/** Calls of the queries of what accounts write and administer. */
export const publishingQueries: Readonly<Record<string, QueryModule>> = {
  "admin/queries": {
    exports: admin,
    queries: {
      listUsers: {
        "no filter": (db) => admin.listUsers(db, {}, adminPage),
        "all filters, after a cursor": (db) =>
          admin.listUsers(
            db,
            { search: "50%_\\", role: "moderator", state: "suspended" },
            { ...adminPage, beforeId: 7 },
          ),
        "who is active": (db) => admin.listUsers(db, { state: "active" }, adminPage),
      },
      lockRoles: (db) => admin.lockRoles(db),
      isLastAdmin: (db) => admin.isLastAdmin(db, 1),
      isActiveAdmin: (db) => admin.isActiveAdmin(db, 1, 1),
      lockUser: (db) => admin.lockUser(db, "u"),
      setRole: (db) => admin.setRole(db, 1, "moderator"),
      setSuspended: {
        suspended: (db) => admin.setSuspended(db, 1, true),
        restored: (db) => admin.setSuspended(db, 1, false),
      },
      listAudit: {
        "no filter": (db) => admin.listAudit(db, {}, adminPage),
        "of one user and action, after a cursor": (db) =>
          admin.listAudit(db, { username: "u", action: "account.suspended" }, { ...adminPage, beforeId: 7 }),
      },
    },
  },
  "articles/pages.queries": {
    exports: pages,
    queries: {
      listArticlesOf: {
        "no filter": (db) => pages.listArticlesOf(db, ["u", "v"], {}, page, null),
        "all filters, after a cursor, for a viewer": (db) =>
          pages.listArticlesOf(db, ["u", "v"], { tag: "x", favorited: "w" }, after, 1),
      },
      listArticles: {
        "no filter": (db) => pages.listArticles(db, {}, page, null),
        "no filter, after a cursor, for a viewer": (db) => pages.listArticles(db, {}, after, 1),
        "by tag": (db) => pages.listArticles(db, { tag: "x" }, page, null),
        "by author": (db) => pages.listArticles(db, { author: "u" }, page, null),
        "by favourite": (db) => pages.listArticles(db, { favorited: "u" }, page, null),
        "by tag and author": (db) => pages.listArticles(db, { tag: "x", author: "u" }, after, null),
        "by tag, author and favourite": (db) =>
          pages.listArticles(db, { tag: "x", author: "u", favorited: "v" }, page, null),
      },
      listFeed: {
        "first page": (db) => pages.listFeed(db, page, 1),
        "after a cursor": (db) => pages.listFeed(db, after, 1),
      },
    },
  },
  "articles/queries": {
    exports: articles,
    parts: ["normalTags"],
    queries: {
      findText: (db) => articles.findText(db, 1),
      findBySlug: {
        "for a visitor": (db) => articles.findBySlug(db, "s", null),
        "for a viewer": (db) => articles.findBySlug(db, "s", 1),
      },
      listViewerFields: (db) => articles.listViewerFields(db, 1, ["s", "t"]),
      insertArticle: (db) => articles.insertArticle(db, 1, "s", text),
      lockBySlug: (db) => articles.lockBySlug(db, "s"),
      updateArticle: {
        "no field": (db) => articles.updateArticle(db, 1, {}),
        "all fields": (db) => articles.updateArticle(db, 1, { ...text, slug: "s" }),
      },
      deleteArticle: (db) => articles.deleteArticle(db, 1),
      addFavorite: (db) => articles.addFavorite(db, 1, "s"),
      removeFavorite: (db) => articles.removeFavorite(db, 1, "s"),
    },
  },
  "feed/queries": {
    exports: feed,
    queries: { listFollowers: (db) => feed.listFollowers(db, 1, [2, 3]) },
  },
  "profiles/queries": {
    exports: profiles,
    parts: ["hasUsername", "isFollowed"],
    queries: {
      findProfile: {
        "for a visitor": (db) => profiles.findProfile(db, "u", null),
        "for a viewer": (db) => profiles.findProfile(db, "u", 1),
      },
      listFollowed: (db) => profiles.listFollowed(db, 1, ["u", "v"]),
      follow: (db) => profiles.follow(db, 1, "u"),
      unfollow: (db) => profiles.unfollow(db, 1, "u"),
    },
  },
  "webhooks/queries": {
    exports: webhooks,
    queries: {
      countEndpoints: (db) => webhooks.countEndpoints(db, 1),
      insertEndpoint: (db) =>
        webhooks.insertEndpoint(db, {
          ...endpoint,
          url: "u",
          description: "d",
          events: ["e"],
          isForAll: false,
          signature: "hmac",
          sealedSecret: "s",
          publicKey: null,
        }),
      listEndpoints: (db) => webhooks.listEndpoints(db, 1),
      findEndpoint: (db) => webhooks.findEndpoint(db, endpoint),
      updateEndpoint: {
        "no field": (db) => webhooks.updateEndpoint(db, endpoint, {}),
        "all fields, enabled": (db) =>
          webhooks.updateEndpoint(db, endpoint, { url: "u", description: "d", events: ["e"], enabled: true }),
        disabled: (db) => webhooks.updateEndpoint(db, endpoint, { enabled: false }),
      },
      restartDeliveries: (db) => webhooks.restartDeliveries(db, endpoint.id),
      deleteEndpoint: (db) => webhooks.deleteEndpoint(db, endpoint),
      replaceSecret: {
        "both sign": (db) =>
          webhooks.replaceSecret(db, endpoint, { sealedSecret: "s", publicKey: null, overlapHours: 24 }),
        "the new one alone": (db) =>
          webhooks.replaceSecret(db, endpoint, { sealedSecret: "s", publicKey: null, overlapHours: 0 }),
      },
      listAttempts: {
        "first page": (db) => webhooks.listAttempts(db, id, { limit: 51, beforeId: undefined }),
        "after a cursor": (db) => webhooks.listAttempts(db, id, { limit: 51, beforeId: 7 }),
      },
    },
  },
  "tags/queries": { exports: tags, queries: { listTags: (db) => tags.listTags(db) } },
};
