-- findProfile: for a visitor
select "username", "bio", "image", false as "following"
  from "account"
  where lower(username) = lower($1);

-- findProfile: for a viewer
select "username", "bio", "image", exists (select
  from follow
  where follower_id = $1 and followed_id = "account"."id") as "following"
  from "account"
  where lower(username) = lower($2);

-- listFollowed
select "username"
  from "account"
  where lower(username) = any(array(select lower(name)
  from unnest($1::text[]) name)) and exists (select
  from follow
  where follower_id = $2 and followed_id = "account"."id");

-- follow
with "target" as (select "id", "username", "bio", "image"
  from "account"
  where lower(username) = lower($1) for key share), "added" as (insert into "follow" ("follower_id", "followed_id") select $2 as "follower_id", "id"
  from "target"
  on conflict do nothing
  returning "followed_id") select "id", "username", "bio", "image", exists (select "followed_id"
  from "added") as "isAdded"
  from "target";

-- unfollow
with "removed" as (delete
  from "follow"
  where "follower_id" = $1 and "followed_id" = (select "id"
  from "account"
  where lower(username) = lower($2))) select "username", "bio", "image"
  from "account"
  where lower(username) = lower($3);
