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
insert into "follow" ("follower_id", "followed_id") select $1 as "follower_id", "id"
  from "account"
  where lower(username) = lower($2) for key share
  on conflict do nothing
  returning "followed_id" as "followedId", (select "username"
  from "account"
  where "account"."id" = "follow"."followed_id") as "followed";

-- unfollow
delete
  from "follow"
  where "follower_id" = $1 and "followed_id" = (select "id"
  from "account"
  where lower(username) = lower($2));
