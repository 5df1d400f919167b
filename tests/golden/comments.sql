-- listComments: first page
select "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image", false as "following"
  from "article"
  left join lateral (select *
  from "comment"
  where "comment"."article_id" = "article"."id"
  order by "comment"."id" desc limit $1) as "comment" on true
  left join "account" as "author" on "author"."id" = "comment"."author_id"
  where "article"."slug" = $2
  order by "comment"."id" desc;

-- listComments: after a cursor, for a viewer
select "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from follow
  where follower_id = $1 and followed_id = "author"."id") as "following"
  from "article"
  left join lateral (select *
  from "comment"
  where "comment"."article_id" = "article"."id" and "comment"."id" < $2
  order by "comment"."id" desc limit $3) as "comment" on true
  left join "account" as "author" on "author"."id" = "comment"."author_id"
  where "article"."slug" = $4
  order by "comment"."id" desc;

-- listCommentsOf: first page
select "asked"."place", "article"."id" as "articleId", "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image", false as "following"
  from unnest($1::text[]) with ordinality as asked(slug, place)
  left join "article" on "article"."slug" = "asked"."slug"
  left join lateral (select *
  from "comment"
  where "comment"."article_id" = "article"."id"
  order by "comment"."id" desc limit $2) as "comment" on true
  left join "account" as "author" on "author"."id" = "comment"."author_id"
  order by "asked"."place", "comment"."id" desc;

-- listCommentsOf: after a cursor, for a viewer
select "asked"."place", "article"."id" as "articleId", "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image", exists (select
  from follow
  where follower_id = $1 and followed_id = "author"."id") as "following"
  from unnest($2::text[]) with ordinality as asked(slug, place)
  left join "article" on "article"."slug" = "asked"."slug"
  left join lateral (select *
  from "comment"
  where "comment"."article_id" = "article"."id" and "comment"."id" < $3
  order by "comment"."id" desc limit $4) as "comment" on true
  left join "account" as "author" on "author"."id" = "comment"."author_id"
  order by "asked"."place", "comment"."id" desc;

-- findAdded
select "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image"
  from "comment"
  inner join "account" as "author" on "author"."id" = "comment"."author_id"
  where "comment"."id" = $1;

-- isArticle
select "id"
  from "article"
  where "slug" = $1;

-- insertComment
with "comment" as (insert into "comment" ("article_id", "author_id", "body") select "id", $1 as "author_id", $2 as "body"
  from "article"
  where "slug" = $3 for key share
  returning *) select "comment"."id", "comment"."body", "comment"."created_at", "comment"."updated_at", "author"."username", "author"."bio", "author"."image", "comment"."article_id", exists (select
  from follow
  where follower_id = $4 and followed_id = "author"."id") as "following"
  from "comment"
  inner join "account" as "author" on "author"."id" = "comment"."author_id";

-- findComment
select "comment"."id", "comment"."author_id", "article"."id" as "article_id", "article"."slug", "author"."username"
  from "article"
  left join "comment" on "comment"."article_id" = "article"."id" and "comment"."id" = $1
  left join "account" as "author" on "author"."id" = "comment"."author_id"
  where "article"."slug" = $2;

-- listOwnComments
select "comment"."id", "article"."slug", "comment"."body", "comment"."created_at" as "createdAt"
  from "comment"
  inner join "article" on "article"."id" = "comment"."article_id"
  where "comment"."author_id" = $1 and "comment"."id" < $2
  order by "comment"."id" desc limit $3;

-- deleteComment
delete
  from "comment"
  where "id" = $1;
