import { sql } from "kysely";
import * as commentQueries from "../../server/features/comments/queries.ts";
import type { Fixtures } from "../access/fixtures.ts";
import { adasOwn, anyone, moderators, scoped } from "../access/rows.ts";
import type { FeatureSamples } from "./feature.ts";

const page = { limit: 101, beforeId: undefined };
const article = ({ slug }: Fixtures) => ({ slug });
const own = ({ slug, own: { comments: id } }: Fixtures) => ({ slug, id });

export const commentSamples: FeatureSamples = {
  feature: "comments",
  create: async (db, accountId, articleId) => {
    const row = { article_id: articleId, author_id: accountId, body: "Hm." };
    return (await db.insertInto("comment").values(row).returning("id").executeTakeFirstOrThrow()).id;
  },
  access: {
    "comments.list": anyone(article),
    "comments.add": scoped((fixtures) => ({ ...article(fixtures), body: "Hm." })),
    "comments.added": anyone(article),
    "comments.delete": adasOwn("forbidden", own, scoped()),
    "admin.removeComment": moderators(own),
  },
  queries: {
    exports: commentQueries,
    queries: {
      listComments: {
        "first page": (db) => commentQueries.listComments(db, "s", page, null),
        "after a cursor, for a viewer": (db) => commentQueries.listComments(db, "s", { ...page, beforeId: 7 }, 1),
      },
      listCommentsOf: {
        "first page": (db) => commentQueries.listCommentsOf(db, ["s", "t"], page, null),
        "after a cursor, for a viewer": (db) =>
          commentQueries.listCommentsOf(db, ["s", "t"], { ...page, beforeId: 7 }, 1),
      },
      findAdded: (db) => commentQueries.findAdded(db, 7),
      isArticle: (db) => commentQueries.isArticle(db, "s"),
      insertComment: (db) => commentQueries.insertComment(db, 1, "s", "b"),
      findComment: (db) => commentQueries.findComment(db, "s", 7),
      listOwnComments: (db) => commentQueries.listOwnComments(db, { accountId: 1, limit: 21, beforeId: 7 }),
      deleteComment: (db) => commentQueries.deleteComment(db, 7),
    },
  },
  bulk: {
    table: "comment",
    // One article with all comments.
    fill: (db) =>
      sql`insert into comment (article_id, author_id, body)
        select case when n % 2 = 0 then 1 else n end, n % 200 + 1, 'body' from generate_series(1, 10000) n`.execute(db),
    reads: {
      comments: (db) => commentQueries.listComments(db, "slug-1", page, 1),
      "comments after a cursor": (db) => commentQueries.listComments(db, "slug-1", { ...page, beforeId: 5000 }, 1),
      "comments of several articles": (db) =>
        commentQueries.listCommentsOf(db, ["slug-1", "slug-7", "nowhere"], page, 1),
      "one's own comments": (db) => commentQueries.listOwnComments(db, { ...page, accountId: 7 }),
    },
  },
};
