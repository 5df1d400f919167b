-- listFollowers
select "follower_id"
  from "follow"
  where "followed_id" = $1 and "follower_id" = any($2::bigint[]);
