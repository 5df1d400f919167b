import { sql } from "kysely";
import type { Db } from "../../database/index.ts";

/** A page of a list: owner, number of rows, and the id to continue before; `undefined` starts with the newest. */
export interface ExportPart {
  readonly accountId: number;
  readonly limit: number;
  readonly beforeId: number | undefined;
}

export const findExported = (db: Db, accountId: number) =>
  db
    .selectFrom("account")
    .select(["username", "email", "email_verified_at as emailVerifiedAt", "bio", "image", "role"])
    .select("created_at as createdAt")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();

export const listOwnArticles = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("article")
    .select(["id", "slug", "title", "description", "body", "tag_list as tagList", "created_at as createdAt"])
    .select("updated_at as updatedAt")
    .where("author_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

export const listOwnFavorites = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("favourite")
    .innerJoin("article", "article.id", "favourite.article_id")
    .select(["article.id", "article.slug", "favourite.created_at as createdAt"])
    .where("favourite.account_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("favourite.article_id", "<", beforeId ?? 0))
    .orderBy("favourite.article_id", "desc")
    .limit(limit)
    .execute();

export const listFollowed = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("follow")
    .innerJoin("account", "account.id", "follow.followed_id")
    .select(["account.id", "account.username", "follow.created_at as createdAt"])
    .where("follow.follower_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("follow.followed_id", "<", beforeId ?? 0))
    .orderBy("follow.followed_id", "desc")
    .limit(limit)
    .execute();

export const listOwnRecord = (db: Db, { accountId, limit, beforeId }: ExportPart) =>
  db
    .selectFrom("audit")
    .select(["id", "at", "action"])
    // Addresses of other actors are not exported to the owner: admins, attackers, earlier owners.
    .select(
      sql<string>`case when actor_id = account_id and id > coalesce((select max(handed.id) from audit handed
        where handed.account_id = ${accountId} and handed.action = 'account.handed_over'), 0)
        then address else '' end`.as("address"),
    )
    .where("account_id", "=", accountId)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", beforeId ?? 0))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
