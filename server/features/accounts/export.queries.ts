import type { Db } from "../../database/index.ts";

/** A part of a list: its owner, how many rows, and those before which id; `undefined` from the newest on. */
export interface ExportPart {
  readonly accountId: number;
  readonly limit: number;
  readonly beforeId: number | undefined;
}

export const findExported = (db: Db, accountId: number) =>
  db
    .selectFrom("account")
    .select(["username", "email", "email_verified_at", "bio", "image", "role", "created_at"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();

export const listOwnArticles = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("article")
    .select(["id", "slug", "title", "description", "body", "tag_list", "created_at", "updated_at"])
    .where("author_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

export const listOwnComments = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("comment")
    .innerJoin("article", "article.id", "comment.article_id")
    .select(["comment.id", "article.slug", "comment.body", "comment.created_at"])
    .where("comment.author_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("comment.id", "<", beforeId ?? 0))
    .orderBy("comment.id", "desc")
    .limit(limit)
    .execute();

export const listOwnFavourites = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("favourite")
    .innerJoin("article", "article.id", "favourite.article_id")
    .select(["article.id", "article.slug", "favourite.created_at"])
    .where("favourite.account_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("favourite.article_id", "<", beforeId ?? 0))
    .orderBy("favourite.article_id", "desc")
    .limit(limit)
    .execute();

export const listFollowed = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("follow")
    .innerJoin("account", "account.id", "follow.followed_id")
    .select(["account.id", "account.username", "follow.created_at"])
    .where("follow.follower_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("follow.followed_id", "<", beforeId ?? 0))
    .orderBy("follow.followed_id", "desc")
    .limit(limit)
    .execute();

export const listOwnRecord = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("audit")
    .select(["id", "at", "action", "address"])
    .where("account_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
