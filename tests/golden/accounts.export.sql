-- findExported
select "username", "email", "email_verified_at" as "emailVerifiedAt", "bio", "image", "role", "created_at" as "createdAt"
  from "account"
  where "id" = $1;

-- listOwnArticles
select "id", "slug", "title", "description", "body", "tag_list" as "tagList", "created_at" as "createdAt", "updated_at" as "updatedAt"
  from "article"
  where "author_id" = $1 and "id" < $2
  order by "id" desc limit $3;

-- listOwnFavorites
select "article"."id", "article"."slug", "favourite"."created_at" as "createdAt"
  from "favourite"
  inner join "article" on "article"."id" = "favourite"."article_id"
  where "favourite"."account_id" = $1 and "favourite"."article_id" < $2
  order by "favourite"."article_id" desc limit $3;

-- listFollowed
select "account"."id", "account"."username", "follow"."created_at" as "createdAt"
  from "follow"
  inner join "account" on "account"."id" = "follow"."followed_id"
  where "follow"."follower_id" = $1 and "follow"."followed_id" < $2
  order by "follow"."followed_id" desc limit $3;

-- listOwnRecord
select "id", "at", "action", case when actor_id = account_id and id > coalesce((select max(handed.id)
  from audit handed
  where handed.account_id = $1 and handed.action = 'account.handed_over'), 0) then address else '' end as "address"
  from "audit"
  where "account_id" = $2 and "id" < $3
  order by "id" desc limit $4;
