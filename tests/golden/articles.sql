-- findText
select "title", "description", "tag_list"
  from "article"
  where "id" = $1;

-- findBySlug: for a visitor
select "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", "article"."body", false as "favorited", false as "following"
  from "article"
  inner join "account" as "author" on "author"."id" = "article"."author_id"
  where "article"."slug" = $1;

-- findBySlug: for a viewer
select "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", "article"."body", exists (select
  from favourite
  where account_id = $1 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $2 and followed_id = "author"."id") as "following"
  from "article"
  inner join "account" as "author" on "author"."id" = "article"."author_id"
  where "article"."slug" = $3;

-- listViewerFields
select *
  from (select "article"."slug", exists (select
  from favourite
  where account_id = $1 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $2 and followed_id = "article"."author_id") as "following"
  from "article"
  where "article"."slug" = any($3::text[])) as "marked"
  where ("favorited" or "following");

-- insertArticle
with "article" as (insert into "article" ("author_id", "slug", "title", "description", "body", "tag_list")
  values ($1, $2, $3, $4, $5, $6)
  on conflict ("slug") do nothing
  returning *) select "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", "article"."body", exists (select
  from favourite
  where account_id = $7 and article_id = "article"."id") as "favorited", exists (select
  from follow
  where follower_id = $8 and followed_id = "author"."id") as "following"
  from "article"
  inner join "account" as "author" on "author"."id" = "article"."author_id";

-- lockBySlug
select "id", "author_id", "slug", "title", (select "username"
  from "account"
  where "account"."id" = "article"."author_id") as "author"
  from "article"
  where "slug" = $1 for update;

-- updateArticle: no field
update "article"
  set "updated_at" = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
  where "id" = $1;

-- updateArticle: all fields
update "article"
  set "slug" = $1, "title" = $2, "description" = $3, "body" = $4, "tag_list" = $5, "updated_at" = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
  where "id" = $6;

-- deleteArticle
delete
  from "article"
  where "id" = $1;

-- addFavorite
with "target" as (select "id"
  from "article"
  where "slug" = $1 for key share), "changed" as (insert into "favourite" ("account_id", "article_id") select $2 as "account_id", "id"
  from "target"
  on conflict do nothing
  returning "article_id") select "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", "article"."body", "article"."author_id", exists (select
  from follow
  where follower_id = $3 and followed_id = "author"."id") as "following", exists (select "article_id"
  from "changed") as "isChanged"
  from "target"
  inner join "article" on "article"."id" = "target"."id"
  inner join "account" as "author" on "author"."id" = "article"."author_id";

-- removeFavorite
with "changed" as (delete
  from "favourite"
  where "account_id" = $1 and "article_id" = (select "id"
  from "article"
  where "slug" = $2)
  returning "article_id") select "article"."id", "article"."slug", "article"."title", "article"."description", "article"."tag_list", "article"."favourites_count", "article"."created_at", "article"."updated_at", "author"."username", "author"."bio", "author"."image", "article"."body", "article"."author_id", exists (select
  from follow
  where follower_id = $3 and followed_id = "author"."id") as "following", exists (select "article_id"
  from "changed") as "isChanged"
  from "article"
  inner join "account" as "author" on "author"."id" = "article"."author_id"
  where "article"."slug" = $4;
